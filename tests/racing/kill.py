"""Bookings through the real pages while the whole web server is killed (-9), again and again; `make kill` runs it.

One JSON line a run. Acknowledged: the answer led to a ticket. Afterwards each such ticket opens a row that holds all
its grains and its line in the log; nothing else is left half-written. The control (naive.py) writes without a
transaction: its halves must be seen, else the run proves nothing.
"""

import json
import random
import sys
import time
from dataclasses import dataclass, field

from tests.core.killing import Base, postgres_base, sqlite_base
from tests.racing import judging
from tests.racing.crowd import Crowd, booking
from tests.racing.race import SHORT, Race, Size, counted, prepare, server
from tests.with_postgres import programs

ROUNDS = 30
EACH_ROUND = 200  # moments, of some six thousand
AT_ONCE = Size(workers=2, processes=1, threads=8)


@dataclass
class Killing:
    base: Base
    rounds: int = ROUNDS
    control: bool = False
    size: Size = field(default_factory=lambda: AT_ONCE)
    seed: int = 9
    most: int = EACH_ROUND // 2  # acknowledged before a kill, at most

    def go(self) -> dict:
        """On a base whose tables exist."""
        race = Race(self.base, SHORT, control=self.control)
        moments, env = race.world()["calm"], race.env
        chance, answers, started = random.Random(self.seed), [], time.monotonic()
        chance.shuffle(moments)
        for _ in range(self.rounds):
            answers += self._round(moments, env, chance)
        with server(env, self.size, naive=self.control):
            pass  # it starts again on what is left
        return self._told(answers, round(time.monotonic() - started, 1))

    def _round(self, moments: list, env: dict, chance: random.Random) -> list[dict]:
        """Different moments for different people, each asked once."""
        with server(env, self.size, naive=self.control) as (url, process):
            asked = [booking(*moments.pop()) for _ in range(min(len(moments), EACH_ROUND))]
            crowd = Crowd(url, env, processes=self.size.processes, threads=self.size.threads)
            return crowd.post(asked, kill=process.pid, after=chance.randint(1, self.most), wait=chance.random() / 20)

    def _told(self, answers: list[dict], seconds: float) -> dict:
        tickets = {judging.digest(self.base, one["to"]) for one in answers if one["status"] == 302}
        kept = judging.tickets(self.base)
        wrong = [one for one in answers if one["status"] not in (0, 302, 409)]
        return {
            "database": self.base.name, "control": self.control, "what": "bookings", "kills": self.rounds,
            "attempts": len(answers), "acknowledged": len(tickets), "accepted": judging.booked(self.base),
            "lost": len(tickets - kept), "half_written": judging.halves(self.base),
            "overlaps": judging.overlaps(self.base), "errors": len(wrong), "statuses": counted(answers),
            "whole": judging.is_whole(self.base), "seconds": seconds, "seed": self.seed,
        }  # fmt: skip


def is_right(told: dict) -> bool:
    if told["control"]:
        return told["half_written"] > 0
    return (told["lost"], told["half_written"], told["overlaps"], told["errors"], told["whole"]) == (0, 0, 0, 0, True)


def main() -> int:
    right, rounds = True, int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    for base_of in [sqlite_base] + ([postgres_base] if programs() else []):
        for control in (True, False):
            with base_of() as base:
                prepare(base)
                told = Killing(base, max(3, rounds // 6) if control else rounds, control).go()
            print(json.dumps(told), flush=True)
            right &= is_right(told)
    return 0 if right else 1


if __name__ == "__main__":
    sys.exit(main())
