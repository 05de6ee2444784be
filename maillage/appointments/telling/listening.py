"""A change leaves a note in the same transaction, to be looked at in a minute."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from maillage.appointments import announcing
from maillage.appointments.announcing import Verb
from maillage.appointments.enums import Audience
from maillage.appointments.models import Appointment, Registration, Told
from maillage.appointments.telling.facts import Fact, kept
from maillage.appointments.telling.subjects import fact_of

FIRST = ("booked", "forced", "registered", "waiting")
TIMES = ("moved", "rescheduled")


@announcing.listener
def note(verb: Verb, row: Appointment | Registration) -> None:
    """A companion goes where the first one goes: one message tells of both."""
    if isinstance(row, Appointment) and row.companion_of_id:
        return
    subject = {"appointment" if isinstance(row, Appointment) else "registration": row}
    due = timezone.now() + timedelta(seconds=settings.MAILLAGE_TELL_AFTER_SECONDS)
    for audience in _readers(row):
        if not Told.objects.filter(**subject, audience=audience).update(due_at=due):
            Told.objects.create(**subject, audience=audience, due_at=due, fact=kept(_known(verb, row)))


def _readers(row: Appointment | Registration) -> Iterator[Audience]:
    if row.email or row.phone:
        yield Audience.PERSON
    if isinstance(row, Appointment) and row.practice.user_id:
        yield Audience.STAFF


def _known(verb: Verb, row: Appointment | Registration) -> Fact | None:
    """What somebody knows of a booking older than these messages: that they are expected."""
    if verb in FIRST:
        return None
    fact = replace(fact_of(row), stands="expected")
    return replace(fact, meetings=()) if verb in TIMES else fact
