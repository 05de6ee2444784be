"""What hangs on a place and follows it into another: offers, guests, source records, what waits about it."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model, Q

from maillage.census.duplicates import owners
from maillage.census.models import ErrorReport, Proposal, SourceRecord
from maillage.places import actions as places
from maillage.places.models import Offer, Place

FOLLOWING: dict[str, type[Model]] = {"offers": Offer, "proposals": Proposal, "reports": ErrorReport}
WAITING = {"proposals": Q(status=Proposal.Status.WAITING), "reports": Q(handled_at=None), "offers": Q()}


def follow(gone: Place, kept: Place) -> dict[str, Any]:
    """Everything moves from `gone` to `kept`; what is told is enough to send it back."""
    moved: dict[str, Any] = {}
    for name, model in FOLLOWING.items():
        found = model.objects.filter(WAITING[name], place=gone)
        moved[name] = sorted(found.values_list("pk", flat=True))
        model.objects.filter(pk__in=moved[name]).update(place=kept)
    records = SourceRecord.objects.filter(place=gone)
    moved["records"] = sorted(records.values_list("pk", flat=True))
    moved["keys"] = sorted({(source, key) for source, key in records.values_list("source_id", "key")})
    records.update(place=kept)
    moved["guests"] = sorted(gone.guests.exclude(pk=kept.pk).values_list("pk", flat=True))
    _host(moved["guests"], before=gone, after=kept)
    return moved


def send_back(moved: dict[str, Any], kept: Place, gone: Place) -> None:
    """What is still at the kept place; a source's newer row about the same key goes back with it."""
    for name, model in FOLLOWING.items():
        model.objects.filter(pk__in=moved[name], place=kept).update(place=gone)
    keys = Q(pk__in=moved["records"])
    for source, key in moved["keys"]:
        keys |= Q(source=source, key=key)
    SourceRecord.objects.filter(keys, place=kept).update(place=gone)
    _host(moved["guests"], before=kept, after=gone)


def _host(guests: Iterable[str], *, before: Place, after: Place) -> None:
    for guest in Place.objects.filter(pk__in=list(guests), hosted_at=before):
        said = owners.of(guest).get("hosted_at")
        places.update(guest, columns={"hosted_at": after})
        owners.write(guest, {"hosted_at": said})
