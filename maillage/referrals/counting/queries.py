from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime

from django.conf import settings
from django.db.models import Sum
from django.utils import timezone

from maillage.core.suppression import Published, hide
from maillage.network.enums import SupportManner
from maillage.referrals.counting.indicators import ANSWERED, CAME, SENT, SOLVED, Figures, Sheet, figures
from maillage.referrals.enums import Autonomy
from maillage.referrals.models import Referral, RefusalCount
from maillage.referrals.teaching.lessons import HELPED

MONTHS = 12
RANK = {value: rank for rank, value in enumerate((Autonomy.GUIDED, Autonomy.SOMETIMES, Autonomy.ALONE))}
COLUMNS = (
    "service", "zone", "sent_at", "answered_at", "came_at", "outcome", "done_manner", "autonomy_before",
    "autonomy_after",
)  # fmt: skip


def first_month(today: date) -> date:
    """A year, this month included."""
    return date(today.year - (today.month < MONTHS), today.month % MONTHS + 1, 1)


def the_year(today: date) -> Figures:
    since = timezone.make_aware(datetime.combine(first_month(today), datetime.min.time()))
    rows = Referral.objects.filter(sent_at__gte=since).values_list(*COLUMNS).iterator()
    return figures([_sheet(*row) for row in rows], settings.MAILLAGE_SMALLEST_COUNT)


def _sheet(service, zone, sent_at, answered_at, came_at, outcome, manner, before, after) -> Sheet:
    return Sheet(
        theme=service,
        zone=zone,
        month=timezone.localtime(sent_at).strftime("%Y-%m"),
        reached=_reached(answered_at, came_at, outcome),
        days_to_answer=_days(sent_at, answered_at),
        days_to_come=_days(sent_at, came_at),
        done_with=manner == SupportManner.WITH if manner else None,
        autonomy=RANK[after] - RANK[before] if before in RANK and after in RANK else None,
    )


def _reached(answered_at, came_at, outcome: str) -> str:
    if outcome in HELPED:
        return SOLVED
    return CAME if came_at else ANSWERED if answered_at else SENT


def _days(start: datetime, end: datetime | None) -> float | None:
    return (end - start).total_seconds() / 86_400 if end else None


def refusals(today: date) -> dict[str, Published]:
    """Needs that places could not meet, by reason and by theme; together they are the same refusals."""
    rows = RefusalCount.objects.filter(month__gte=f"{first_month(today):%Y-%m}", count__gt=0)
    by = {"reason": rows.values_list("reason"), "service": rows.values_list("service")}
    return {
        name: hide(_summed(found.annotate(Sum("count")).order_by(name)), settings.MAILLAGE_SMALLEST_COUNT)
        for name, found in by.items()
    }


def _summed(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    return dict(Counter(dict(pairs)))
