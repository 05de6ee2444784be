"""Who opened a sheet or a pathway: structures and days, from the log of accesses."""

from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from maillage.network.models import Organisation
from maillage.places.hours import local
from maillage.referrals import journal
from maillage.referrals.enums import Who
from maillage.referrals.models import Held

WORDS = {
    journal.What.READ: _("a lu la fiche"),
    journal.What.WRITE: _("a écrit sur la fiche"),
    journal.What.PRINT: _("a imprimé le papier"),
    journal.What.EXPORT: _("a exporté les données"),
    journal.What.GUESS: _("a tapé un mauvais code"),
    journal.What.DENIED: _("a été refusé"),
    journal.What.ERASE: _("a effacé les données"),
}


class Opening(NamedTuple):
    on: date
    who: str  # a structure, or a role; never a colleague's name
    what: str


def openings(row: Held) -> list[Opening]:
    """The newest first; what one did several times in a day is one line."""
    lines = list(journal.about(row).order_by("-number"))
    known = Organisation.objects.filter(pk__in={one.organisation_number for one in lines})
    names = dict(known.values_list("pk", "nom"))
    told = [Opening(local(one.at).date(), names.get(one.organisation_number) or _role(one.who), _what(one.what))
            for one in lines]  # fmt: skip
    return list(dict.fromkeys(told))


def _role(who: str) -> str:
    return str(Who(who).label) if who in Who.values else who


def _what(what: str) -> str:
    return str(WORDS.get(what, what))
