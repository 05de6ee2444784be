"""A source taken away: what only it said goes blank, the rest falls back on who else says it. Nothing is deleted."""

from django.db import transaction
from django.utils import timezone

from maillage.accounts.models import User
from maillage.census.models import Batch, Proposal, SourceRecord
from maillage.census.origins import queries
from maillage.census.origins.falling_back import fall_back, origins_after
from maillage.census.origins.rewriting import Stand
from maillage.census.steps import Step
from maillage.census.writing import write
from maillage.core.events import tell
from maillage.core.models import Revision
from maillage.places.models import PLACES, Place, Source

CHUNK = 400


class NothingToWithdraw(Exception):
    """This source says nothing any more."""


@transaction.atomic
def withdraw(source: Source, *, by: User | None = None) -> Batch:
    """Kept as a batch, so that it can be undone. Columns a person took over stay."""
    records = SourceRecord.objects.filter(source=source, current=True)
    ids = queries.places_fed_by(source)
    if not ids and not records.exists():
        raise NothingToWithdraw
    batch = Batch.objects.create(kind=Batch.Kind.WITHDRAWAL, source=source, file_name="", file_digest="", by=by)
    revision = Revision.advance(PLACES)
    records.update(current=False)
    changed = 0
    for start in range(0, len(ids), CHUNK):
        steps = _steps(source, ids[start : start + CHUNK])
        write(steps, batch=batch, revision=revision, hosts={})
        changed += len(steps)
    waiting = Proposal.objects.filter(source=source, status=Proposal.Status.WAITING)
    waiting.update(status=Proposal.Status.OUTDATED, decided_at=timezone.now())
    tell("withdrawn", batch, by=by, source=source.slug, places=changed)
    return batch


def _steps(source: Source, ids: list[str]) -> list[Step]:
    stand, said = Stand(ids), queries.said_by_place(ids, without=source)
    steps = [_step(source, stand, place, said.get(pk, [])) for pk, place in stand.places.items()]
    return stand.finish([step for step in steps if step])


def _step(source: Source, stand: Stand, place: Place, others: list[queries.Said]) -> Step | None:
    owners = stand.owners.get(place.pk, {})
    mine = [name for owner, names in owners.items() if owner.source == source.pk and owner.by is None for name in names]
    found = fall_back(mine, [(one.source_id, one.day, one.columns) for one in others])
    now = stand.now(place, found)
    wanted = {name: value if value is not None else stand.blank(name) for name, (value, _) in found.items()}
    changes = {name: [now[name], value] for name, value in wanted.items() if now[name] != value}
    return stand.step(place, changes, origins_after(owners, found)) if found else None
