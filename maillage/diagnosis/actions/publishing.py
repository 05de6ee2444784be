"""The tables of demand are published once a month: the twelve whole months before."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from maillage.accounts.models import User
from maillage.core.events import tell
from maillage.core.suppression import Published
from maillage.diagnosis import publishing
from maillage.diagnosis.enums import Source
from maillage.diagnosis.models import Publication
from maillage.diagnosis.queries import by_cell, endings, heard, threshold
from maillage.places.enums import Service
from maillage.territory.models import Zone


@transaction.atomic
def publish(*, by: User | None = None, today: date | None = None) -> Publication:
    """The publication of the last whole month: made now, or the one already there."""
    until = (today or timezone.localdate()).replace(day=1) - timedelta(days=1)
    if known := Publication.objects.filter(until=until).first():
        return known
    since = until.replace(year=until.year - 1) + timedelta(days=1)
    before = list(Publication.objects.filter(until__lt=until))
    counted = _by_source(since, until)
    tables = {source: _table(source, counted.get(source, {}), before) for source in Source.values}
    tables[publishing.ENDINGS] = _table(publishing.ENDINGS, endings(since, until), before)
    publication = Publication.objects.create(since=since, until=until, tables=tables)
    tell("published", publication, by=by, until=until)
    return publication


def _table(source: str, counts: dict, before: list[Publication]) -> list[publishing.Row]:
    earlier: list[Published] = [publishing.table(one.tables[source]) for one in before if source in one.tables]
    return publishing.rows(publishing.published(counts, earlier, threshold()))


def _by_source(since: date, until: date) -> dict[str, dict[str, dict[str, int]]]:
    """{source: {service: {zone: count}}}, every theme and neighbourhood there, zero included."""
    zones = ["", *Zone.objects.filter(kind=Zone.Kind.NEIGHBOURHOOD).order_by("nom").values_list("code", flat=True)]
    services = ["", *(str(one) for one in Service.values)]
    found = {source: {service: dict.fromkeys(zones, 0) for service in services} for source in Source.values}
    for (service, zone), by_source in by_cell(heard(since, until)).items():
        for source, count in by_source.items():
            row = found[source].setdefault(service, dict.fromkeys(zones, 0))
            row[zone if zone in row else ""] += count
    return found
