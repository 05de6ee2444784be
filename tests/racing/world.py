"""`python -m tests.racing.world DIARIES SEATS [naive]`: diaries and a workshop; says as JSON what one may fight for.

A hot spot is a diary and a day: half an hour at 9:00 in one place, half an hour at 9:15 in another. Both are listed,
one may be booked. Other days of the same weeks are open, so that whoever loses has somewhere to go.
"""

import json
import os
import sys
from datetime import date, datetime, time, timedelta

HOT, CALM = (1, 3), 4  # Tuesdays, Thursdays; Fridays
WEEKS = 5


def main(diaries: int, seats: int, naive: bool) -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    if naive:
        without_backstop()
    spots = [spot for number in range(diaries) for spot in hot_spots(number)]
    print(json.dumps({"spots": spots, "workshop": workshop(seats), "calm": calm()}))


def hot_spots(number: int) -> list[list]:
    """[[(slug, moment), (slug, the quarter of an hour after)], …]"""
    practice, here, there = diary(number)
    from tests.factories.agenda import OpeningRangeFactory

    for weekday in HOT:
        OpeningRangeFactory(practice=practice, place=here, weekday=weekday, start=time(9), end=time(9, 30))
        OpeningRangeFactory(practice=practice, place=there, weekday=weekday, start=time(9, 15), end=time(9, 45))
    for place, start in ((here, time(14)), (there, time(16))):
        OpeningRangeFactory(practice=practice, place=place, weekday=CALM, start=start, end=time(start.hour + 1, 30))
    return [[(here.slug, f"{day}T09:00"), (there.slug, f"{day}T09:15")] for day in days(HOT)]


def diary(number: int):
    from tests.factories import PlaceFactory
    from tests.factories.agenda import PracticeFactory

    here, there = [PlaceFactory(id=f"course-{number}-{one}", nom=f"Course {number} {one}") for one in "ab"]
    return PracticeFactory(place=here, organisation__slug=f"course-{number}", holidays=True), here, there


def days(weekdays) -> list[date]:
    first = date.today() + timedelta(days=7 - date.today().weekday())
    every = (first + timedelta(days=number) for number in range(7 * WEEKS))
    return [day for day in every if day.weekday() in weekdays]


def workshop(seats: int) -> int:
    from maillage.appointments.recurrence import PARIS
    from tests.factories import PlaceFactory
    from tests.factories.agenda import SessionFactory, WorkshopFactory

    place = PlaceFactory(id="course-atelier", nom="Course, atelier")
    room = WorkshopFactory(seats=seats, place=place, organisation__slug="course-atelier")
    start = datetime.combine(date.today() + timedelta(days=20), time(14), PARIS)
    SessionFactory(workshop=room, start=start, end=start + timedelta(hours=2))
    return room.pk


def calm() -> list[tuple[str, str]]:
    """Many moments nobody fights for: five minutes each, from morning to evening, every day."""
    from tests.factories.agenda import OpeningRangeFactory

    practice, here, _ = diary(1_000)
    type(practice).objects.filter(pk=practice.pk).update(minutes=5)
    for weekday in range(7):
        OpeningRangeFactory(practice=practice, place=here, weekday=weekday, start=time(7), end=time(22))
    clocks = [time(minute // 60, minute % 60) for minute in range(7 * 60, 22 * 60, 5)]
    return [(here.slug, f"{day}T{clock:%H:%M}") for day in days(range(7)) for clock in clocks]


def without_backstop() -> None:
    from django.db import connection
    from django.db.models import UniqueConstraint

    from maillage.appointments.models import Grain, Registration

    with connection.schema_editor() as editor:
        for model in (Grain, Registration):
            for one in list(model._meta.constraints):
                if isinstance(one, UniqueConstraint):
                    model._meta.constraints.remove(one)  # SQLite makes the table again from what is left here
                    editor.remove_constraint(model, one)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), "naive" in sys.argv)
