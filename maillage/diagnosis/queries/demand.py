"""What was asked for, where it was heard: one function a source, counts only. A part adds its function to SOURCES."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.db.models import Case, Count, QuerySet, Sum, Value, When
from django.utils import timezone

from maillage.diagnosis import publishing
from maillage.diagnosis.enums import Source
from maillage.diagnosis.models import NeedRecord
from maillage.network.enums import SupportManner
from maillage.orientation.models import UnmetNeed
from maillage.referrals.enums import Outcome
from maillage.referrals.models import Referral, RefusalCount, Step
from maillage.surveys.queries import raised
from maillage.workshops.enums import ASKS
from maillage.workshops.queries.voicing import voiced


class Heard(NamedTuple):
    """`zone` and `service` are empty when they were not said."""

    source: str
    service: str
    zone: str
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
    for service, zone, count in rows.values_list("service", "zone").annotate(n=Sum("count")):
        yield Heard(source, service, zone, count)


def _referrals(since: date, until: date) -> Iterator[Heard]:
    yield from _rows(sent(since, until), Source.REFERRAL, "zone")


def _steps(since: date, until: date) -> Iterator[Heard]:
    """Steps of a pathway for which nothing was found."""
    rows = Step.objects.filter(place=None, skipped=False, done_on=None).exclude(service="")
    yield from _rows(rows.filter(pathway__at__range=_moments(since, until)), Source.PATHWAY, "pathway__zone")


def _notes(since: date, until: date) -> Iterator[Heard]:
    yield from _rows(NeedRecord.objects.filter(day__range=(since, until)), Source.NOTE, "zone_id")


def _cards(since: date, until: date) -> Iterator[Heard]:
    """Needs, missing actions and expectations; what exists already asks for nothing."""
    for one in voiced(since, until):
        if one.kind in ASKS:
            yield Heard(Source.CARD, one.theme, one.zone, one.count)


def _answers(since: date, until: date) -> Iterator[Heard]:
    """Needs that answers raise, at doors or online."""
    for one in raised(since, until + timedelta(days=1)):
        yield Heard(Source.DOOR, one.service, one.zone or "", one.count)


def _rows(rows: QuerySet, source: str, zone: str) -> Iterator[Heard]:
    """Tables that hold one row a demand."""
    for service, code, count in rows.order_by().values_list("service", zone).annotate(n=Count("*")):
        yield Heard(source, service, code or "", count)


def sent(since: date, until: date) -> QuerySet[Referral]:
    """Sheets of these days; one sent on to another place is still one."""
    return Referral.objects.filter(sent_at__range=_moments(since, until), redirected_from=None)


def endings(since: date, until: date) -> dict[str, dict[str, int]]:
    """{the last stage a sheet of these days reached: {done with the person, or otherwise: how many}}"""
    stage = Case(
        When(outcome__in=[Outcome.SOLVED, Outcome.PARTLY], then=Value(publishing.SOLVED)),
        When(came_at__isnull=False, then=Value(publishing.CAME)),
        When(answered_at__isnull=False, then=Value(publishing.ANSWERED)),
        default=Value(publishing.WITHOUT),
    )
    how = Case(When(done_manner=SupportManner.WITH, then=Value(publishing.WITH)), default=Value(publishing.OTHERWISE))
    found = {stage: dict.fromkeys(publishing.HOWS, 0) for stage in publishing.STAGES}
    rows = sent(since, until).order_by().annotate(reached=stage, how=how)
    for reached, done, count in rows.values_list("reached", "how").annotate(n=Count("*")):
        found[reached][done] += count
    return found


def _moments(since: date, until: date) -> tuple[datetime, datetime]:
    """Both days included, as an index reads them; a function of the column would be called for every row."""
    first, last = datetime.combine(since, time.min), datetime.combine(until, time.max)
    return timezone.make_aware(first), timezone.make_aware(last)


SOURCES: list[Callable[[date, date], Iterator[Heard]]] = [
    _searches, _referrals, _refusals, _steps, _notes, _cards, _answers,
]  # fmt: skip
