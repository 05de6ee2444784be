"""Importing a file of places: read, repaired and compared outside any transaction, then written in one."""

import json
import pickle
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date as Date
from hashlib import blake2b, file_digest
from itertools import chain
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify

from maillage.accounts.models import User
from maillage.census import queries, recipes
from maillage.census.checking import EXPECTED, Checked, Checker, Issue
from maillage.census.models import Batch
from maillage.census.models import Issue as StoredIssue
from maillage.census.planning import Planner
from maillage.census.reading import Reading, Unreadable, open_file
from maillage.census.steps import CREATED, GONE, OUTCOMES, UPDATED, Step
from maillage.census.writing import write
from maillage.core.events import tell
from maillage.core.models import Revision
from maillage.places.models import PLACES, Source

ATTEMPTS = 3
SHOWN_DIFFERENCES = 20
OLD_HEADERS = (
    "labels_nationaux",
    "conditions_acces",
    "publics_accueillis",
    "public_accueillis",
    "labels_autres",
    "cle_ban",
)
Progress = Callable[[int], None]
Look = Callable[[list[Step]], None]


@dataclass
class Report:
    """What an import did, or would do."""

    counts: dict[str, int]
    issues: list[Issue]
    recipe: str = ""
    differences: list[dict[str, Any]] = field(default_factory=list)
    batch: int | None = None
    proposed: int = 0  # rows that leave something to decide; they stand in `counts` too
    gone: int = 0  # places that this source gave before and no longer names
    plan: str = ""  # a digest of all of it: two plans alike do the same

    @property
    def read(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True)
class Order:
    """What is to be imported, and how."""

    path: Path
    source: str
    date: Date | None = None
    recipe: recipes.Recipe | None = None
    complete: bool = False  # places of this source that the file leaves out are to be verified
    name: str = ""  # of the file, where it lies under another one
    by: User | None = None
    progress: Progress = lambda count: None


class PlanChanged(Exception):
    """The base is no longer what the preview was made from; `report` says what would be done now."""

    def __init__(self, report: Report):
        super().__init__()
        self.report = report


class _Stale(Exception):
    """Somebody wrote places between our reading and our writing."""


def import_places(
    *,
    path: Path,
    source: str,
    date: Date | None = None,
    recipe: str = "",
    dry_run: bool = False,
    complete: bool = False,
    by: User | None = None,
    progress: Progress = lambda count: None,
) -> Report:
    """The file's places, created or updated; Unreadable or UnknownRecipe with a French sentence."""
    order = Order(path, source, date, find_recipe(recipe), complete, path.name, by, progress)
    return rehearse(order) if dry_run else carry_out(order)


def find_recipe(name: str) -> recipes.Recipe | None:
    """None: the file's headers will say."""
    return recipes.find(name, queries.own_recipes()) if name else None


def rehearse(order: Order, *, look: Look = lambda steps: None) -> Report:
    """What would be done; nothing is written. `look` sees every step."""
    with TemporaryFile() as spool:
        return _planned(order, _Ledger(spool, look))[1]


def carry_out(order: Order, *, expected: str = "", then: Callable[[Batch], None] = lambda batch: None) -> Report:
    """`expected`: the plan somebody agreed to (PlanChanged otherwise). `then` runs in the writing transaction."""
    for attempt in range(1, ATTEMPTS + 1):
        try:
            return _attempt(order, expected, then)
        except (_Stale, IntegrityError):
            if attempt == ATTEMPTS:
                raise Unreadable("D'autres personnes modifient les lieux en ce moment : relancez l'import.") from None
    raise AssertionError  # the loop returns or raises


def _attempt(order: Order, expected: str, then: Callable[[Batch], None]) -> Report:
    seen = Revision.current(PLACES)
    with TemporaryFile() as spool:
        planner, report = _planned(order, _Ledger(spool, digests=bool(expected)))
        if expected and report.plan != expected:
            raise PlanChanged(report)
        report.batch = _apply(order, planner, _unspooled(spool), seen, report, then).pk
    return report


def _planned(order: Order, ledger: "_Ledger") -> tuple[Planner, Report]:
    reading = open_file(order.path)
    slug = _slug(order.source)
    origin = Source.objects.filter(slug=slug).first() or Source(slug=slug, nom=order.source[:200])
    recipe = order.recipe
    if recipe is None:
        recipe, reading = _recognised(reading)
    planner = Planner(origin, order.date)
    _plan(reading, recipe, planner, ledger, order.progress)
    if order.complete:
        for steps in planner.goodbyes():
            ledger.take(steps)
    gone = planner.gone if order.complete else len(planner.absent())
    _settle_hosts(planner)
    counts, digest = dict(planner.counts), ledger.digest(planner)
    report = Report(counts, planner.issues, recipe.name, ledger.differences, None, planner.proposed, gone, digest)
    return planner, report


class _Ledger:
    """Steps as they are decided: kept beside memory until they are written; the first differences are kept to show."""

    def __init__(self, spool: IO[bytes], look: Look = lambda steps: None, *, digests: bool = True):
        self.spool = spool
        self.look = look
        self.digests = digests
        self.differences: list[dict[str, Any]] = []
        self._plan = blake2b(digest_size=16)

    def take(self, steps: list[Step]) -> None:
        for step in steps if self.digests else ():
            decided = [step.outcome, step.line, step.place_id, step.changes, step.proposed, step.closes]
            self._plan.update(json.dumps(decided, default=str).encode())
        self._show(steps)
        self.look(steps)
        pickle.dump([step for step in steps if step.matters or step.outcome == GONE], self.spool, protocol=5)

    def digest(self, planner: Planner) -> str:
        self._plan.update(repr(sorted(planner.settled.items(), key=str)).encode())
        return self._plan.hexdigest()

    def _show(self, steps: list[Step]) -> None:
        for step in steps:
            if step.outcome in (CREATED, UPDATED) and len(self.differences) < SHOWN_DIFFERENCES:
                self.differences.append(
                    {"line": step.line, "id": step.place_id, "outcome": step.outcome, "changes": step.changes}
                )


def _slug(source: str) -> str:
    return slugify(source)[:80] or "sans-nom"


def _recognised(reading: Reading) -> tuple[recipes.Recipe, Reading]:
    """The recipe this file's headers call for; JSON names its columns in each record, so the first one is looked at."""
    names = reading.headers
    if not names:
        first = next(reading.records, None)
        names = tuple(first.cells) if first else ()
        reading = Reading(reading.kind, chain([first] if first else [], reading.records), (), reading.header_line)
    return recipes.recognise(names, queries.own_recipes()), reading


def _plan(reading: Reading, recipe: recipes.Recipe, planner: Planner, ledger: _Ledger, progress: Progress) -> None:
    today = timezone.localdate()
    first = next(reading.records, None)
    records = chain([first] if first else [], reading.records)
    names = reading.headers or (tuple(first.cells) if first else ())
    checker = Checker(recipe, today=today, communes=queries.centres(), tolerant=bool({*OLD_HEADERS} & {*names}))
    planner.issues += _about_headers(reading, checker)
    for steps in planner.steps(_counted(map(checker.check, records), progress)):
        ledger.take(steps)


def _counted(rows: Iterator[Checked], progress: Progress) -> Iterator[Checked]:
    for count, row in enumerate(rows, start=1):
        if count % 500 == 0:
            progress(count)
        yield row


def _about_headers(reading: Reading, checker: Checker) -> list[Issue]:
    """What the header itself calls for, said once and not for each row."""
    if not reading.headers:
        return []
    targets = {header: checker.target(header) for header in reading.headers}
    unknown = [
        Issue(reading.header_line, header, "", "Colonne non reconnue : gardée telle quelle, mais pas lue.")
        for header, target in targets.items()
        if target is None and not header.startswith("(")
    ]
    given = {*targets.values(), *checker.recipe.constants}
    given |= {"latitude", "longitude"} if "position" in given else set()
    absent = [column for column in ("nom", *EXPECTED) if column not in given]
    return unknown + [
        Issue(reading.header_line, column, "", "Cette colonne manque dans le fichier.") for column in absent
    ]


def _settle_hosts(planner: Planner) -> None:
    """`hosted_at` names a place of the base or of this file; anything else is told and left blank."""
    wanted = {host for _line, host in planner.hosts.values()}
    missing = queries.missing_places(wanted) if wanted else set()
    for place, (line, host) in planner.hosts.items():
        found = host if host not in missing or host in planner.assigned else planner.adopted.get(host)
        if found is None or found == place:
            reason = "Lieu d'accueil inconnu : son identifiant n'est ni dans la base ni dans le fichier."
            planner.issues.append(Issue(line, "local_hosted_at", host, reason))
            found = None
        planner.settled[place] = found


def _unspooled(spool: IO[bytes]) -> Iterator[list[Step]]:
    spool.seek(0)
    while True:
        try:
            yield pickle.load(spool)
        except EOFError:
            return


@transaction.atomic
def _apply(order: Order, planner: Planner, chunks: Iterator[list[Step]], seen: int, report: Report, then) -> Batch:
    """One short transaction; nothing at all is left if it is interrupted."""
    revision = seen
    if planner.counts[CREATED] or planner.counts[UPDATED] or planner.gone or report.proposed:
        revision = Revision.advance(PLACES)
        if revision != seen + 1:
            raise _Stale
    if planner.source.pk is None:
        planner.source.save()
    batch = _batch(order, planner, report)
    for steps in chunks:
        write(steps, batch=batch, revision=revision, hosts=planner.settled)
    _keep_issues(batch, report.issues)
    moved = planner.drift.told(report.gone)
    tell("imported", batch, by=order.by, source=planner.source.slug, **_told(report), drift=moved)
    then(batch)
    return batch


def _batch(order: Order, planner: Planner, report: Report) -> Batch:
    with order.path.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    return Batch.objects.create(
        source=planner.source,
        file_name=(order.name or order.path.name)[:300],
        file_digest=digest,
        recipe=report.recipe[:80],
        date=order.date,
        by=order.by,
        read=report.read,
        proposed=report.proposed,
        complete=order.complete,
        gone=report.gone,
        **{name: planner.counts[name] for name in OUTCOMES},
    )


def _told(report: Report) -> dict[str, int]:
    return {"read": report.read, **report.counts, "proposed": report.proposed, "gone": report.gone}


def _keep_issues(batch: Batch, issues: list[Issue]) -> None:
    StoredIssue.objects.bulk_create(
        (
            StoredIssue(
                batch=batch,
                line=one.line,
                column=one.column[:100],
                value=one.value,
                reason=one.reason,
                rejects=one.rejects,
            )
            for one in issues
        ),
        batch_size=500,
    )
