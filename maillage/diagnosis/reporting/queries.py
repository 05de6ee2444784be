"""What a report is made of: today, or a snapshot, beside an older one."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from maillage.diagnosis import comparing, indicators
from maillage.diagnosis.actions.snapshots import contents
from maillage.diagnosis.comparing import Difference
from maillage.diagnosis.enums import ALIVE
from maillage.diagnosis.indicators import Facts, Stage
from maillage.diagnosis.models import Gap, Snapshot
from maillage.diagnosis.reporting import charts, telling
from maillage.diagnosis.reporting.charts import Chart
from maillage.territory.models import Zone
from maillage.workshops.enums import OPEN
from maillage.workshops.models import Commitment

NOW = "aujourd-hui"
LARGEST = 2**31 - 1


@dataclass
class Moment:
    """A snapshot, or today."""

    key: str
    nom: str
    at: datetime
    data: dict

    @property
    def facts(self) -> Facts:
        return indicators.from_json(self.data["facts"])


@dataclass
class Report:
    now: Moment
    before: Moment | None
    found: Difference
    zones: dict[str, str]
    gaps: list[Gap]
    promises: list[Commitment]

    @property
    def facts(self) -> Facts:
        return self.now.facts

    @property
    def summary(self) -> list[str]:
        return telling.summary(self.facts, self.before and self.before.facts, self.found if self.before else None)

    @property
    def changes(self) -> list[telling.Change]:
        return telling.changes(self.found, self.zones)

    @property
    def lines(self) -> list[telling.Line]:
        return telling.lines(self.facts, self.before and self.before.facts)

    @property
    def stages(self) -> list[Stage]:
        return indicators.stages(self.facts)

    @property
    def stage_chart(self) -> Chart:
        told = [(str(one.words), one.percent, f"{one.done} sur {one.of}") for one in self.stages]
        return charts.bars("Où en sont les quatre étapes du diagnostic", told, full=100)

    @property
    def cell_chart(self) -> Chart:
        names = (("couvert", "Couvert"), ("faible", "Faible"), ("manque", "Manque"))
        counts = [(name, self.facts.cells.get(state, 0)) for state, name in names]
        return charts.bars("Cases du tableau thèmes × quartiers", [(name, n, str(n)) for name, n in counts])


def moment(key: str) -> Moment | None:
    """`key`: a snapshot's number, or today's."""
    if key == NOW:
        return Moment(NOW, "Aujourd'hui", timezone.now(), contents())
    if not (key.isascii() and key.isdigit() and int(key[:20]) <= LARGEST):
        return None
    found = Snapshot.objects.filter(pk=int(key)).first()
    return found and Moment(key, str(found), found.at, found.data)


def first_and_last() -> tuple[str, str]:
    """What a report compares when nobody says: the oldest snapshot and today."""
    oldest = Snapshot.objects.order_by("at", "pk").values_list("pk", flat=True).first()
    return (str(oldest) if oldest else "", NOW)


def report(before: Moment | None, now: Moment) -> Report:
    zones = dict(Zone.objects.values_list("code", "nom"))
    shown = (
        Gap.objects.filter(published=True, status__in=ALIVE).select_related("owner", "zone").order_by("opened_on", "pk")
    )
    promises = Commitment.objects.filter(status__in=OPEN).select_related("organisation").order_by("due", "pk")
    found = comparing.compare(published_only(before.data), published_only(now.data)) if before else Difference()
    return Report(now, before, found, zones, list(shown), list(promises))


def published_only(data: dict) -> dict:
    """Gaps that are not shown to everyone stay out of what everyone reads."""
    return data | {"gaps": {key: one for key, one in data.get("gaps", {}).items() if one["shown"]}}


def moments() -> list[tuple[str, str, date]]:
    """(key, name, day), the newest first, today before all."""
    rows = Snapshot.objects.order_by("-at", "-pk").defer("data")
    return [
        (NOW, "Aujourd'hui", timezone.localdate()),
        *((str(one.pk), str(one), timezone.localdate(one.at)) for one in rows),
    ]
