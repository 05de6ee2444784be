"""The agenda's pages and lines: always the same number of queries, whatever they show."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.utils import timezone

from maillage.appointments.enums import Shape
from maillage.appointments.models import Practice
from maillage.appointments.queries import Occasion, desk_words, occasions
from maillage.appointments.queries.occasions import WORKSHOP
from maillage.appointments.recurrence import local_day
from maillage.appointments.week import presenting
from maillage.appointments.week.asking import TABLE, Asked
from maillage.appointments.week.presenting import Action, Card, Line
from maillage.places import hours
from maillage.places.models import Place

SOON = 13  # days, for the line beside a place
SHOWN = 4  # days told on a place's page
COLUMNS = ("id", "slug", "nom", "adresse", "complement_adresse", "code_postal", "commune")


@dataclass
class Day:
    title: str
    short: str
    holiday: str
    url: str
    cards: list[Card] = field(default_factory=list)


@dataclass
class Row:
    """A place in the table of the week: one list of cards a day."""

    place: Place
    cells: list[list[Card]]


@dataclass
class Week:
    days: list[Day]
    now: list[tuple[Place, list[Line]]]  # what desks say at this moment
    rows: list[Row] = field(default_factory=list)

    @property
    def count(self) -> int:
        return sum(len(day.cards) for day in self.days)


def week(asked: Asked) -> Week:
    now = timezone.now()
    found = _coming(occasions(asked.days[0], asked.days[-1], now=now, **asked.filters), now)
    words = desk_words(now=now) if local_day(now) in asked.days else {}
    places = Place.objects.published().only(*COLUMNS, "zones").in_bulk({*words, *(one.place_id for one in found)})
    by_day: dict[date, list[Occasion]] = defaultdict(list)
    for one in found:
        by_day[one.day].append(one)
    holidays = hours.public_holidays(asked.days[0], len(asked.days))
    full = {key for key, several in words.items() if presenting.says_full(several)}
    days = [_day(day, by_day[day], places, holidays, asked, now, full) for day in asked.days]
    said = [
        (places[key], presenting.desk_lines(several, now))
        for key, several in words.items()
        if key in places and (not asked.zone or asked.zone in places[key].zones)
    ]
    return Week(days, said, _rows(days, places) if asked.view == TABLE else [])


def languages_spoken() -> set[str]:
    """By those who receive."""
    rows = Practice.objects.filter(active=True).values_list("languages", flat=True).order_by()
    return {code for several in rows for code in several}


def _coming(found: Iterable[Occasion], now: datetime) -> list[Occasion]:
    return [one for one in found if one.end > now]


def _day(
    day: date, several: list[Occasion], places: dict, holidays: list[date], asked: Asked, now: datetime, full: set[str]
) -> Day:
    return Day(
        title=presenting.day_title(day, local_day(now)),
        short=presenting.short_day(day),
        holiday=presenting.holiday(day, holidays),
        url=asked.url(since=day, view="jour"),
        cards=[
            presenting.card(one, places[one.place_id], now, full=one.place_id in full)
            for one in several
            if one.place_id in places
        ],
    )


def _rows(days: list[Day], places: dict[str, Place]) -> list[Row]:
    """The table, by place."""
    named = sorted({card.place.pk for day in days for card in day.cards}, key=lambda key: places[key].nom)
    return [Row(places[key], [[card for card in day.cards if card.place.pk == key] for day in days]) for key in named]


# Beside a place


def lines(keys: Iterable[str], *, now: datetime | None = None) -> dict[str, list[Line]]:
    """{place: what its desk says, then the next walk-in, the next moment to book, the next seats}."""
    keys, now = list(keys), now or timezone.now()
    words = desk_words(keys, now=now)
    found = _by_place(occasions(local_day(now), local_day(now) + timedelta(days=SOON), places=keys, now=now), now)
    return {key: _lines(words.get(key, []), found.get(key, []), now) for key in keys}


def _by_place(found: Iterable[Occasion], now: datetime) -> dict[str, list[Occasion]]:
    by_place: dict[str, list[Occasion]] = defaultdict(list)
    for one in _coming(found, now):
        if not one.cancelled:
            by_place[one.place_id].append(one)
    return by_place


def _lines(words, several: list[Occasion], now: datetime) -> list[Line]:
    full = presenting.says_full(words)
    come = (one for one in several if one.shape == Shape.WALK_IN and not (full and presenting.going_on(one, now)))
    walk_in = next(come, None)
    slots = min((one for one in several if one.next_free), key=lambda one: one.next_free, default=None)
    seats = next((one for one in several if one.shape == WORKSHOP and one.seats_left and one.start > now), None)
    found = presenting.desk_lines(words, now)
    found += [presenting.walk_in_line(walk_in, now)] if walk_in else []
    found += [presenting.slot_line(slots, now)] if slots else []
    return found + ([presenting.seats_line(seats, now)] if seats else [])


@dataclass
class Coming:
    """A place's page: what its desk says, the next days, and the one thing to do."""

    words: list[Line]
    days: list[Day]
    action: Action | None = None


def coming(place: Place, *, now: datetime | None = None) -> Coming:
    now = now or timezone.now()
    today = local_day(now)
    asked = Asked(since=today)
    found = occasions(today, today + timedelta(days=SOON), places=[place.pk], now=now)
    by_day: dict[date, list[Occasion]] = defaultdict(list)
    for one in _coming(found, now):
        by_day[one.day].append(one)
    words = desk_words([place.pk], now=now).get(place.pk, [])
    full = {place.pk} if presenting.says_full(words) else set()
    days = [_day(day, by_day[day], {place.pk: place}, [], asked, now, full) for day in sorted(by_day)[:SHOWN]]
    return Coming(presenting.desk_lines(words, now), days, _main(found, place, now))


def _main(found: list[Occasion], place: Place, now: datetime) -> Action | None:
    """To book when one may; else to have a seat. A walk-in needs no button: one comes."""
    free = [one for one in found if one.next_free and not one.cancelled]
    if free:
        return presenting.book_action(min(free, key=lambda one: one.next_free), place, now)
    seats = [one for one in found if one.shape == WORKSHOP and one.seats_left and one.start > now and not one.cancelled]
    return presenting.action(seats[0], place) if seats else None
