"""What is typed in a form about a place or a structure: repaired, or refused beside its field."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from maillage.census.repairing import Repaired
from maillage.census.repairing.phone import repair_phone


def repaired(text: str, repair: Callable[[str], Repaired]) -> Any:
    found = repair(text)
    if found.problem or (text and not found.value):
        raise ValidationError(found.problem or _("Nous n'avons pas compris."))
    return found.value


def phone(text: str) -> str:
    """Of several numbers, the first."""
    found = repair_phone(text).value
    if text and not found:
        raise ValidationError(_("Ce numéro ne se lit pas : dix chiffres, ou un numéro court comme le 3949."))
    return found
