"""Whose places are asked about: a zone, a theme, an age. Nothing chosen: all of them."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from maillage.census.verifying.holders import Holder
from maillage.places.models import Place

MONTH = timedelta(days=30.5)


@dataclass(frozen=True)
class Choice:
    zone: str = ""
    service: str = ""
    months: int | None = None

    def places(self, today: date) -> QuerySet[Place]:
        found = Place.objects.published().select_related("organisation")
        if self.zone:
            found = found.filter(zones__has=self.zone)
        if self.service:
            found = found.filter(services__has=self.service)
        return found.filter(older_than(self.months, today)) if self.months else found


def older_than(months: int, today: date) -> Q:
    """Neither updated nor confirmed since; an unknown date is old."""
    since = today - months * MONTH
    return (Q(date_maj=None) | Q(date_maj__lt=since)) & (Q(verified_on=None) | Q(verified_on__lt=since))


@dataclass
class Preview:
    """Who would be asked, and how; who is left alone because a question to them is already open."""

    to_ask: list[Holder] = field(default_factory=list)
    already: list[Holder] = field(default_factory=list)

    @property
    def places(self) -> int:
        return sum(len(holder.places) for holder in self.to_ask)

    def by(self, means: str) -> list[Holder]:
        return [holder for holder in self.to_ask if holder.by == means]

    @property
    def by_mail(self) -> list[Holder]:
        return self.by("courriel")

    @property
    def by_phone(self) -> list[Holder]:
        return self.by("téléphone")

    @property
    def on_paper(self) -> list[Holder]:
        return self.by("courrier")
