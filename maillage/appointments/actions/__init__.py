"""Every write of the agenda. One verb is one transaction: lock, look again, write, tell.

Who may call a verb is asked before, in the view (network.rules). `by` is the member who acts; None is a resident, whom
the delays of the diary bind, or a place without account when it is the service that cancels. Locks are always taken in
the same order: diaries by number, then workshops.
"""

from maillage.appointments.actions.absences import Away, absent, back
from maillage.appointments.actions.attending import attend, attend_session
from maillage.appointments.actions.booking import book, book_any, book_in_a_row, book_together, force
from maillage.appointments.actions.cancelling import cancel, cancel_several, move
from maillage.appointments.actions.desk import hush_desk, say_at_desk
from maillage.appointments.actions.errors import Already, Asks, Overlaps, Taken, TooEarly, TooLate
from maillage.appointments.actions.ranges import Written, change_occurrence, change_series, open_range, stop_series
from maillage.appointments.actions.seats import (
    Registered,
    accept_offer,
    lapse_offers,
    refuse_offer,
    register,
    withdraw,
)
from maillage.appointments.actions.tickets import Booked, Person
from maillage.appointments.actions.workshops import cancel_session, cancel_workshop, change_seats, move_session

__all__ = [
    "Already", "Asks", "Away", "Booked", "Overlaps", "Person", "Registered", "Taken", "TooEarly", "TooLate", "Written",
    "absent", "accept_offer", "attend", "attend_session", "back", "book", "book_any", "book_in_a_row", "book_together",
    "cancel", "cancel_session", "cancel_several", "cancel_workshop", "change_occurrence", "change_seats",
    "change_series", "force", "hush_desk", "lapse_offers", "move", "move_session", "open_range", "refuse_offer",
    "register", "say_at_desk", "stop_series", "withdraw",
]  # fmt: skip
