"""An import undone: what it created goes, what it changed comes back, except where something else came since."""

from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from maillage.accounts.models import User
from maillage.census.models import Batch, PriorOrigin, Proposal, SourceRecord
from maillage.census.origins.holding import held_columns, held_places
from maillage.census.origins.rewriting import Stand
from maillage.census.origins.turning_back import origins_before, turn_back
from maillage.census.steps import Step
from maillage.census.writing import Hand, write_places
from maillage.core.events import tell
from maillage.core.models import Revision
from maillage.places.columns import LOCAL_ROWS
from maillage.places.enums import EventKind
from maillage.places.models import PLACES, Offer, Place, PlaceEvent

CHUNK = 400
MOST_TOLD = 500  # of what stays, by name, in the event
ROWS = {*LOCAL_ROWS}
WITHDRAWAL = Batch.Kind.WITHDRAWAL


class AlreadyUndone(Exception):
    """Somebody undid it before."""


@dataclass
class Undone:
    removed: int = 0
    restored: int = 0
    kept: list[dict] = field(default_factory=list)  # {place, nom, columns, why}

    def keep(self, place: Place, why: str, columns: list[str] | None = None) -> None:
        self.kept.append({"place": place.pk, "nom": str(place), "columns": columns or [], "why": why})


@transaction.atomic
def undo(batch: Batch, *, by: User | None = None) -> Undone:
    """Raises AlreadyUndone. What could not be undone is told in the report and in the event."""
    applied = Batch.objects.filter(pk=batch.pk, status=Batch.Status.APPLIED)
    if not applied.update(status=Batch.Status.UNDONE):
        raise AlreadyUndone
    batch.refresh_from_db()
    revision, done = Revision.advance(PLACES), Undone()
    _put_back(batch, by, revision, done)
    stay = _remove(batch, done)
    _close_proposals(batch)
    _records_back(batch, stay)
    told = {"removed": done.removed, "restored": done.restored, "kept": done.kept[:MOST_TOLD]}
    tell("undone", batch, by=by, left=len(done.kept), **told)
    return done


# -- what it changed


def _put_back(batch: Batch, by: User | None, revision: int, done: Undone) -> None:
    changed = PlaceEvent.objects.filter(batch=batch.pk).exclude(kind=EventKind.CREATED).order_by("pk")
    ids = list(dict.fromkeys(changed.values_list("place_id", flat=True)))
    for chunk in _chunks(ids):
        told: dict[str, dict] = {}
        for event in changed.filter(place_id__in=chunk):
            told.setdefault(event.place_id, {}).update(event.changes)
        stand = Stand(chunk, rows={name for changes in told.values() for name in changes} & ROWS)
        prior = dict(PriorOrigin.objects.filter(batch=batch, place_id__in=chunk).values_list("place_id", "origins"))
        held = held_columns(batch, stand.owners)
        steps = [_step(stand, place, told[pk], prior.get(pk), held, done) for pk, place in stand.places.items()]
        steps = stand.finish([step for step in steps if step])
        write_places(steps, hand=Hand(None, by.pk if by else None, batch.pk), revision=revision, hosts={})
        done.restored += len(steps)


def _step(stand: Stand, place: Place, told: dict, prior: list | None, held: dict, done: Undone) -> Step | None:
    back = turn_back(told, stand.now(place, told), held.get(place.pk, {}))
    origins = origins_before(stand.owners.get(place.pk, {}), prior or [], back.changes)
    step = stand.step(place, back.changes, origins) if back.changes else None
    for why in sorted({*back.kept.values()}):
        done.keep(place, why, [column for column, reason in back.kept.items() if reason == why])
    return step


# -- what it created


def _remove(batch: Batch, done: Undone) -> set[str]:
    """The places that stay, because something else now holds on them."""
    made = PlaceEvent.objects.filter(batch=batch.pk, kind=EventKind.CREATED)
    stay: set[str] = set()
    for chunk in _chunks(list(made.order_by("place_id").values_list("place_id", flat=True))):
        held = held_places(batch, chunk)
        for place in Place.objects.filter(pk__in=held).only("pk", "nom"):
            done.keep(place, held[place.pk])
        free = [pk for pk in chunk if pk not in held]
        Offer.objects.filter(place_id__in=free).delete()
        Place.objects.filter(pk__in=free).delete()
        done.removed += len(free)
        stay |= {*held}
    return stay


def _close_proposals(batch: Batch) -> None:
    waiting = Proposal.objects.filter(batch=batch, status=Proposal.Status.WAITING)
    waiting.update(status=Proposal.Status.OUTDATED, decided_at=timezone.now())


# -- what its source says


def _records_back(batch: Batch, stay: set[str]) -> None:
    """Each row of the source is again what it was before; the row of a place that stays keeps naming it."""
    records = SourceRecord.objects.filter(source=batch.source)
    records.filter(gone=batch).update(gone=None)
    if batch.kind == WITHDRAWAL:
        keys = list(records.order_by("key").values_list("key", flat=True).distinct())
    else:
        keys = _retire(batch, stay)
    since = _last_withdrawal(batch)
    for chunk in _chunks(keys):
        mine = records.filter(key__in=chunk)
        now = set(mine.filter(current=True).values_list("key", flat=True))
        before = mine.filter(batch__status=Batch.Status.APPLIED, batch_id__gt=since, batch_id__lt=batch.pk)
        last = before.exclude(key__in=now).values("key").annotate(last=Max("pk")).values_list("last", flat=True)
        SourceRecord.objects.filter(pk__in=list(last)).update(current=True)


def _retire(batch: Batch, stay: set[str]) -> list[str]:
    keys = []
    for pk, key, place in batch.records.filter(current=True).values_list("pk", "key", "place_id"):
        if place not in stay:
            keys.append((pk, key))
    for chunk in _chunks(keys):
        SourceRecord.objects.filter(pk__in=[pk for pk, _ in chunk]).update(current=False)
    return [key for _, key in keys]


def _last_withdrawal(batch: Batch) -> int:
    """Rows given before the source was taken away do not come back by undoing a later import."""
    taken = Batch.objects.filter(source=batch.source, kind=WITHDRAWAL, status=Batch.Status.APPLIED, pk__lt=batch.pk)
    return taken.aggregate(last=Max("pk"))["last"] or 0


def _chunks(items: list):
    return (items[start : start + CHUNK] for start in range(0, len(items), CHUNK))
