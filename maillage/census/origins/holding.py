"""What holds on places and columns since a batch wrote them."""

from collections.abc import Iterable, Iterator, Mapping

from django.db.models import SET_NULL, Model, Q

from maillage.census.comparing import Owner
from maillage.census.models import Batch, PriorOrigin, Proposal, SourceRecord, Verification
from maillage.places.columns import ROW_MODELS
from maillage.places.models import FieldOrigin, Place, PlaceEvent

_OWN = {*ROW_MODELS.values(), FieldOrigin, PlaceEvent, PriorOrigin}  # they come and go with their place


def held_columns(batch: Batch, owners: Mapping[str, Mapping[Owner, list[str]]]) -> dict[str, dict[str, str]]:
    """{place: {column: why}}: a person made the value their own, or said since that it is true."""
    found: dict[str, dict[str, str]] = {}
    for place, origins in owners.items():
        taken = [column for owner, columns in origins.items() if owner.by is not None for column in columns]
        found[place] = dict.fromkeys(taken, "repris par une personne depuis")
    told = Verification.objects.filter(place_id__in=list(owners), at__gte=batch.at)
    for place, columns in told.values_list("place_id", "columns"):
        found[place] |= dict.fromkeys(columns, "confirmé par une personne depuis")
    return found


def held_places(batch: Batch, ids: Iterable[str]) -> dict[str, str]:
    """Of the places this batch created, those that something else needs: {place: why}."""
    ids = list(ids)
    undone = Batch.objects.filter(source=batch.source, status=Batch.Status.UNDONE).values("pk")
    since = PlaceEvent.objects.filter(place_id__in=ids).filter(~Q(batch__in=undone) | Q(batch=None))
    found = dict.fromkeys(since.values_list("place_id", flat=True), "modifié depuis")
    for model, name in _relations():
        rows = model.objects.filter(**{f"{name}__in": [pk for pk in ids if pk not in found]})
        holders = _others(rows, batch, ids).values_list(f"{name}_id", flat=True)
        found |= dict.fromkeys(holders, f"lié à : {model._meta.verbose_name}")
    return found


def _relations() -> Iterator[tuple[type[Model], str]]:
    """What points to a place, but for what comes and goes with it, and what only remembers it (a visitor's opinion)."""
    for one in Place._meta.get_fields(include_hidden=True):
        if not one.auto_created or one.concrete or one.related_model in _OWN:
            continue
        if one.on_delete is not SET_NULL or one.related_model in (Place, SourceRecord):
            yield one.related_model, one.field.name


def _others(rows, batch: Batch, ids: list[str]):
    """Not what came with the batch itself."""
    if rows.model is SourceRecord:
        return rows.filter(current=True).exclude(batch=batch)
    if rows.model is Proposal:
        return rows.exclude(batch=batch)
    return rows.exclude(pk__in=ids) if rows.model is Place else rows
