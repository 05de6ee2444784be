"""Days of this century; counts that a table can hold."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from maillage.core import day_fields

FIRST, LAST = date(2000, 1, 1), date(2099, 12, 31)
MOST = 1_000_000


class DayField(day_fields.DayField):
    def validate(self, value: Any) -> None:
        super().validate(value)
        if isinstance(value, date) and not FIRST <= value <= LAST:
            raise ValidationError(_("Cette année n'est pas possible."))


class CountField(forms.IntegerField):
    """How many: a whole number, nothing is zero."""

    default_error_messages = {"invalid": _("Écrivez un nombre entier, comme 12.")}

    def __init__(self, **options):
        super().__init__(min_value=0, max_value=MOST, **options)
        self.widget.attrs["inputmode"] = "numeric"
