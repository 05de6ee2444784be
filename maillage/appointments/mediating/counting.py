"""The month in the categories funders ask for. Counts of what was done; nobody is in them."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Count, Q

from maillage.appointments.enums import State
from maillage.appointments.models import Appointment, Attendance, DoneNote, Practice
from maillage.appointments.opening import bounds
from maillage.network.enums import SupportManner
from maillage.places.enums import Service

UNSAID = "non renseigné"


class Line(NamedTuple):
    label: str
    count: int
    share: int  # hundredths of the longest line, for its bar


class Table(NamedTuple):
    title: str
    lines: list[Line]


class Month(NamedTuple):
    first: date
    total: int  # people received, with appointment or without
    hours: str
    tables: list[Table]


def first_of(text: str, today: date) -> date:
    """2026-11 is a month; anything else is this one."""
    try:
        found = date.fromisoformat(f"{text}-01")
    except ValueError:
        return today.replace(day=1)
    return found if abs((found - today).days) < 3700 else today.replace(day=1)


def next_month(first: date) -> date:
    return (first + timedelta(days=32)).replace(day=1)


def the_month(practices: Iterable[Practice], first: date) -> Month:
    """Three queries whatever the number of diaries."""
    practices = list(practices)
    last = next_month(first) - timedelta(days=1)
    notes = list(
        DoneNote.objects.filter(practice__in=practices, day__range=(first, last)).values_list(
            "service", "manner", "minutes", "walk_in", "practice", "appointment__place__nom"
        )
    )
    by_key = {one.pk: one for one in practices}
    came, states = _came_to_workshops(practices, first, last), _states(practices, first, last)
    how = Counter("sans rendez-vous" if walk_in else "sur rendez-vous" for _s, _m, _t, walk_in, *_ in notes)
    where = Counter(nom or str(by_key[practice].place) for *_, practice, nom in notes)
    tables = [
        _table("Comment", how + Counter({"atelier": came})),
        _table("Pour quoi", Counter(_said(Service, service) for service, *_ in notes)),
        _table("De quelle manière", Counter(_said(SupportManner, manner) for _s, manner, *_ in notes)),
        _table("Où", where),
        _table("Par quelle fonction", Counter(by_key[practice].get_kind_display() for *_, practice, _n in notes)),
        _table("Rendez-vous", Counter({str(State(state).label): count for state, count in states.items()})),
    ]
    minutes = sum(minutes or 0 for _s, _m, minutes, *_ in notes)
    return Month(first, len(notes) + came, f"{minutes // 60} h {minutes % 60:02}", [one for one in tables if one.lines])


def _said(terms, value: str) -> str:
    return str(terms(value).label) if value in terms.values else UNSAID


def _table(title: str, counts: Counter) -> Table:
    rows = [(label, count) for label, count in counts.most_common() if count]
    longest = max((count for _label, count in rows), default=1)
    return Table(title, [Line(label, count, round(100 * count / longest)) for label, count in rows])


def _came_to_workshops(practices: list[Practice], first: date, last: date) -> int:
    start, end = bounds(first, last)
    rows = Attendance.objects.filter(state=State.CAME, session__start__gte=start, session__start__lt=end)
    return rows.filter(session__workshop__practice__in=practices).count()


def _states(practices: list[Practice], first: date, last: date) -> dict[str, int]:
    start, end = bounds(first, last)
    rows = Appointment.objects.filter(Q(practice__in=practices), start__gte=start, start__lt=end).order_by()
    return dict(rows.values_list("state").annotate(Count("pk")))
