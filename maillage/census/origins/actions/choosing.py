"""Between sources that differ, a person decides."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from maillage.accounts.models import User
from maillage.census.comparing import TOGETHER
from maillage.census.models import Proposal, SourceRecord
from maillage.census.steps import as_column
from maillage.census.verifying.actions import trust_again
from maillage.core.events import tell
from maillage.network.models import Organisation
from maillage.places import actions as places
from maillage.places.columns import LOCAL_ROWS
from maillage.places.models import Place

NOT_TAKEN = ("offers",)  # actions have a page of their own
FOLLOWING = ("position_source", "position_precision")


class Unknown(Exception):
    """This source says nothing of this column (any more)."""


@transaction.atomic
def take_value(place: Place, column: str, *, record: SourceRecord, by: User) -> None:
    """The place says what this source says, as a human decision: later imports propose, they do not overwrite."""
    if record.place_id != place.pk or column not in record.said or column in NOT_TAKEN or not record.current:
        raise Unknown
    wanted = [one for one in (*TOGETHER, *FOLLOWING) if one in record.said] if column in TOGETHER else [column]
    _write(place, {name: record.said[name] for name in wanted}, record, by)
    trust_again(place, wanted, by=by)
    _close_satisfied(place, wanted, record, by)
    tell("chose", record, by=by, place=place.pk, columns=wanted, source=record.source.slug)


def _write(place: Place, said: dict, record: SourceRecord, by: User) -> None:
    origin = {"source": record.source, "date": timezone.localdate(), "by": by}
    columns = {name: _as_written(name, value) for name, value in said.items() if name not in LOCAL_ROWS}
    places.update(place, columns=columns, **origin)
    if rows := {name: value for name, value in said.items() if name in LOCAL_ROWS}:
        places.put_rows(place, rows=rows, **origin)
    places.set_origin(place, said, **origin)  # chosen, even where nothing changes


def _as_written(name: str, value: Any) -> Any:
    if name == "organisation":
        return Organisation.objects.filter(slug=value).first()
    if name == "hosted_at":
        return Place.objects.filter(pk=value).first()
    try:
        return as_column(name, value, {})[1]
    except (ValidationError, TypeError, ValueError) as error:
        raise Unknown from error


def _close_satisfied(place: Place, columns: list[str], record: SourceRecord, by: User) -> None:
    waiting = Proposal.objects.filter(place=place, source=record.source, status=Proposal.Status.WAITING)
    done = [one.pk for one in waiting if {*one.changes} <= {*columns}]
    told = {"status": Proposal.Status.OUTDATED, "decided_by": by, "decided_at": timezone.now()}
    Proposal.objects.filter(pk__in=done).update(**told)
