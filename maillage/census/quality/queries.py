"""The records, measured; by zone; what is missing most; whom to call."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from maillage.census.quality.measuring import Criterion, Gap, Record, gaps, met
from maillage.census.verifying import queries as verifying
from maillage.census.verifying.choosing import Choice
from maillage.places import hours
from maillage.places.models import Place
from maillage.places.presenting import phone
from maillage.territory.models import Zone

READ = (
    "id", "slug", "nom", "zones", "horaires", "telephone", "courriels", "adresse", "code_postal", "commune", "services",
    "uses", "presentation_resume", "presentation_detail", "modalites_accompagnement", "contested", "date_maj",
    "verified_on", "verified_by", "organisation__nom", "organisation__support_manners", "organisation__support_aims",
    "organisation__telephone", "organisation__courriels", "organisation__verification_email",
)  # fmt: skip


@dataclass(frozen=True)
class Measured:
    place: Place
    gaps: list[Gap]

    @property
    def met(self) -> dict[Criterion, bool]:
        return met(self.gaps)

    @property
    def all_met(self) -> bool:
        return not self.gaps


@dataclass
class Tally:
    """How many of these places meet each criterion."""

    nom: str
    code: str = ""
    total: int = 0
    counts: Counter = field(default_factory=Counter)

    def add(self, one: Measured) -> None:
        self.total += 1
        self.counts.update(criterion for criterion, yes in one.met.items() if yes)

    @property
    def cells(self) -> list[tuple[Criterion, int, int]]:
        """(criterion, how many, width of the bar out of 100)."""
        return [(one, self.counts[one], round(100 * self.counts[one] / (self.total or 1))) for one in Criterion]


def measured(choice: Choice) -> list[Measured]:
    """One query; the rest is reckoning."""
    today = timezone.localdate()
    return [Measured(place, gaps(_record(place), today)) for place in choice.places(today).only(*READ)]


def _record(place: Place) -> Record:
    organisation = place.organisation
    manner = organisation and (organisation.support_manners or organisation.support_aims)
    return Record(
        confirmed_on=confirmed_on(place),
        contested=bool(place.contested),
        has_hours=bool(place.horaires),
        hours_readable=hours.is_valid(place.horaires),
        summary=place.presentation_resume,
        text=place.presentation_detail,
        services=bool(place.services or place.uses),
        support=bool(place.modalites_accompagnement or manner),
    )


def confirmed_on(place: Place) -> date | None:
    return max((day for day in (place.date_maj, place.verified_on) if day), default=None)


def overall(found: Iterable[Measured]) -> Tally:
    tally = Tally("")
    for one in found:
        tally.add(one)
    return tally


def by_zone(found: Iterable[Measured]) -> list[Tally]:
    """Neighbourhoods by name; places that are in none come last."""
    zones = dict(Zone.objects.filter(kind=Zone.Kind.NEIGHBOURHOOD).order_by("nom").values_list("code", "nom"))
    tallies = {code: Tally(nom, code) for code, nom in zones.items()}
    elsewhere = Tally("Hors quartier, ou sans position")
    for one in found:
        for tally in [tallies[code] for code in one.place.zones if code in tallies] or [elsewhere]:
            tally.add(one)
    return [tally for tally in (*tallies.values(), elsewhere) if tally.total]


def missing_most(found: Iterable[Measured]) -> list[tuple[Gap, int]]:
    return Counter(gap for one in found for gap in one.gaps).most_common()


def with_gap(found: list[Measured], gap: str) -> list[Measured]:
    return [one for one in found if gap in one.gaps] if gap in set(Gap) else [one for one in found if one.gaps]


@dataclass(frozen=True)
class Call:
    nom: str
    phone: str
    email: str
    places: list[Measured]

    @property
    def weight(self) -> int:
        return sum(len(one.gaps) for one in self.places)


def whom_to_call(found: list[Measured]) -> list[Call]:
    """Holders with something to complete: those who can be called first, then those with the most; two queries."""
    by_place = {one.place.pk: one for one in found}
    holders = verifying.holders(one.place for one in found)
    calls = [
        Call(one.nom, phone(one.telephone), one.email, [by_place[place.pk] for place in one.places]) for one in holders
    ]
    return sorted(calls, key=lambda call: (not call.phone, -call.weight, call.nom))
