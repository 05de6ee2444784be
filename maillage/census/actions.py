"""Importing a file of places: read, repaired and compared outside any transaction, then written in one."""

import pickle
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from hashlib import file_digest
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
from maillage.census.planning import CREATED, OUTCOMES, UPDATED, Planner, Step
from maillage.census.reading import Reading, Unreadable, open_file
from maillage.census.writing import write
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


@dataclass
class Report:
    """What an import did, or would do."""

    counts: dict[str, int]
    issues: list[Issue]
    recipe: str = ""
    differences: list[dict[str, Any]] = field(default_factory=list)
    batch: int | None = None

    @property
    def read(self) -> int:
        return sum(self.counts.values())


class _Stale(Exception):
    """Somebody wrote places between our reading and our writing."""


def import_places(
    *,
    path: Path,
    source: str,
    date: date | None = None,
    recipe: str = "",
    dry_run: bool = False,
    by: User | None = None,
    progress: Progress = lambda count: None,
) -> Report:
    """The file's places, created or updated; Unreadable or UnknownRecipe with a French sentence."""
    chosen = recipes.find(recipe) if recipe else None
    for attempt in range(1, ATTEMPTS + 1):
        try:
            return _attempt(path, source, date, chosen, dry_run, by, progress)
        except (_Stale, IntegrityError):
            if attempt == ATTEMPTS:
                raise Unreadable("D'autres personnes modifient les lieux en ce moment : relancez l'import.") from None
    raise AssertionError  # the loop returns or raises


def _attempt(path, source, date, recipe, dry_run, by, progress) -> Report:
    seen = Revision.current(PLACES)
    reading = open_file(path)
    origin = Source.objects.filter(slug=_slug(source)).first() or Source(slug=_slug(source), nom=source[:200])
    if recipe is None:
        recipe, reading = _recognised(reading)
    planner = Planner(origin, date)
    with TemporaryFile() as spool:
        differences = _plan(reading, recipe, planner, spool, progress)
        _settle_hosts(planner)
        report = Report(dict(planner.counts), planner.issues, recipe.name, differences)
        if not dry_run:
            report.batch = _apply(path, origin, date, recipe.name, by, planner, _unspooled(spool), seen, report).pk
    return report


def _slug(source: str) -> str:
    return slugify(source)[:80] or "sans-nom"


def _recognised(reading: Reading) -> tuple[recipes.Recipe, Reading]:
    """The recipe this file's headers call for; JSON names its columns in each record, so the first one is looked at."""
    names = reading.headers
    if not names:
        first = next(reading.records, None)
        names = tuple(first.cells) if first else ()
        reading = Reading(reading.kind, chain([first] if first else [], reading.records), (), reading.header_line)
    return recipes.recognise(names), reading


def _plan(
    reading: Reading, recipe: recipes.Recipe, planner: Planner, spool: IO[bytes], progress: Progress
) -> list[dict]:
    today = timezone.localdate()
    first = next(reading.records, None)
    records = chain([first] if first else [], reading.records)
    names = reading.headers or (tuple(first.cells) if first else ())
    checker = Checker(recipe, today=today, communes=queries.centres(), tolerant=bool({*OLD_HEADERS} & {*names}))
    planner.issues += _about_headers(reading, checker)
    differences: list[dict] = []
    for steps in planner.steps(_counted(map(checker.check, records), progress)):
        for step in steps:
            if step.outcome in (CREATED, UPDATED) and len(differences) < SHOWN_DIFFERENCES:
                differences.append(
                    {"line": step.line, "id": step.place_id, "outcome": step.outcome, "changes": step.changes}
                )
        pickle.dump([step for step in steps if step.raw is not None or step.values is not None], spool, protocol=5)
    return differences


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
def _apply(path, source, date, recipe, by, planner, chunks, seen, report) -> Batch:
    """One short transaction; nothing at all is left if it is interrupted."""
    revision = seen
    if planner.counts[CREATED] or planner.counts[UPDATED]:
        revision = Revision.advance(PLACES)
        if revision != seen + 1:
            raise _Stale
    if source.pk is None:
        source.save()
    with path.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    batch = Batch.objects.create(
        source=source,
        file_name=path.name[:300],
        file_digest=digest,
        recipe=recipe[:80],
        date=date,
        by=by,
        read=report.read,
        **{name: planner.counts[name] for name in OUTCOMES},
    )
    for steps in chunks:
        write(steps, batch=batch, revision=revision, hosts=planner.settled)
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
            for one in report.issues
        ),
        batch_size=500,
    )
    return batch
