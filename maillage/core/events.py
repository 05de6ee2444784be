"""The log of what happened: who, when, what was done, to what."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Model

from maillage.core import security
from maillage.core.models import Event
from maillage.core.transactions import inside_transaction


@inside_transaction
def tell(verb: str, subject: Model, *, by: AbstractBaseUser | None = None, **told) -> Event:
    """`tell("opened", campaign, by=user, places=12)`, in the transaction of what it tells."""
    security.watch(verb, f"{subject._meta.label_lower} {subject.pk}", by=by, told=told)
    return Event.objects.create(
        verb=verb, subject_type=subject._meta.label_lower, subject_id=str(subject.pk), by=by, told=told
    )
