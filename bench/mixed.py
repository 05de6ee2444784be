"""`python -m bench.mixed`: 50 requests a second for a minute, 95 that read and 5 that book of each hundred.

An open loop: each request has its moment and leaves then, whether those before were answered or not; its time counts
from that moment, so that a server which stands still is seen. The server is the one of `maillage demo`, on its real
pages: Roubaix, 20 diaries that receive all day on five days, 10 000 appointments. MAILLAGE_BENCH_SECONDS=5 is a try.
One JSON line; p95 ≤ 300 ms and no error are the budget.
"""

import http.client
import json
import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import date, timedelta
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from bench import machine
from bench.figures import percentile
from bench.world import World, in_this_process
from maillage.website import running
from tests.browser.site import ROOT, free_port, wait_for

DIARIES, APPOINTMENTS = 20, 10_000
SECONDS, RATE, BOOKED_SHARE, BUDGET_MS = 60, 50, 0.05, 300
THREADS = 100  # more than wait at once: else they would wait for each other here
TIMEOUT = 30
OPEN = {"MAILLAGE_BOOKINGS_AN_HOUR": "1000000000", "MAILLAGE_BOOKING_SECONDS": "0"}
NEEDS = ("imprimer un papier pour la caf", "apprendre l'ordinateur", "aide pour mes impôts")
READ = (
    "/", "/ou-aller/", "/lieux/", "/agenda/", "/lieux/?q=mediatheque",
    *(f"/ou-aller/?q={quote(need)}&depart=indifferent" for need in NEEDS),
)  # fmt: skip


class Done(NamedTuple):
    booked: bool
    ms: float
    late_ms: float  # that we were late to ask: our own slowness, counted in `ms`
    error: str


def main() -> int:
    with in_this_process() as world:
        told = measure(world)
    print(json.dumps(told, ensure_ascii=False))
    return 0 if told["ok"] else 1


def measure(world: World) -> dict:
    """On an empty base, with Django set up on it."""
    from bench import agenda
    from maillage.website import roubaix

    roubaix.load()
    agenda.fill(DIARIES, APPOINTMENTS)
    seconds = float(os.environ.get("MAILLAGE_BENCH_SECONDS", SECONDS))
    moments, places = free_moments(int(seconds * RATE * BOOKED_SHARE) + 1)
    before = machine.describe()["load_average"]
    with as_the_demo(world.env | OPEN) as url:
        for path in READ:  # the directory and the catalogues are read once
            asked(url, path)
        done = open_loop(orders(url, moments, (*READ, *places), seconds))
    return (
        {"diaries": DIARIES, "appointments": APPOINTMENTS}
        | told(done, seconds)
        | {"load_before": before, "load_after": machine.describe()["load_average"]}
    )


@contextmanager
def as_the_demo(env: dict) -> Iterator[str]:
    port = free_port()
    process = subprocess.Popen(running.web(port), cwd=ROOT, env=env, stdout=sys.stderr)
    try:
        wait_for(f"http://127.0.0.1:{port}/sante/", process, 60)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=20)


def free_moments(count: int) -> tuple[list[str], list[str]]:
    """Addresses to book, one each; pages that show such moments."""
    from maillage.appointments.models import Practice
    from maillage.appointments.queries import free_slots
    from maillage.appointments.recurrence import PARIS
    from tests.racing.crowd import booking

    practices = list(Practice.objects.select_related("place").order_by("pk")[:40])
    first = date.today() + timedelta(days=26)
    free = free_slots(practices, first, first + timedelta(days=28))
    chosen = random.Random(36).sample(free, count)
    slugs = {one.pk: one.place.slug for one in practices}
    paths = [booking(slugs[one.practice.pk], f"{one.start.astimezone(PARIS):%Y-%m-%dT%H:%M}") for one in chosen]
    return paths, [f"/rendez-vous/chez/{slug}/" for slug in list(slugs.values())[:3]]


def orders(url: str, moments: list[str], reads: tuple[str, ...], seconds: float) -> Iterator[Callable[[], str]]:
    """What is asked, in turn; a booking every twentieth."""
    from tests.racing.crowd import Person

    person, left, every = Person(url), iter(moments), round(1 / BOOKED_SHARE)
    for number in range(int(seconds * RATE)):
        if number % every == 0:
            yield Booking(person, next(left))
        else:
            yield Reading(url, reads[number % len(reads)])


class Reading(NamedTuple):
    url: str
    path: str
    booked = False

    def __call__(self) -> str:
        return asked(self.url, self.path)


class Booking(NamedTuple):
    person: object
    path: str
    booked = True

    def __call__(self) -> str:
        answer = self.person.press(self.path)  # type: ignore[attr-defined]
        return "" if answer["status"] == 302 else f"{answer['status']} {answer['to']}"


def asked(url: str, path: str) -> str:
    """What went wrong, or nothing."""
    try:
        with closing(http.client.HTTPConnection(urlsplit(url).netloc, timeout=TIMEOUT)) as line:
            line.request("GET", path, headers={"Accept-Encoding": "gzip"})
            answer = line.getresponse()
            answer.read()
    except (OSError, http.client.HTTPException) as error:
        return type(error).__name__
    return "" if answer.status == 200 else f"{answer.status} {path}"


def open_loop(several: Iterator[Callable[[], str]]) -> list[Done]:
    began = time.perf_counter() + 0.2

    def at_its_moment(number: int, order) -> Done:
        due = began + number / RATE
        late = (time.perf_counter() - due) * 1000
        error = order()
        return Done(order.booked, (time.perf_counter() - due) * 1000, late, error)

    with ThreadPoolExecutor(THREADS) as pool:
        waiting = []
        for number, order in enumerate(several):
            time.sleep(max(0.0, began + number / RATE - time.perf_counter()))
            waiting.append(pool.submit(at_its_moment, number, order))
        return [one.result() for one in waiting]


def told(done: list[Done], seconds: float) -> dict:
    errors = Counter(one.error for one in done if one.error)
    found = {
        "what": "mixed", "seconds": seconds, "rate": RATE, "requests": len(done),
        "web_workers": running.processes(),
        "bookings": sum(one.booked for one in done), "errors": sum(errors.values()),
        "all": spread([one.ms for one in done]), "reads": spread([one.ms for one in done if not one.booked]),
        "booking": spread([one.ms for one in done if one.booked]),
        "our_own_lateness_p95_ms": round(percentile([one.late_ms for one in done], 0.95), 1),
        "budget_p95_ms": BUDGET_MS,
    }  # fmt: skip
    if errors:
        found["first_errors"] = dict(errors.most_common(5))
    return found | {"ok": found["errors"] == 0 and found["all"]["p95_ms"] <= BUDGET_MS}


def spread(ms: list[float]) -> dict:
    return {
        name: round(percentile(ms, share), 1)
        for name, share in (("p50_ms", 0.5), ("p95_ms", 0.95), ("p99_ms", 0.99), ("max_ms", 1))
    }


if __name__ == "__main__":
    sys.exit(main())
