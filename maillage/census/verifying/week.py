"""Opening hours as one types them, a day at a time, and back. Pure.

Only plain weeks are taken apart: hours with seasons, school holidays or comments are rewritten as a whole.
"""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from maillage.census.repairing import Repaired
from maillage.census.repairing.hours_text import day_ranges, goes_backwards, repair_week
from maillage.places import hours

DAYS = {
    "Mo": "lundi", "Tu": "mardi", "We": "mercredi", "Th": "jeudi", "Fr": "vendredi", "Sa": "samedi", "Su": "dimanche",
}  # fmt: skip
_DAY = "(?:Mo|Tu|We|Th|Fr|Sa|Su)"
_RULE = rf"{_DAY}(?:[-,]{_DAY})*(?:,PH)? (?:off|\d\d:\d\d-\d\d:\d\d(?:,\d\d:\d\d-\d\d:\d\d)*)"
_PLAIN = re.compile(rf"{_RULE}(?:; ?{_RULE})*(?P<holidays>; ?PH off)?")
_CLOSED_ONCE = re.compile(r"; (\d{4} \w{3} \d\d(?:-\d{4} \w{3} \d\d)?) off")
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
LOOKED_AT = 10  # weeks ahead, for one without holidays


class Closing(NamedTuple):
    first: date
    last: date


def plain(horaires: str) -> bool:
    """Whether a text a day says it all; closures with dates stay beside."""
    weekly, _ = apart(horaires)
    return not weekly or (_PLAIN.fullmatch(weekly) is not None and hours.is_valid(weekly))


def apart(horaires: str) -> tuple[str, list[str]]:
    """The weekly hours, and the periods closed once ("2026 Dec 24-2027 Jan 02")."""
    return _CLOSED_ONCE.sub("", horaires), _CLOSED_ONCE.findall(horaires)


def ordinary_monday(today: date) -> date:
    """The Monday of a coming week that no holiday disturbs; else the next one."""
    first = today + timedelta(days=-today.weekday() % 7)
    for shift in range(LOOKED_AT):
        monday = first + timedelta(weeks=shift)
        days = [monday + timedelta(days=at) for at in range(7)]
        if not any(hours.is_school_holiday(day) for day in days) and not {*days} & {*hours.public_holidays(monday)}:
            return monday
    return first


def by_day(horaires: str, today: date) -> dict[str, str]:
    """{"Mo": "9 h – 12 h", …}: what a plain week says, as one types it; "" when closed."""
    weekly, _ = apart(horaires)
    week = hours.week(weekly, ordinary_monday(today))
    return {
        code: ", ".join(_typed(start, end) for start, end in day.ranges) for code, day in zip(DAYS, week, strict=False)
    }


def _typed(start, end) -> str:
    return f"{_clock(start)} – {_clock(end) if end.hour or end.minute else '24 h'}"


def _clock(at) -> str:
    return f"{at.hour} h {at.minute:02d}" if at.minute else f"{at.hour} h"


def unread(days: Mapping[str, str]) -> list[str]:
    """The days whose text is not understood."""
    found = []
    for code, text in days.items():
        ranges = day_ranges(text)
        if ranges is None or goes_backwards(",".join(f"{start}-{end}" for start, end in ranges)):
            found.append(code)
    return found


def written(days: Mapping[str, str], before: str) -> Repaired:
    """A text a day as opening hours; what was said of public holidays and of closures with dates stays."""
    week = repair_week(days, hours.is_valid)
    if week.problem or not week.value:
        return week
    weekly, closed = apart(before)
    kept = "; PH off" if "PH off" in weekly else ""
    return Repaired(week.value + kept + "".join(f"; {period} off" for period in closed))


def closed_once(horaires: str, closing: Closing) -> str:
    """The same hours, with one more closure."""
    return f"{horaires}; {_period(closing)} off"


def _period(closing: Closing) -> str:
    first, last = (f"{day.year} {_MONTHS[day.month - 1]} {day.day:02d}" for day in closing)
    return first if closing.first == closing.last else f"{first}-{last}"


def closings(horaires: str, today: date) -> list[Closing]:
    """The closures with dates that are not over."""
    found = [_closing(period) for period in apart(horaires)[1]]
    return sorted(one for one in found if one and one.last >= today)


def _closing(period: str) -> Closing | None:
    try:
        days = [_day(part) for part in period.split("-")]
    except ValueError:
        return None
    return Closing(days[0], days[-1])


def _day(text: str) -> date:
    year, month, day = text.split()
    return date(int(year), _MONTHS.index(month) + 1, int(day))
