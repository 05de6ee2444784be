"""When somebody receives: a range, one of its occurrences, all of them. Each write says who no longer fits."""

from datetime import date, timedelta
from typing import NamedTuple

from django.db import transaction
from django.forms.models import model_to_dict

from maillage.accounts.models import User
from maillage.appointments import opening, queries
from maillage.appointments.actions.errors import TooLate
from maillage.appointments.actions.locking import lock
from maillage.appointments.models import Appointment, Changed, OpeningRange, Practice
from maillage.appointments.recurrence import days
from maillage.core.events import tell

OF_A_RANGE = {"shape", "place", "weekday", "start", "end", "last_day", "every", "of_month", "capacity", "note"}
OF_A_DAY = {"cancelled", "start", "end", "place", "capacity", "note"}


class Written(NamedTuple):
    """The row, and appointments that stood in hours that are gone: kept until somebody cancels or moves them."""

    row: OpeningRange | Changed
    left: list[Appointment]


@transaction.atomic
def open_range(practice: Practice | int, *, by: User | None = None, **columns) -> OpeningRange:
    """A range of hours from `first_day` on; at the diary's usual place unless `place` says otherwise."""
    diary = lock(practice)
    columns.setdefault("place", diary.place)
    row = OpeningRange.objects.create(practice=diary, **columns)
    tell("opened range", row, by=by, practice=diary.pk, first_day=row.first_day, weekday=row.weekday)
    return row


@transaction.atomic
def change_occurrence(range: OpeningRange, day: date, *, by: User | None = None, **changes) -> Written:
    """That day only: cancelled=True, other hours, elsewhere. Survives every change of the series."""
    _known(changes, OF_A_DAY)
    diary = lock(range.practice_id)
    if day not in set(days(opening.rule(range), day, day)):
        raise TooLate("not a day of this range")
    row, _ = Changed.objects.get_or_create(range=range, day=day)
    _write(row, changes)
    tell("changed occurrence", range, by=by, day=day, **_told(changes))
    return Written(row, queries.left_out(diary))


@transaction.atomic
def change_series(range: OpeningRange, *, since: date | None = None, by: User | None = None, **columns) -> Written:
    """All of it, or from `since` on: then what was before stays as it was, in a range that ends the day before."""
    _known(columns, OF_A_RANGE)
    diary = lock(range.practice_id)
    row = OpeningRange.objects.get(pk=range.pk)
    if since and since > row.first_day:
        row = _split(row, since)
    _carry(row, columns.get("weekday", row.weekday))
    _write(row, columns)
    tell("changed series", row, by=by, since=since, **_told(columns))
    return Written(row, queries.left_out(diary))


def _split(row: OpeningRange, since: date) -> OpeningRange:
    """The same range again, from its first day at or after `since`: every other week stays every other week."""
    first = next(days(opening.rule(row), since, since + timedelta(days=400)), None)
    if first is None:
        raise TooLate("nothing of this range comes after that day")
    columns = model_to_dict(row, exclude=["id", "practice", "place", "first_day"])
    later = OpeningRange.objects.create(**columns, practice_id=row.practice_id, place_id=row.place_id, first_day=first)
    Changed.objects.filter(range=row, day__gte=first).update(range=later)
    _write(row, {"last_day": since - timedelta(days=1)})
    return later


def _carry(row: OpeningRange, weekday: int) -> None:
    """Another day of the week: what was said of one week holds for that week. A deleted one does not come back."""
    shift = timedelta(days=weekday - row.weekday)
    if not shift:
        return
    changed = list(row.changed.order_by("day" if shift < timedelta() else "-day"))
    for one in changed:
        one.day += shift
        one.save(update_fields=["day"])


@transaction.atomic
def stop_series(range: OpeningRange, last_day: date, *, by: User | None = None) -> Written:
    """`last_day` is the last one that may still have an occurrence."""
    diary = lock(range.practice_id)
    row = OpeningRange.objects.get(pk=range.pk)
    _write(row, {"last_day": last_day})
    tell("stopped series", row, by=by, last_day=last_day)
    return Written(row, queries.left_out(diary))


def _write(row: OpeningRange | Changed, columns: dict) -> None:
    for name, value in columns.items():
        setattr(row, name, value)
    row.sequence += 1
    row.save(update_fields=[*columns, "sequence"])


def _known(columns: dict, known: set[str]) -> None:
    unknown = set(columns) - known
    if unknown:
        raise TypeError(f"{unknown} is not said of a range")


def _told(columns: dict) -> dict:
    return {name: str(getattr(value, "pk", value)) for name, value in columns.items()}
