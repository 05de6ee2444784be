"""What stands, reduced to what one tells; and what is news in it. No database, no request."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Literal

Stands = Literal["expected", "waiting", "offered", "left", "gone", "called off"]
News = Literal["booked", "moved", "waiting", "offered", "gone", "called off", "reminder"]
HOPED = ("expected", "waiting", "offered")


@dataclass(frozen=True)
class Meeting:
    at: str  # ISO, UTC: JSON keeps it
    place: str

    @property
    def start(self) -> datetime:
        return datetime.fromisoformat(self.at)


@dataclass(frozen=True)
class Fact:
    """`left`: by the person's own answer, nothing to tell."""

    stands: Stands
    meetings: tuple[Meeting, ...] = field(default=())
    until: str = ""  # of an offer

    def next(self, now: datetime) -> Meeting | None:
        return next((one for one in self.meetings if one.start > now), None)


def met(start: datetime, place: str) -> Meeting:
    return Meeting(start.astimezone(UTC).isoformat(), place)


def kept(fact: Fact | None) -> dict | None:
    """As JSON keeps it."""
    return asdict(fact) | {"meetings": [asdict(one) for one in fact.meetings]} if fact else None


def read(told: dict | None) -> Fact | None:
    if told is None:
        return None
    return Fact(told["stands"], tuple(Meeting(**one) for one in told["meetings"]), told["until"])


def news(before: Fact | None, now: Fact) -> News | None:
    """What to tell to who knows `before`."""
    if before == now:
        return None
    hoped = before is not None and before.stands in HOPED
    match now.stands:
        case "expected":
            return "moved" if before and before.stands == "expected" else "booked"
        case "waiting":
            return None if hoped else "waiting"
        case "offered":
            return "offered"
        case "gone" | "called off":
            return now.stands if hoped else None  # type: ignore[return-value]
    return None


def first_reminder(meetings: Iterable[Meeting], now: datetime, ahead: timedelta) -> datetime | None:
    """Not for what is closer than that: it has just been told."""
    return next((one.start - ahead for one in meetings if one.start - ahead > now), None)


def reminded(meetings: Iterable[Meeting], since: datetime, now: datetime, ahead: timedelta):
    """(what to remind of now, when to remind next). Late by a stop of the machine, what is still to come is told."""
    several = [one for one in meetings if one.start - ahead >= since]
    ripe = [one for one in several if one.start - ahead <= now < one.start]
    return ripe, first_reminder(several, now, ahead)
