"""`python -m bench.agenda`: the agenda of a large city. 200 diaries, 100 000 appointments, past and to come.

The next free moment of 20 places, the city's week, the week of one place, one booking: milliseconds in process, each
beside queries that read nothing, and how many it takes. The base: SQLite in a temporary folder, or DATABASE_URL.
"""

import json
import statistics
import sys
import time
from datetime import date, timedelta
from datetime import time as clock

from bench import machine
from bench.world import in_this_process

DIARIES, APPOINTMENTS, PLACES = 200, 100_000, 20
BUDGET_MS = 30
RUNS = 60


def main() -> int:
    with in_this_process("DATABASE_URL"):
        told = measure()
    print(json.dumps(told, ensure_ascii=False, indent=2))
    return 0


def measure() -> dict:
    from django.db import connection

    before = machine.describe()
    fill()
    return {
        "machine": {"before": before, "after": machine.describe()},
        "database": connection.vendor, "diaries": DIARIES, "appointments": counted(), "runs": RUNS, **figures(),
    }  # fmt: skip


def fill(diaries: int = DIARIES, appointments: int = APPOINTMENTS) -> None:
    """Every diary receives on five days, from nine to five, half an hour each; four moments of five are taken, the
    coming week more than the others, so that the next free one is not the first."""
    from tests.factories import PlaceFactory
    from tests.factories.agenda import OpeningRangeFactory, PracticeFactory

    for number in range(diaries):
        place = PlaceFactory(id=f"mesure-{number}", nom=f"Mesure {number}")
        practice = PracticeFactory(place=place, organisation__slug=f"mesure-{number}", notice=30, horizon=60)
        for weekday in range(5):
            OpeningRangeFactory(practice=practice, weekday=weekday, start=clock(9), end=clock(17))
        write(practice, appointments // diaries)


def write(practice, count: int) -> None:
    from maillage.appointments.actions import grains
    from maillage.appointments.models import Appointment

    rows = [
        Appointment(
            practice=practice, place_id=practice.place_id, start=start, end=start + timedelta(minutes=30), code="X",
            token_hash=f"{practice.pk}-{number}",
        )
        for number, start in zip(range(count), starts(practice.pk), strict=False)
    ]  # fmt: skip
    Appointment.objects.bulk_create(rows, batch_size=500)
    grains.take(rows)


def starts(number: int):
    """From this week on, all moments but a few; then backwards."""
    from maillage.appointments.recurrence import instant

    today = date.today()
    ahead = [today + timedelta(days=one) for one in range(0, 25)]
    behind = [today - timedelta(days=one) for one in range(1, 90)]
    for day in ahead + behind:
        for half in range(16):
            busy = day < today or (half + number + day.day) % 16
            if day.weekday() < 5 and busy:
                yield instant(day, clock(9 + half // 2, 30 * (half % 2)))


def counted() -> int:
    from maillage.appointments.models import Appointment

    return Appointment.objects.count()


def figures() -> dict:
    from maillage.appointments import queries
    from maillage.appointments.models import Practice

    practices = list(Practice.objects.order_by("pk"))
    some, today = practices[:PLACES], date.today()
    week = today + timedelta(days=6)
    return {
        "next_free_of_20_places": timed(lambda: queries.next_free(some), BUDGET_MS),
        "next_free_of_1_place": timed(lambda: queries.next_free(some[:1])),
        "week_of_one_place": timed(lambda: queries.occasions(today, week, places=[some[0].place_id])),
        "week_of_the_city": timed(lambda: queries.occasions(today, week), runs=10),
        "one_booking": timed(booking(practices[-1])),
    }


def booking(practice):
    from maillage.appointments import actions, queries

    first = date.today() + timedelta(days=30)
    free = iter(queries.free_slots([practice], first, first + timedelta(days=29)))
    return lambda: actions.book(practice, next(free).start)


def timed(work, budget: float | None = None, runs: int = RUNS) -> dict:
    """Median and extremes of the clock, of the processor, of the same number of queries that read nothing."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        work()
    wall, cpu, nothing = [], [], []
    for _ in range(runs):
        started, used = time.perf_counter(), time.process_time()
        work()
        wall.append((time.perf_counter() - started) * 1000)
        cpu.append((time.process_time() - used) * 1000)
        nothing.append(noop(len(captured)))
    told = {"queries": len(captured), "cpu_ms": round(statistics.median(cpu), 1)}
    told |= {
        "median_ms": round(statistics.median(wall), 1),
        "min_ms": round(min(wall), 1),
        "max_ms": round(max(wall), 1),
    }
    told["as_many_empty_queries_ms"] = round(statistics.median(nothing), 1)
    return told | ({"budget_ms": budget, "ok": told["median_ms"] <= budget} if budget else {})


def noop(queries: int) -> float:
    from django.db import connection

    started = time.perf_counter()
    with connection.cursor() as cursor:
        for _ in range(queries):
            cursor.execute("SELECT 1")
            cursor.fetchall()
    return (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    sys.exit(main())
