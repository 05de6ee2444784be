"""Writing about structures: one transaction each, and an event that says before and after."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from maillage.accounts.models import User
from maillage.core.events import tell
from maillage.network.models import Contact, Organisation
from maillage.places.actions import plain


@transaction.atomic
def describe(organisation: Organisation, *, columns: dict[str, Any], by: User) -> bool:
    """Write the columns that differ. Saying it again confirms it: it is verified today either way."""
    before = {name: plain(getattr(organisation, name)) for name in columns}
    for name, value in columns.items():
        setattr(organisation, name, value)
    organisation.verified_on = timezone.localdate()
    organisation.save()
    after = {name: plain(getattr(organisation, name)) for name in columns}
    changes = {name: [before[name], after[name]] for name in columns if before[name] != after[name]}
    tell("described" if changes else "confirmed", organisation, by=by, changes=changes)
    return bool(changes)


@transaction.atomic
def put_contact(
    organisation: Organisation, *, columns: dict[str, Any], by: User, contact: Contact | None = None
) -> Contact:
    """Whom to call, by function. The event holds no name: it outlives the person's consent."""
    contact = contact or Contact(organisation=organisation)
    for name, value in columns.items():
        setattr(contact, name, value)
    contact.consented_on = (contact.consented_on or timezone.localdate()) if contact.person else None
    contact.save()
    tell("contact kept", organisation, by=by, contact=contact.pk, role=contact.role, public=contact.public)
    return contact


@transaction.atomic
def remove_contact(contact: Contact, *, by: User) -> None:
    """Gone for good, name included."""
    tell("contact removed", contact.organisation, by=by, contact=contact.pk, role=contact.role)
    contact.delete()
