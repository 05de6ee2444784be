"""The demo's agenda: who receives in the fictitious structures, when, and a few people already expected.

Days are counted from today, so that the week is full whenever the demo starts.
"""

from datetime import date, time, timedelta

from django.db import transaction
from django.utils import timezone

from maillage.appointments import actions, queries
from maillage.appointments.actions import Person
from maillage.appointments.enums import BookedBy, PracticeKind, Shape
from maillage.appointments.models import Changed, OpeningRange, Practice, Session, Workshop
from maillage.appointments.recurrence import instant, local_day
from maillage.places.enums import Level, PublicSpecifiquementAdresse, Service
from maillage.places.models import Place

WEAVERS, HOUSE, CANAL = "exemple-espace-tisserands", "exemple-maison-fileurs", "exemple-atelier-canal"
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY = range(6)
MORNING, AFTERNOON = (time(9), time(12)), (time(14), time(17))
EXPECTED = 3  # people already expected by the public writer


@transaction.atomic
def fill_the_week() -> None:
    """Nothing happens the second time."""
    if Practice.objects.exists() or Workshop.objects.exists():
        return
    places = Place.objects.in_bulk([WEAVERS, HOUSE, CANAL])
    if len(places) < 3:
        return
    _public_writer(places[WEAVERS])
    _mediator(places[WEAVERS], places[HOUSE])
    _volunteers(places[HOUSE], places[WEAVERS])
    _itinerant(places[CANAL], places[HOUSE])
    _workshops(places[HOUSE], places[CANAL])


def _practice(place: Place, kind: PracticeKind, **columns) -> Practice:
    return Practice.objects.create(organisation=place.organisation, place=place, kind=kind, **columns)


def _receives(practice: Practice, place: Place, weekdays, hours, shape=Shape.SLOTS, **columns) -> list[OpeningRange]:
    first = local_day(timezone.now()) - timedelta(days=7)
    return [
        OpeningRange.objects.create(
            practice=practice, place=place, weekday=weekday, start=hours[0], end=hours[1], shape=shape,
            first_day=first, **columns,
        )
        for weekday in weekdays
    ]  # fmt: skip


def _public_writer(place: Place) -> None:
    """Two mornings; the first moments are taken, one by a neighbour for an elder."""
    writer = _practice(
        place, PracticeKind.WRITER, services=[Service.DEMARCHES], languages=["fr", "ar"], minutes=30, notice=30
    )
    _receives(writer, place, (TUESDAY, THURSDAY), MORNING)
    today = local_day(timezone.now())
    free = queries.free_slots([writer], today, today + timedelta(days=7))
    links = (BookedBy.SELF, BookedBy.NEIGHBOUR, BookedBy.RELATIVE)
    for one, link in zip(free[:EXPECTED], links, strict=False):
        actions.book(writer, one.start, person=Person(called="Exemple", booked_by=link))


def _mediator(weavers: Place, house: Place) -> None:
    mediator = _practice(
        weavers, PracticeKind.MEDIATOR, services=[Service.DEMARCHES, Service.QUOTIDIEN, Service.PARENTALITE],
        languages=["fr", "en"], minutes=45, buffer=15,
    )  # fmt: skip
    _receives(mediator, weavers, (MONDAY, WEDNESDAY), AFTERNOON)
    _receives(mediator, house, (FRIDAY,), AFTERNOON)


def _volunteers(house: Place, weavers: Place) -> None:
    """A permanence where one comes as one is."""
    volunteers = _practice(
        house, PracticeKind.VOLUNTEER, services=[Service.ACCES, Service.QUOTIDIEN], languages=["fr", "pt"],
        school_holidays=False,
    )  # fmt: skip
    _receives(volunteers, house, (TUESDAY, THURSDAY), (time(13, 30), time(17, 30)), Shape.WALK_IN, capacity=10)
    _receives(
        volunteers, weavers, (MONDAY, WEDNESDAY, SATURDAY), (time(9, 30), time(12)), Shape.WALK_IN, capacity=6,
        note="Prenez un numéro en entrant",
    )  # fmt: skip


def _itinerant(canal: Place, house: Place) -> None:
    """Fridays on the canal; next Friday elsewhere."""
    adviser = _practice(canal, PracticeKind.ADVISER, nom="Le bus du numérique", services=[Service.SECURITE])
    (stop,) = _receives(
        adviser, canal, (FRIDAY,), (time(10), time(12, 30)), Shape.WALK_IN, note="Le bus est dans la cour"
    )
    Changed.objects.create(range=stop, day=_next(FRIDAY), place=house, note="Le bus est sur la place, devant l'entrée")


def _next(weekday: int, *, after: int = 1) -> date:
    day = local_day(timezone.now()) + timedelta(days=after)
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def _workshops(house: Place, canal: Place) -> None:
    """One with two seats left and two sessions, one that is full with people who wait."""
    first = Workshop.objects.create(
        nom="Découvrir la tablette", description="Deux séances pour commencer. Les tablettes sont prêtées sur place.",
        organisation=house.organisation, place=house, seats=8, services=[Service.QUOTIDIEN], level=[Level.values[0]],
        languages=["fr"], publics=[PublicSpecifiquementAdresse.SENIORS], price="Gratuit",
    )  # fmt: skip
    _sessions(first, _next(TUESDAY, after=2), time(14), time(16), times=2)
    _registers(first, 6)
    second = Workshop.objects.create(
        nom="Réparer son ordinateur", organisation=canal.organisation, place=canal, seats=4,
        services=[Service.ACQUISITION], languages=["fr", "es"], price="2 €",
    )  # fmt: skip
    _sessions(second, _next(SATURDAY, after=2), time(14), time(17))
    _registers(second, 6)


def _sessions(workshop: Workshop, day: date, start: time, end: time, times: int = 1) -> None:
    for shift in range(times):
        on = day + timedelta(days=7 * shift)
        Session.objects.create(workshop=workshop, start=instant(on, start), end=instant(on, end))


def _registers(workshop: Workshop, several: int) -> None:
    for _ in range(several):
        actions.register(workshop, person=Person(called="Exemple"))
