"""What is personal goes: by age, or because the person asks. What is counted stays."""

from django.db import transaction
from django.utils import timezone

from maillage.appointments.models import Appointment, Grain, Registration, Told
from maillage.core import erased, outbox
from maillage.referrals import actions
from maillage.referrals.actions.erasing import blank
from maillage.referrals.actions.steps import Doer
from maillage.referrals.enums import ENDED
from maillage.referrals.models import Held, Pathway, Referral
from maillage.referrals.protecting import queries
from maillage.referrals.protecting.person import Person

CONTACTS = {"called": "", "phone": "", "email": "", "contact_hash": ""}


def blank_sheets() -> int:
    return sum(_blank(one) for one in queries.sheets_to_blank())


def blank_pathways() -> int:
    return sum(_blank(one) for one in queries.pathways_to_blank())


@transaction.atomic
def _blank(row: Held) -> bool:
    """One transaction a row: an interrupted purge goes on where it was."""
    locked = type(row).objects.select_for_update(of=("self",)).get(pk=row.pk)
    if locked.erased_at is None:
        blank(locked)
        return True
    return False


def erase_again(row: Held) -> None:
    """In a backup put back: as if it had not been there."""
    _blank(row)


@transaction.atomic
def list_erased() -> None:
    """The list beside the database holds every erased row, even when a process died before writing it there."""
    gone = [one for model in (Referral, Pathway) for one in model.objects.exclude(erased_at=None).only("pk")]
    erased.remember(*gone)


@transaction.atomic
def erase_person(person: Person, doer: Doer) -> int:
    """All that this page knows of them; how many rows. What is still open is withdrawn first."""
    for address in person.addresses():
        outbox.forget(address)
    for sheet in person.sheets:
        _end(sheet, doer)
    for row in (*person.sheets, *person.pathways):
        _blank(row)
    forget_booking(*person.appointments, *person.registrations)
    return len(person.sheets) + len(person.pathways) + len(person.appointments) + len(person.registrations)


def _end(sheet: Referral, doer: Doer) -> None:
    sheet.refresh_from_db(fields=["state"])
    if sheet.state not in ENDED:
        actions.withdraw(sheet, doer, cancel=False)


def forget_booking(*rows: Appointment | Registration) -> None:
    """As the agenda does some weeks after the day, but now."""
    now = timezone.now()
    for row in rows:
        column = "appointment" if isinstance(row, Appointment) else "registration"
        type(row).objects.filter(pk=row.pk).update(**CONTACTS, forgotten_at=now)
        Told.objects.filter(**{column: row}).delete()
        if column == "appointment":
            Grain.objects.filter(appointment=row).update(contact="")
    erased.remember(*rows)
