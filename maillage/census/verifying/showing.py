"""A place as its holder is asked about it: all that people read, in the order they need it, gaps included."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillage.census.models import RequestedPlace
from maillage.census.verifying import week
from maillage.census.verifying.freshness import Freshness
from maillage.places import hours, presenting
from maillage.places.enums import LifeCycle
from maillage.places.models import Place
from maillage.places.portrait import device_line, equipment_service_line
from maillage.places.telling import name_of, said

ASKED = (
    "nom", "horaires", "telephone", "courriels", "site_web", "prise_rdv", "adresse", "complement_adresse",
    "code_postal", "commune", "services", "uses", "equipment", "equipment_services", "frais_a_charge",
    "modalites_acces", "modalites_accompagnement", "publics_specifiquement_adresses", "languages",
    "presentation_resume", "life_cycle",
)  # fmt: skip
TITLES = {
    "services": gettext_lazy("Ce qu'on y fait"),
    "prise_rdv": gettext_lazy("Rendez-vous"),
    "site_web": gettext_lazy("Site"),
    "courriels": gettext_lazy("Courriel"),
    "equipment_services": gettext_lazy("Prêt, vente de matériel"),
    "frais_a_charge": gettext_lazy("Prix"),
    "modalites_acces": gettext_lazy("Comment venir"),
    "modalites_accompagnement": gettext_lazy("Comment on est aidé"),
    "publics_specifiquement_adresses": gettext_lazy("Pour qui surtout"),
    "presentation_resume": gettext_lazy("En bref"),
}  # what a tired person understands at once
EXPECTED = ("telephone", "services")  # said to be missing when they are
ROWS = {"equipment": device_line, "equipment_services": equipment_service_line}
APART = {"nom", "uses", "horaires", "adresse", "complement_adresse", "code_postal", "commune", "life_cycle"}


@dataclass(frozen=True)
class Fact:
    title: str
    words: list[str]
    contested: bool = False
    stamp: str = ""  # the last word on it


@dataclass(frozen=True)
class DayLine:
    name: str
    ranges: list[str]


@dataclass
class Sheet:
    """One place on the page of its holder."""

    place: Place
    days: list[DayLine]
    raw_hours: str
    closings: list[str]
    facts: list[Fact]
    life_cycle: str
    contested: list[str]
    line: RequestedPlace | None = None
    stamp: presenting.Stamp | None = field(default=None)
    hours_stamp: str = ""

    @property
    def phone(self) -> str:
        return presenting.phone(self.place.telephone)

    @property
    def phone_link(self) -> str:
        return presenting.phone_link(self.place.telephone)

    @property
    def answered(self) -> bool:
        return self.line is not None and self.line.answered_at is not None


def filled_columns(place: Place) -> list[str]:
    """What one confirms by saying that all is right: what the page says, and that the place lives."""
    return [name for name in ASKED if name in ("nom", "life_cycle") or _value(place, name)]


def sheet(
    place: Place, today: date, line: RequestedPlace | None = None, known: dict[str, Freshness] | None = None
) -> Sheet:
    """`known`: the last word on each column, for those who may see who said what."""
    days, known = _days(place.horaires, today), known or {}
    return Sheet(
        place=place,
        days=days,
        raw_hours="" if days else place.horaires,
        closings=[_closing(one) for one in week.closings(place.horaires, today)],
        facts=_facts(place, known),
        hours_stamp=_last_word(known.get("horaires")) if place.horaires else "",
        life_cycle=place.get_life_cycle_display() if place.life_cycle != LifeCycle.OPEN else "",
        contested=[name_of(column).lower() for column in place.contested if column in ASKED],
        line=line,
        stamp=presenting.stamp(place.date_maj, place.verified_on, today, place.verified_by),
    )


def sheets(lines: Iterable[RequestedPlace]) -> list[Sheet]:
    today = timezone.localdate()
    return [sheet(line.place, today, line) for line in lines]


def _value(place: Place, name: str):
    return list(getattr(place, name).all()) if name in ROWS else getattr(place, name)


def _days(horaires: str, today: date) -> list[DayLine]:
    """Days that follow each other with the same hours are one line: lundi à vendredi."""
    found = hours.week(horaires, week.ordinary_monday(today))
    told = zip(week.DAYS.values(), map(presenting.each_range, found), strict=False)
    return [_run([name for name, _same in run], ranges) for ranges, run in groupby(told, key=lambda day: day[1])]


def _run(names: list[str], ranges: list[str]) -> DayLine:
    if len(names) < 3:
        return DayLine(_(" et ").join(names), ranges)
    return DayLine(_("%(first)s à %(last)s") % {"first": names[0], "last": names[-1]}, ranges)


def _closing(one: week.Closing) -> str:
    if one.first == one.last:
        return _("fermé le %(day)s") % {"day": presenting.full_date(one.first)}
    told = {"first": presenting.full_date(one.first), "last": presenting.full_date(one.last)}
    return _("fermé du %(first)s au %(last)s") % told


def _last_word(one: Freshness | None) -> str:
    """confirmé le 3 mai 2026 par Maison… · dit le 1er mai 2022 (France Services)."""
    if one is None or one.on is None:
        return ""
    told = {"date": presenting.full_date(one.on), "who": one.who}
    if one.confirmed:
        return (_("confirmé le %(date)s par %(who)s") if one.who else _("confirmé le %(date)s")) % told
    return (_("dit le %(date)s (%(who)s)") if one.who else _("dit le %(date)s")) % told


def _facts(place: Place, known: dict[str, Freshness]) -> list[Fact]:
    stamp = _last_word(known.get("adresse"))
    shown = [Fact(_("Adresse"), [presenting.address(place)], _contested(place, "adresse"), stamp)]
    shown += [_fact(place, name, _last_word(known.get(name))) for name in ASKED if name not in APART]
    return [fact for fact in shown if fact.words]


def _fact(place: Place, name: str, stamp: str) -> Fact:
    value = _value(place, name)
    if name in ROWS:
        words = [ROWS[name](row) for row in value]
    elif name == "services":
        words = [presenting.short_service(one) for one in value] + [said("uses", [one]) for one in place.uses]
    elif isinstance(value, list):
        words = [said(name, [one]) for one in value]
    else:
        words = [said(name, value)] if value else []
    if not words and name in EXPECTED:
        words = [_("non renseigné")]
    return Fact(str(TITLES.get(name, name_of(name))), words, _contested(place, name), stamp if value else "")


def _contested(place: Place, name: str) -> bool:
    return name in place.contested
