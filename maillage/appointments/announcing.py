"""Who wants to know, in the same transaction, that a row of the agenda changed. The core imports none of them.

    @announcing.listener
    def tell_them(verb: str, row: Appointment | Registration) -> None: ...

A listener only writes rows (an outbox): what it raises undoes what it was told.
"""

from collections.abc import Callable
from typing import Literal

from maillage.appointments.models import Appointment, Registration
from maillage.core.transactions import inside_transaction

Row = Appointment | Registration
Verb = Literal[
    "booked", "forced", "moved", "cancelled", "attended", "restored",  # an appointment
    "registered", "waiting", "offered", "accepted", "refused", "lapsed", "withdrawn", "called off", "rescheduled",
]  # fmt: skip
Listener = Callable[[Verb, Row], object]
LISTENERS: list[Listener] = []


def listener(function: Listener) -> Listener:
    if function not in LISTENERS:
        LISTENERS.append(function)
    return function


@inside_transaction
def changed(verb: Verb, row: Row) -> None:
    for one in LISTENERS:
        one(verb, row)
