"""Two contents under one id: a human says which counts. What is not kept is erased."""

import uuid

from django.db import transaction
from django.utils import timezone

from maillage.accounts.models import User
from maillage.core.events import tell
from maillage.surveys.collecting.actions import receive
from maillage.surveys.collecting.contents import mark
from maillage.surveys.enums import Kept, Kind, Settled
from maillage.surveys.models import Collector, Conflict, Door, Response


class AlreadySettled(Exception):
    """Somebody decided before."""


class CannotBeKept(Exception):
    """The second content is not one we can keep; the first one stays."""


@transaction.atomic
def settle(conflict: Conflict, decision: Settled, *, by: User) -> None:
    waiting = Conflict.objects.filter(pk=conflict.pk, settled="")
    if not waiting.update(settled=decision, settled_at=timezone.now(), settled_by=by, content={}):
        raise AlreadySettled
    if decision == Settled.SECOND:
        (Door if conflict.kind == Kind.DOOR else Response).objects.filter(pk=conflict.client_id).delete()
        _keep(conflict, conflict.client_id)
    elif decision == Settled.BOTH:
        _keep(conflict, uuid.uuid4())
    tell("settled", conflict, by=by, decision=decision.value)


def _keep(conflict: Conflict, id: uuid.UUID) -> None:
    item = {"id": str(id), "kind": conflict.kind, "hash": mark(conflict.content), "content": conflict.content}
    answer = receive(Collector(campaign=conflict.campaign), [item])[0]
    if answer.kept != Kept.KEPT:
        raise CannotBeKept(answer.reason)
