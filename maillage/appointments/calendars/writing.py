"""Occasions as an iCalendar file (RFC 5545): what comes back is one event with its rule, what differs is told apart.

A series repeats where it is regular; a day off is an EXDATE, a day that somebody called off stays with
STATUS:CANCELLED, a day at other hours or elsewhere has its RECURRENCE-ID. Times are those of Europe/Paris, said in a
VTIMEZONE.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from django.conf import settings
from django.urls import reverse
from icalendar import Calendar, Event, Timezone

from maillage.appointments import opening
from maillage.appointments.booking.presenting import kind_words
from maillage.appointments.enums import Shape, State
from maillage.appointments.models import Appointment, OpeningRange
from maillage.appointments.queries import Occasion
from maillage.appointments.recurrence import LAST, PARIS, days, stretch
from maillage.core.templatetags.addresses import absolute
from maillage.places.models import Place

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
REFRESH = timedelta(hours=1)
DAYS_OFF = {"jour férié", "vacances scolaires"}


def ours(key: str) -> str:
    """A UID that never changes and is nobody else's."""
    return f"{key}@{settings.MAILLAGE_COMMUNE}.maillage"


def is_ours(uid: str) -> bool:
    return uid.endswith(".maillage")


def calendar(
    name: str, occasions: Iterable[Occasion], places: dict[str, Place], until: date, now: datetime,
    appointments: Iterable[Appointment] = (),
) -> bytes:  # fmt: skip
    file = _empty(name)
    series: dict[int, list[Occasion]] = defaultdict(list)
    for one in occasions:
        if one.opening and one.key.count("-") == 4:  # range-12-2026-12-07; the pieces after a closure have one more
            series[one.opening.range.pk].append(one)
        else:
            file.add_component(_alone(one, places, now))
    for several in series.values():
        for event in _series(several, places, until, now):
            file.add_component(event)
    for row in appointments:
        file.add_component(_appointment(row, now))
    return file.to_ical()


def _empty(name: str) -> Calendar:
    file = Calendar()
    file.add("prodid", "-//Maillage//Agenda//FR")
    file.add("version", "2.0")
    file.add("calscale", "GREGORIAN")
    file.add("method", "PUBLISH")
    file.add("name", name)
    file.add("x-wr-calname", name)
    file.add("x-wr-timezone", "Europe/Paris")
    file.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    file.add("x-published-ttl", "PT1H")
    file.add_component(_paris())
    return file


@lru_cache(maxsize=1)
def _paris() -> Timezone:
    return Timezone.from_tzid("Europe/Paris", first_date=date(2020, 1, 1), last_date=date(2040, 1, 1))


def _series(several: list[Occasion], places: dict, until: date, now: datetime) -> list[Event]:
    """One event that repeats, and those that are not like it; all of them alone when none is regular here."""
    row = several[0].opening.range  # type: ignore[union-attr]
    regular = [one for one in several if _is_regular(one, row)]
    if not regular:
        return [_alone(one, places, now) for one in several]
    first = regular[0]
    by_day = {one.opening.stretch.day: one for one in several}  # type: ignore[union-attr]
    since = first.opening.stretch.day  # type: ignore[union-attr]
    expected = list(days(opening.rule(row), since, until))
    master = _repeating(first, row, expected, places, now)
    off = [day for day in expected if day not in by_day or by_day[day].why in DAYS_OFF]
    if off:
        master.add("exdate", [_usual(row, day) for day in off])
    kept = set(expected) - set(off) - {one.opening.stretch.day for one in regular}  # type: ignore[union-attr]
    apart = [_apart(by_day[day], row, day, places, now) for day in sorted(kept)]
    before = [one for day, one in by_day.items() if day < since and one.why not in DAYS_OFF]
    return [master, *apart, *(_alone(one, places, now) for one in before)]


def _is_regular(one: Occasion, row: OpeningRange) -> bool:
    usual = stretch(one.opening.stretch.day, row.start, row.end)  # type: ignore[union-attr]
    same = usual is not None and (one.start, one.end) == (usual.start, usual.end)
    return same and not one.cancelled and one.place_id == row.place_id and one.note == row.note


def _usual(row: OpeningRange, day: date) -> datetime:
    return datetime.combine(day, row.start, PARIS)


def _repeating(first: Occasion, row: OpeningRange, expected: list[date], places: dict, now: datetime) -> Event:
    event = _event(ours(f"range-{row.pk}"), first, places, now)
    if len(expected) < 2:
        return event
    if row.every > 1 and row.of_month:  # no single rule says both
        event.add("rdate", [_usual(row, day) for day in expected[1:]])
    else:
        event.add("rrule", _rule(row) | {"until": _usual(row, expected[-1]).astimezone(UTC)})
    return event


def _rule(row: OpeningRange) -> dict:
    weekday = WEEKDAYS[row.weekday]
    if not row.of_month:
        return {"freq": "weekly", "interval": row.every, "byday": weekday, "wkst": "MO"}
    weeks = sorted(opening.rule(row).of_month)
    return {"freq": "monthly", "byday": [f"{-1 if week == LAST else week}{weekday}" for week in weeks]}


def _apart(one: Occasion, row: OpeningRange, day: date, places: dict, now: datetime) -> Event:
    """That occurrence is not like the others: elsewhere, at another hour, called off."""
    event = _event(ours(f"range-{row.pk}"), one, places, now)
    event.add("recurrence-id", _usual(row, day))
    return event


def _alone(one: Occasion, places: dict, now: datetime) -> Event:
    return _event(ours(one.key), one, places, now)


def _event(uid: str, one: Occasion, places: dict[str, Place], now: datetime) -> Event:
    place = places[one.place_id]
    event = _begun(uid, one.start, one.end, now)
    event.add("summary", _summary(one))
    event.add("location", address(place))
    event.add("sequence", one.sequence + (1 if one.cancelled and one.why else 0))
    event.add("status", "CANCELLED" if one.cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    event.add("url", absolute(_page(one, place)))
    told = [one.why if one.cancelled else "", one.note, ", ".join(one.services)]
    if any(told):
        event.add("description", "\n".join(words for words in told if words))
    return event


def _begun(uid: str, start: datetime, end: datetime, now: datetime) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", now)
    event.add("dtstart", start.astimezone(PARIS))
    event.add("dtend", end.astimezone(PARIS))
    return event


def _summary(one: Occasion) -> str:
    if one.workshop:
        return f"Atelier : {one.workshop.nom}"
    return f"{kind_words(one.kind)}, {'sans' if one.shape == Shape.WALK_IN else 'sur'} rendez-vous"


def _page(one: Occasion, place: Place) -> str:
    if one.workshop:
        return reverse("booking:workshop", args=[one.workshop.pk])
    return place.get_absolute_url()


def address(place: Place) -> str:
    street = " ".join(part for part in (place.adresse, place.code_postal, place.commune) if part)
    return f"{place.nom}, {street}" if street else place.nom


def _appointment(row: Appointment, now: datetime) -> Event:
    """Somebody is expected: for what and where. Who it is stays on the member's page."""
    event = _begun(ours(f"appointment-{row.pk}"), row.start, row.end, now)
    gone = row.state in (State.EXCUSED, State.CANCELLED)
    event.add("summary", "Rendez-vous")
    event.add("location", address(row.place))
    event.add("sequence", row.sequence)
    event.add("status", "CANCELLED" if gone else "CONFIRMED")
    day = row.start.astimezone(PARIS).date().isoformat()
    event.add("url", absolute(f"{reverse('mediating:day')}?jour={day}&agenda={row.practice_id}"))
    if row.service:
        event.add("description", row.service)
    return event
