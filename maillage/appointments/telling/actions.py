"""What was noted is told, or was undone meanwhile; reminders. Each reader in a transaction of its own."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from maillage.appointments.enums import Audience
from maillage.appointments.models import Told
from maillage.appointments.recurrence import local_day
from maillage.appointments.telling import facts, posting, queries
from maillage.appointments.telling.facts import Fact, Meeting, News
from maillage.appointments.telling.subjects import fact_of
from maillage.core import outbox

log = logging.getLogger(__name__)
NEAR = timedelta(days=1)  # who receives is told of today and tomorrow


def tell_changes() -> int:
    """How many were looked at. Run twice, or in two places at once, it tells once."""
    return _each(queries.due(timezone.now()), settle)


def remind() -> int:
    return _each(queries.to_remind(timezone.now()), remind_of)


def _each(keys: list[int], work: Callable[[int], object]) -> int:
    """One that fails is tried again the next time, and stops nobody."""
    for pk in keys:
        try:
            work(pk)
        except Exception:
            log.exception("told %s", pk)
    return len(keys)


@transaction.atomic
def settle(pk: int) -> None:
    """Posts the difference between what was told and what stands."""
    row, now = queries.locked(pk), timezone.now()
    if row is None or row.due_at is None or row.due_at > now:
        return
    fact, before = fact_of(row.subject), facts.read(row.fact)
    if fact != before:
        if row.number and outbox.withdraw(posting.prefix(row)):
            before = facts.read(row.before)  # the last news never left: what one knows is older
        _tell(row, before, fact, now)
    row.due_at = None
    row.save()


def _tell(row: Told, before: Fact | None, fact: Fact, now: datetime) -> None:
    row.number += 1
    row.before, row.fact = facts.kept(before), facts.kept(fact)
    news = facts.news(before, fact)
    if news and (row.audience == Audience.PERSON or _concerns(row, news, before, fact, now)):
        posting.post(row, news, _meetings(news, before, fact, now), until=fact.until)
    expected = row.audience == Audience.PERSON and fact.stands == "expected"
    row.remind_at = facts.first_reminder(fact.meetings, now, _ahead()) if expected else None


def _meetings(news: News, before: Fact | None, fact: Fact, now: datetime) -> list[Meeting]:
    """Still to come. What is off is named as they knew it."""
    known = before if before and news in ("gone", "called off") else fact
    return [one for one in known.meetings if one.start > now]


def _concerns(row: Told, news: News, before: Fact | None, fact: Fact, now: datetime) -> bool:
    """Who receives: of today and tomorrow, when somebody else did it."""
    days = {local_day(now), local_day(now) + NEAR}
    several = fact.meetings if before is None else before.meetings + fact.meetings
    near = any(local_day(one.start) in days for one in several)
    return near and queries.last_by(row.subject) != row.appointment.practice.user_id  # type: ignore[union-attr]


def _ahead() -> timedelta:
    return timedelta(hours=settings.MAILLAGE_REMIND_HOURS)


@transaction.atomic
def remind_of(pk: int) -> None:
    """Only of what stands as it was told; what has just changed is settled first."""
    row, now = queries.locked(pk), timezone.now()
    if row is None or row.due_at or row.remind_at is None or row.remind_at > now:
        return
    fact = fact_of(row.subject)
    if fact != facts.read(row.fact):
        row.due_at = now
    else:
        ripe, row.remind_at = facts.reminded(fact.meetings, row.remind_at, now, _ahead())
        if ripe:
            posting.post(row, "reminder", ripe)
    row.save()
