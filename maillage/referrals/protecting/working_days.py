"""Working days in France: Monday to Friday, without public holidays."""

from datetime import date, datetime, time, timedelta

from maillage.places.hours import PARIS, local, public_holidays

LOOKED_AT = 14  # days at once


def is_working(day: date) -> bool:
    return day.weekday() < 5 and not public_holidays(day, 1)


def before(today: date, count: int) -> date:
    """The last day that `count` working days have followed, today included."""
    day = today
    while count:
        holidays = public_holidays(day - timedelta(days=LOOKED_AT - 1), LOOKED_AT)
        for _ in range(LOOKED_AT):
            count -= day.weekday() < 5 and day not in holidays
            day -= timedelta(days=1)
            if not count:
                break
    return day


def waited_since(now: datetime, count: int) -> datetime:
    """What was sent before this instant has waited `count` working days."""
    after = before(local(now).date(), count) + timedelta(days=1)
    return datetime.combine(after, time(), PARIS)
