"""What the address of the agenda asks: which days, and what narrows them. Anything not known is left out."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from maillage.appointments.booking.naming import KINDS
from maillage.appointments.enums import Shape
from maillage.appointments.queries.occasions import WORKSHOP

DAY, WEEK, TABLE = "jour", "semaine", "tableau"
SHAPES = {"sans-rendez-vous": Shape.WALK_IN.value, "rendez-vous": Shape.SLOTS.value, "atelier": WORKSHOP}
FAR = timedelta(days=365)
LONGEST = 120


@dataclass(frozen=True)
class Asked:
    since: date
    view: str = WEEK
    zone: str = ""
    service: str = ""
    public: str = ""
    language: str = ""
    function: str = ""
    how: str = ""

    @classmethod
    def of(cls, params, today: date) -> "Asked":
        view = params.get("vue", "")
        return cls(
            since=_day(params.get("du", ""), today),
            view=view if view in (DAY, TABLE) else WEEK,
            zone=_term(params, "zone"),
            service=_term(params, "theme"),
            public=_term(params, "public"),
            language=_term(params, "langue"),
            function=params.get("fonction", "") if params.get("fonction", "") in KINDS else "",
            how=params.get("comment", "") if params.get("comment", "") in SHAPES else "",
        )

    @property
    def days(self) -> list[date]:
        return [self.since + timedelta(days=shift) for shift in range(1 if self.view == DAY else 7)]

    @property
    def filters(self) -> dict[str, str]:
        """As `occasions` reads them."""
        found = {"zone": self.zone, "service": self.service, "public": self.public, "language": self.language}
        kind, shape = KINDS.get(self.function, ""), SHAPES.get(self.how, "")
        return {name: str(value) for name, value in {**found, "kind": kind, "shape": shape}.items() if value}

    @property
    def narrowed(self) -> list[tuple[str, str]]:
        """(parameter, value) of each thing that narrows the list."""
        pairs = [
            ("zone", self.zone), ("theme", self.service), ("public", self.public), ("langue", self.language),
            ("fonction", self.function), ("comment", self.how),
        ]  # fmt: skip
        return [pair for pair in pairs if pair[1]]

    def url(self, *, without: str = "", **changed) -> str:
        other = replace(self, **changed)
        pairs = [("du", other.since.isoformat()), ("vue", "" if other.view == WEEK else other.view), *other.narrowed]
        return f"?{urlencode([(name, value) for name, value in pairs if value and name != without])}"


def _day(text: str, today: date) -> date:
    try:
        found = datetime.strptime(text[:10], "%Y-%m-%d").date()
    except ValueError:
        return today
    return min(max(found, today), today + FAR)


def _term(params, name: str) -> str:
    text = params.get(name, "").strip()[:LONGEST]
    return "" if "\x00" in text else text
