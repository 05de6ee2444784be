"""The rows of an import, in bulk; inside the caller's transaction."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django.utils import timezone

from maillage.census.comparing import Owner
from maillage.census.models import Batch, Channel, PriorOrigin, Proposal, SourceRecord
from maillage.census.planning import NEW_SOURCE
from maillage.census.steps import CREATED, GONE, Step
from maillage.network.models import Organisation
from maillage.places.actions import event_kind
from maillage.places.columns import ROW_MODELS
from maillage.places.enums import EventKind
from maillage.places.models import FieldOrigin, Offer, Place, PlaceEvent
from maillage.places.publishing import blockers

_WRITTEN = [one.name for one in Place._meta.concrete_fields if one.name not in ("id", "created_at")]


class Hand(NamedTuple):
    """In whose name places are written."""

    source: int | None = None
    by: int | None = None
    batch: int | None = None


def write(steps: list[Step], *, batch: Batch, revision: int, hosts: Mapping[str, str | None]) -> None:
    write_places(steps, hand=Hand(batch.source_id, batch.by_id, batch.pk), revision=revision, hosts=hosts)
    _remember([step for step in steps if step.values is not None and step.reassigns and step.outcome != CREATED], batch)
    _records(steps, batch)
    _proposals(steps, batch)


def write_places(steps: list[Step], *, hand: Hand, revision: int, hosts: Mapping[str, str | None]) -> None:
    """Columns, rows, origins and events of the places these steps write."""
    written = [step for step in steps if step.values is not None]
    rewritten = [step for step in written if step.outcome != CREATED]
    Place.objects.bulk_create(_place(step, revision, hosts) for step in written if step.outcome == CREATED)
    if rewritten:
        rewrite([_place(step, revision, hosts) for step in rewritten])
        FieldOrigin.objects.filter(place_id__in=[step.place_id for step in rewritten if step.reassigns]).delete()
    FieldOrigin.objects.bulk_create(
        FieldOrigin(
            place_id=step.place_id, columns=columns, source_id=_source(owner, hand), date=owner.date, by_id=owner.by
        )
        for step in written
        for owner, columns in step.origins.items()
    )
    put_rows(written)
    PlaceEvent.objects.bulk_create(_event(step, hand) for step in written)


def rewrite(places: Iterable[Place]) -> None:
    """Places that exist, all their columns; whoever calls has derived them and advanced the revision."""
    Place.objects.bulk_create(places, update_conflicts=True, unique_fields=["id"], update_fields=_WRITTEN)


def _remember(steps: Iterable[Step], batch: Batch) -> None:
    PriorOrigin.objects.bulk_create(
        PriorOrigin(batch=batch, place_id=step.place_id, origins=origins_as_json(step.prior)) for step in steps
    )


def origins_as_json(origins: Mapping[Owner, list[str]]) -> list[list]:
    return [
        [owner.source, owner.date.isoformat() if owner.date else None, owner.by, list(columns)]
        for owner, columns in origins.items()
    ]


def _source(owner: Owner, hand: Hand) -> int | None:
    """A source seen for the first time had no key yet when the plan was made."""
    return hand.source if owner.source == NEW_SOURCE else owner.source


def _place(step: Step, revision: int, hosts: Mapping[str, str | None]) -> Place:
    place = Place(**step.values)
    place.revision = revision
    if step.place_id in hosts and place.hosted_at_id != hosts[step.place_id]:
        place.hosted_at_id = hosts[step.place_id]
        place.published = place.published and not blockers(place)
    return place


def _event(step: Step, hand: Hand) -> PlaceEvent:
    kind = EventKind.CREATED if step.outcome == CREATED else event_kind(step.changes)
    return PlaceEvent(
        place_id=step.place_id,
        kind=kind,
        source_id=hand.source,
        by_id=hand.by,
        batch=hand.batch,
        changes=step.changes,
    )


def put_rows(steps: Iterable[Step]) -> None:
    """Equipment, staff, offers…: a list that arrives replaces the list that was."""
    found = [(name, step.place_id, rows) for step in steps for name, rows in step.rows.items()]
    if not found:
        return
    organisations = dict(Organisation.objects.values_list("slug", "pk"))
    for name, model in ROW_MODELS.items():
        mine = [(place, rows) for one, place, rows in found if one == name]
        model.objects.filter(place_id__in=[place for place, _ in mine]).delete()
        made = model.objects.bulk_create(_row(model, place, row, organisations) for place, rows in mine for row in rows)
        if model is Offer:
            _partners(made, [row for _, rows in mine for row in rows], organisations)


def _row(model, place: str, row: dict, organisations: Mapping[str, int]):
    values = {name: value for name, value in row.items() if name not in ("organisation", "partners")}
    if row.get("organisation"):
        values["organisation_id"] = organisations.get(row["organisation"])
    return model(place_id=place, **values)


def _partners(offers: list[Offer], rows: list[dict], organisations: Mapping[str, int]) -> None:
    through = Offer.partners.through
    through.objects.bulk_create(
        through(offer_id=offer.pk, organisation_id=organisations[slug])
        for offer, row in zip(offers, rows, strict=True)
        for slug in row.get("partners", ())
        if slug in organisations
    )


def _records(steps: list[Step], batch: Batch) -> None:
    kept = [step for step in steps if step.raw is not None]
    SourceRecord.objects.filter(pk__in=[step.replaces for step in kept if step.replaces]).update(current=False)
    SourceRecord.objects.bulk_create(
        SourceRecord(
            source_id=batch.source_id,
            key=step.key,
            digest=step.digest,
            raw=step.raw,
            said=step.said,
            line=step.line,
            batch=batch,
            place_id=step.place_id,
        )
        for step in kept
    )
    gone = [step.replaces for step in steps if step.outcome == GONE]
    if gone:
        SourceRecord.objects.filter(pk__in=gone).update(gone=batch)


def _proposals(steps: list[Step], batch: Batch) -> None:
    """What waits for a human; what waited and no longer has to."""
    settled = [pk for step in steps for pk in step.closes]
    if settled:
        waiting = Proposal.objects.filter(pk__in=settled, status=Proposal.Status.WAITING)
        waiting.update(status=Proposal.Status.OUTDATED, decided_at=timezone.now())
    Proposal.objects.bulk_create(
        Proposal(
            place_id=step.place_id,
            changes=step.proposed,
            channel=Channel.IMPORT,
            source_id=batch.source_id,
            date=step.dated,
            batch=batch,
            by_id=batch.by_id,
        )
        for step in steps
        if step.proposed
    )
