"""The city's week: everything that happens, in one list, whatever its shape."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from maillage.appointments import opening
from maillage.appointments.enums import Shape
from maillage.appointments.models import Practice, Session, Workshop
from maillage.appointments.opening import Diaries, Opening
from maillage.appointments.queries.free import Free, _booked, free_among
from maillage.appointments.queries.people import seats_left
from maillage.appointments.recurrence import Stretch, local_day
from maillage.places.models import Place

WORKSHOP = "atelier"  # beside the shapes of a range


@dataclass(frozen=True)
class Occasion:
    """Something one may go to. `key` names it for ever: range-12-2026-12-07, session-5.

    `free` and `next_free` are of slots, `seats_left` of a workshop, `capacity` of a walk-in; None elsewhere.
    """

    key: str
    shape: str  # Shape.WALK_IN, Shape.SLOTS or WORKSHOP
    place_id: str
    start: datetime
    end: datetime
    practice: Practice | None = None
    workshop: Workshop | None = None
    session: Session | None = None
    opening: Opening | None = field(default=None, repr=False)
    capacity: int | None = None
    free: int | None = None
    next_free: datetime | None = None
    seats_left: int | None = None
    cancelled: bool = False
    why: str = ""  # "jour férié", or what the closure says
    note: str = ""
    languages: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    publics: tuple[str, ...] = ()
    sequence: int = 0

    @property
    def day(self) -> date:
        return local_day(self.start)

    @property
    def kind(self) -> str:
        return self.practice.kind if self.practice else ""

    @property
    def without_appointment(self) -> bool:
        return self.shape == Shape.WALK_IN


def occasions(
    since: date, until: date, *, places: Iterable[str] | None = None, zone: str = "", service: str = "",
    public: str = "", language: str = "", kind: str = "", shape: str = "", now: datetime | None = None,
    count_free: bool = True,
) -> list[Occasion]:  # fmt: skip
    """All that happens in these days, both included, in order; what is called off is there and says why.

    Nine queries whatever is found. `places` are keys; only published ones are told. Terms nobody filled in ("non
    renseigné") fall back on those of the place. Calendars, which look a year ahead, do not have free moments counted.
    """
    asked = None if places is None else set(places)
    found = list(_received(since, until, asked, kind, shape, (now or timezone.now()) if count_free else None))
    if not kind and shape in ("", WORKSHOP):
        found += _sessions(since, until, asked)
    there = _published(found)
    found = [one for one in found if one.place_id in there]
    kept = [one for one in found if _answers(one, there[one.place_id], zone, service, public, language)]
    return sorted(kept, key=lambda one: (one.start, one.end, one.key))


def _published(found: list[Occasion]) -> dict[str, Place]:
    rows = Place.objects.filter(published=True, pk__in={one.place_id for one in found})
    columns = ("zones", "services", "languages", "publics_specifiquement_adresses")
    return {row.pk: row for row in rows.only(*columns)}


def _answers(one: Occasion, place: Place, zone: str, service: str, public: str, language: str) -> bool:
    return (
        (not zone or zone in place.zones)
        and (not service or service in (one.services or place.services))
        and (not public or public in (one.publics or place.publics_specifiquement_adresses))
        and (not language or language in (one.languages or place.languages))
    )


def _received(
    since: date, until: date, places: set[str] | None, kind: str, shape: str, now: datetime | None
) -> Iterator[Occasion]:
    """Ranges of the practices. A place asked for may be one that a practice only visits: read, then sorted out."""
    if shape not in ("", *Shape.values):
        return
    practices = _practices(places, kind)
    diaries = opening.read(practices, since, until, Shape(shape) if shape else None)
    booked = _booked(practices, *opening.bounds(since, until)) if now else {}
    by_start = _by_practice(free_among(practices, diaries, booked, now) if now else [])
    for practice in practices:
        for one in diaries.openings.get(practice.pk, ()):
            if places is None or one.place_id in places:
                yield from _of_opening(one, diaries, by_start.get(practice.pk, []))


def _practices(places: set[str] | None, kind: str) -> list[Practice]:
    rows = Practice.objects.filter(active=True).order_by("pk")
    if places is not None:
        there = Q(place__in=places) | Q(ranges__place__in=places) | Q(ranges__changed__place__in=places)
        rows = rows.filter(pk__in=Practice.objects.filter(there).values("pk"))
    return list(rows.filter(kind=kind) if kind else rows)


def _by_practice(free: list[Free]) -> dict[int, list[Free]]:
    found: dict[int, list[Free]] = {}
    for one in free:
        found.setdefault(one.practice.pk, []).append(one)
    return found


def _of_opening(one: Opening, diaries: Diaries, free: list[Free]) -> Iterator[Occasion]:
    """One; or what a closure leaves of it, piece by piece, each saying why it is not whole."""
    key = f"range-{one.range.pk}-{one.stretch.day}"
    pieces = [one.stretch] if one.cancelled else opening.remaining(one, diaries.closed)
    why = one.why
    if not one.cancelled and pieces != [one.stretch]:
        why = next((row.reason for row in diaries.closed if opening.about(row, one)), "")
    for number, piece in enumerate(pieces, 1):
        yield _of_piece(one, piece, key if number == 1 else f"{key}-{number}", why, free)


def _of_piece(one: Opening, piece: Stretch, key: str, why: str, free: list[Free]) -> Occasion:
    practice, walk_in = one.practice, one.range.shape == Shape.WALK_IN
    mine = [] if walk_in or one.cancelled else [slot.start for slot in free if _is_of(slot, one, piece)]
    return Occasion(
        key=key, shape=one.range.shape, place_id=one.place_id, start=piece.start, end=piece.end, practice=practice,
        opening=one, capacity=one.capacity if walk_in else None, free=None if walk_in else len(mine),
        next_free=mine[0] if mine else None, cancelled=one.cancelled, why=why, note=one.note,
        languages=tuple(practice.languages), services=tuple(practice.services), publics=tuple(practice.publics),
        sequence=one.sequence,
    )  # fmt: skip


def _is_of(slot: Free, one: Opening, piece: Stretch) -> bool:
    return slot.place_id == one.place_id and piece.start <= slot.start and slot.end <= piece.end


def _sessions(since: date, until: date, places: set[str] | None) -> list[Occasion]:
    start, end = opening.bounds(since, until)
    rows = Session.objects.filter(start__lt=end, end__gt=start).select_related("workshop")
    if places is not None:
        rows = rows.filter(Q(place__in=places) | Q(place=None, workshop__place__in=places))
    rows = list(rows)
    left = Counter(seats_left({row.workshop_id for row in rows}))
    return [_of_session(row, row.workshop, left[row.workshop_id]) for row in rows]


def _of_session(row: Session, workshop: Workshop, left: int) -> Occasion:
    return Occasion(
        key=f"session-{row.pk}", shape=WORKSHOP, place_id=row.place_id or workshop.place_id, start=row.start,
        end=row.end, workshop=workshop, session=row, seats_left=left,
        cancelled=row.cancelled or workshop.cancelled_at is not None, languages=tuple(workshop.languages),
        services=tuple(workshop.services), publics=tuple(workshop.publics),
        sequence=row.sequence + workshop.sequence,
    )  # fmt: skip
