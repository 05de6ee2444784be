"""A funder's report in sentences. No database."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillage.diagnosis.funders.figures import Table
from maillage.diagnosis.funders.quarters import Quarter
from maillage.diagnosis.showing.wording import day

TITLE = gettext_lazy("Ce que le réseau a fait")
DONE = gettext_lazy("Accompagnements individuels, par sujet")
SENT = gettext_lazy("Personnes orientées par une fiche de liaison")
NUMBERS = ("premier", "deuxième", "troisième", "quatrième")


def name(quarter: Quarter) -> str:
    return f"{NUMBERS[quarter.number - 1].capitalize()} trimestre {quarter.year}"


def period(quarters: list[Quarter]) -> str:
    """Troisième trimestre 2026, du 1er juillet au 30 septembre 2026."""
    days = _("du %(first)s au %(last)s") % {
        "first": day(quarters[0].first), "last": day(quarters[-1].last)
    }  # fmt: skip
    return f"{name(quarters[0])}, {days}" if len(quarters) == 1 else f"{quarters[0].year}, {days}"


def choices(offered: list[Quarter]) -> list[tuple[str, str]]:
    """Quarters, then years of which something ended."""
    years = list(dict.fromkeys(one.year for one in offered))
    return [(one.key, name(one)) for one in offered] + [
        (str(year), _("Toute l'année %(year)s, trimestres terminés") % {"year": year}) for year in years
    ]


def summary(tables: list[Table], smallest: int) -> list[str]:
    """What one reads first."""
    totals = {str(one.asked.title): one.total for one in tables}
    done, sent = (_said(totals.get(str(title)), smallest) for title in (DONE, SENT))
    return [
        _("Accompagnements individuels notés : %(n)s.") % {"n": done},
        _("Personnes orientées d'une structure à une autre par une fiche : %(n)s.") % {"n": sent},
        _("Aucun nom, aucune adresse : le réseau ne demande ni l'âge, ni le sexe, ni la situation."),
    ]




def _said(line, smallest: int) -> str:
    return line.told(smallest) if line else _("rien à compter")
