"""What was asked for, where it was heard: one function a source, counts only. A part adds its function to SOURCES."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import TruncMonth

from maillage.diagnosis.enums import Source
from maillage.diagnosis.models import NeedRecord
from maillage.orientation.models import UnmetNeed
from maillage.referrals.models import Referral, RefusalCount, Step
from maillage.surveys.queries import raised
from maillage.workshops.enums import ASKS
from maillage.workshops.queries.voicing import voiced


class Heard(NamedTuple):
    """`zone` and `service` are empty when they were not said; `month` is its first day."""

    source: str
    service: str
    zone: str
    month: date
    count: int


def heard(since: date, until: date) -> Iterator[Heard]:
    """Every demand of these months, by source; both days included."""
    for source in SOURCES:
        yield from source(since, until)


def by_cell(found: Iterable[Heard]) -> dict[tuple[str, str], dict[str, int]]:
    """{(service, zone): {source: count}}"""
    table: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for one in found:
        table[one.service, one.zone][one.source] += one.count
    return table


def _searches(since: date, until: date) -> Iterator[Heard]:
    yield from _counted(UnmetNeed.objects.all(), Source.SEARCH, since, until)


def _refusals(since: date, until: date) -> Iterator[Heard]:
    yield from _counted(RefusalCount.objects.all(), Source.REFUSAL, since, until)


def _counted(rows: QuerySet, source: str, since: date, until: date) -> Iterator[Heard]:
    """Tables that hold counts by month, service and zone."""
    rows = rows.filter(month__gte=f"{since:%Y-%m}", month__lte=f"{until:%Y-%m}").order_by()
    for row in rows.values("month", "service", "zone").annotate(n=Sum("count")):
        yield Heard(source, row["service"], row["zone"], date.fromisoformat(f"{row['month']}-01"), row["n"])


def _referrals(since: date, until: date) -> Iterator[Heard]:
    rows = Referral.objects.filter(sent_at__date__gte=since, sent_at__date__lte=until, redirected_from=None).order_by()
    for row in rows.values("service", "zone", when=TruncMonth("sent_at")).annotate(n=Count("pk")):
        yield Heard(Source.REFERRAL, row["service"], row["zone"], row["when"].date(), row["n"])


def _steps(since: date, until: date) -> Iterator[Heard]:
    """Steps of a pathway for which nothing was found."""
    rows = Step.objects.filter(place=None, skipped=False, done_on=None).exclude(service="").order_by()
    rows = rows.filter(pathway__at__date__gte=since, pathway__at__date__lte=until)
    for row in rows.values("service", "pathway__zone", when=TruncMonth("pathway__at")).annotate(n=Count("pk")):
        yield Heard(Source.PATHWAY, row["service"], row["pathway__zone"], row["when"].date(), row["n"])


def _notes(since: date, until: date) -> Iterator[Heard]:
    rows = NeedRecord.objects.filter(day__gte=since, day__lte=until).order_by()
    for row in rows.values("service", "zone_id", when=TruncMonth("day")).annotate(n=Count("pk")):
        yield Heard(Source.NOTE, row["service"], row["zone_id"] or "", row["when"], row["n"])


def _cards(since: date, until: date) -> Iterator[Heard]:
    """Needs, missing actions and expectations; what exists already asks for nothing."""
    for one in voiced(since, until):
        if one.kind in ASKS:
            yield Heard(Source.CARD, one.theme, one.zone, one.month, one.count)


def _answers(since: date, until: date) -> Iterator[Heard]:
    """Needs that answers raise, at doors or online."""
    for one in raised(since, until + timedelta(days=1)):
        yield Heard(Source.DOOR, one.service, one.zone or "", one.month, one.count)


SOURCES: list[Callable[[date, date], Iterator[Heard]]] = [
    _searches, _referrals, _refusals, _steps, _notes, _cards, _answers,
]  # fmt: skip
