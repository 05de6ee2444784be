"""`make race`: everybody at once, on SQLite and on PostgreSQL, through the real pages of our own web server.

One JSON line a run. The control is the same site disarmed (naive.py): where it shows no overlap, the run is void.
"""

import argparse
import json
import random
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlencode

from bench import machine
from tests.browser.site import GRANIAN, ROOT, free_port, maillage, wait_for
from tests.core.killing import Base, kill, postgres_base, sqlite_base
from tests.racing import judging
from tests.racing.crowd import Crowd, booking, seat
from tests.with_postgres import programs

OPEN = {"MAILLAGE_BOOKINGS_AN_HOUR": "1000000000", "MAILLAGE_BOOKING_SECONDS": "0"}
QUIET = ["--no-access-log", "--log-level", "warning", "--backlog", "1024"]


@dataclass
class Size:
    """Of a race. `attempts` are dealt among hot spots: ten a diary."""

    attempts: int = 10_000
    diaries: int = 10
    seats: int = 20
    sign_ups: int = 1_000
    leaving: int = 10
    tickets: int = 60
    workers: int = 4
    processes: int = 4
    threads: int = 8


SHORT = Size(attempts=240, diaries=1, seats=3, sign_ups=60, leaving=2, tickets=20, workers=2, processes=2)


PARTS = ("appointments", "seats", "mixed")


@dataclass
class Race:
    base: Base
    size: Size = field(default_factory=Size)
    control: bool = False
    seed: int = 36
    parts: tuple[str, ...] = PARTS

    def go(self) -> list[dict]:
        """On a base whose tables exist: the lines of appointments, then of seats."""
        known = self.world()
        with server(self.env, self.size, naive=self.control) as (url, _):
            crowd = Crowd(url, self.env, processes=self.size.processes, threads=self.size.threads)
            parts = {
                "appointments": lambda: self._appointments(crowd, known["spots"]),
                "seats": lambda: self._seats(crowd, known["workshop"]),
                "mixed": lambda: self._mixed(crowd, known["calm"]),
            }
            return [parts[name]() for name in self.parts]

    @property
    def env(self) -> dict:
        return self.base.env | OPEN

    def world(self) -> dict:
        words = [str(self.size.diaries), str(self.size.seats)] + ["naive"] * self.control
        command = [sys.executable, "-m", "tests.racing.world", *words]
        return json.loads(subprocess.run(command, cwd=ROOT, env=self.env, check=True, stdout=subprocess.PIPE).stdout)

    def _appointments(self, crowd: Crowd, spots: list) -> dict:
        attempts = self.size.attempts // (5 if self.control else 1)  # the fault shows soon
        chance, each = random.Random(self.seed), attempts // len(spots)
        paths = [booking(*chance.choice(spot)) for spot in spots for _ in range(each)]
        started = time.monotonic()
        answers = crowd.post(paths)
        told = self._told("appointments", answers, started)
        told |= {"accepted": judging.booked(self.base), "capacity": len(spots), "overlaps": judging.overlaps(self.base)}
        lost = [one for one in answers if one["status"] == 409]
        told |= {
            "acknowledged": tickets(answers),
            "lost": len(lost),
            "offered_others": sum(one["others"] > 0 for one in lost),
        }
        told["errors"] += 0 if self.control else judging.halves(self.base)
        return told

    def _seats(self, crowd: Crowd, workshop: int) -> dict:
        started = time.monotonic()
        answers = crowd.post([seat(workshop)] * self.size.sign_ups)
        told, found = self._told("seats", answers, started), judging.seats(self.base, workshop)
        told |= {"accepted": found["confirmed"], "capacity": self.size.seats, "overlaps": found["twice"]}
        told |= {"waiting": len(found["waiting"]), "acknowledged": tickets(answers)}
        if not self.control:
            ranks = sorted(said["rank"] for _, said in judging.told(self.base, "waiting"))
            told["ranks_without_hole"] = ranks == list(range(1, len(found["waiting"]) + 1))
            told |= self._leaving(crowd, workshop, found["waiting"], answers)
        return told

    def _leaving(self, crowd: Crowd, workshop: int, waiting: list[int], answers: list[dict]) -> dict:
        """Some give their seat back at once: as many of the line are promoted, the first ones, each told once."""
        held = judging.seat_holders(self.base, workshop)
        tickets = [one["to"] for one in answers if judging.digest(self.base, one["to"]) in held]
        answers = crowd.post([f"{to}annuler/" for to in tickets[: self.size.leaving]])
        found, told = judging.seats(self.base, workshop), judging.told(self.base, "offered")
        first = waiting[: self.size.leaving]
        return {
            "left": sum(one["status"] == 302 for one in answers),
            "promoted": len(found["offered"]),
            "promoted_in_order": found["offered"] == first,
            "told_once": sorted(key for key, _ in told) == first,
        }

    def _mixed(self, crowd: Crowd, calm: list) -> dict:
        """People who leave, move, move again and come, all for the same few moments."""
        chance, many = random.Random(self.seed), self.size.tickets
        tickets = [one["to"] for one in crowd.post([booking(*one) for one in calm[:many]])]
        wanted = calm[many // 2 : many * 2]
        jobs = [f"{one}annuler/" for one in tickets]
        jobs += [f"{one}deplacer/?{urlencode({'quand': chance.choice(wanted)[1]})}" for one in tickets * 2]
        jobs += [booking(*chance.choice(wanted)) for _ in range(many * 4)]
        chance.shuffle(jobs)
        started = time.monotonic()
        told = self._told("mixed", crowd.post(jobs), started)
        told |= {"accepted": judging.booked(self.base), "overlaps": judging.overlaps(self.base)}
        return told | {"half_written": judging.halves(self.base), "events": judging.verbs(self.base)}

    def _told(self, what: str, answers: list[dict], started: float) -> dict:
        seconds, wrong = time.monotonic() - started, [one for one in answers if one["status"] not in (302, 409)]
        slow = sorted(one["seconds"] for one in answers)
        return {
            "database": self.base.name, "control": self.control, "what": what, "attempts": len(answers),
            "errors": len(wrong), "statuses": counted(answers), "seconds": round(seconds, 1),
            "p50_s": slow[len(slow) // 2], "p99_s": slow[int(len(slow) * 0.99)], "seed": self.seed,
            "load_average": machine.describe()["load_average"],
        }  # fmt: skip


def counted(answers: list[dict]) -> dict[str, int]:
    statuses = [one["status"] or one["to"] for one in answers]  # 0: why the connection broke
    return {str(status): statuses.count(status) for status in sorted(set(statuses), key=str)}


def tickets(answers: list[dict]) -> int:
    """Different tickets handed over: an answer for each person who was told yes."""
    return len({one["to"] for one in answers if one["status"] == 302})


@contextmanager
def server(env: dict, size: Size, *, naive: bool = False):
    port, application = free_port(), "tests.racing.naive:application" if naive else "config.wsgi:application"
    shape = ["--workers", str(size.workers), "--blocking-threads", str(size.threads)]
    command = [*GRANIAN, *QUIET, *shape, "--port", str(port), application]
    process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=sys.stderr, start_new_session=True)
    try:
        wait_for(f"http://127.0.0.1:{port}/robots.txt", process, 120)
        yield f"http://127.0.0.1:{port}", process
    finally:
        kill(process)


def prepare(base: Base) -> None:
    maillage("migrate", "--verbosity", "0", env=base.env)
    maillage("collectstatic", "--noinput", "--verbosity", "0", env=base.env)


def is_right(told: dict) -> bool:
    """The promise; of the control, that the fault is seen."""
    if told["control"]:
        return told["overlaps"] + told.get("half_written", 0) > 0
    if told["what"] == "mixed":
        return (told["overlaps"], told["errors"], told["half_written"]) == (0, 0, 0)
    exact = told["accepted"] == told["capacity"] and told["overlaps"] == 0 == told["errors"]
    if told["what"] == "appointments":
        return exact and told["acknowledged"] == told["accepted"] and told["offered_others"] == told["lost"]
    return exact and all(told[name] for name in ("ranks_without_hole", "promoted_in_order", "told_once"))


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--short", action="store_true", help="a few hundred attempts")
    asked.add_argument("--attempts", type=int, default=Size.attempts)
    asked.add_argument("--part", choices=PARTS, action="append")
    asked.add_argument("--only", choices=["sqlite", "postgres"])
    given = asked.parse_args()
    size = SHORT if given.short else Size(attempts=given.attempts)
    bases = [] if given.only == "postgres" else [sqlite_base]
    bases += [postgres_base] if programs() and given.only != "sqlite" else []
    right = True
    for base_of in bases:
        for control in (True, False):
            with base_of() as base:
                prepare(base)
                for told in Race(base, size, control, parts=tuple(given.part or PARTS)).go():
                    print(json.dumps(told), flush=True)
                    right &= is_right(told)
    if not programs():
        print("PostgreSQL is not installed here: its runs are missing.", file=sys.stderr)
    return 0 if right else 1


if __name__ == "__main__":
    sys.exit(main())
