"""Everything that is about one person, found from one of their papers. Nobody is looked for by name.

A sheet leads to those it was sent on from and as, to the pathway it is a step of, to what was booked; and back.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q

from maillage.appointments.models import Appointment, Registration
from maillage.referrals.models import Held, Pathway, Referral

Sees = Callable[[Held], bool]


@dataclass(frozen=True)
class Person:
    sheets: list[Referral]
    pathways: list[Pathway]
    appointments: list[Appointment]
    registrations: list[Registration]

    def addresses(self) -> set[str]:
        """Where messages about them went."""
        rows = (*self.sheets, *self.appointments, *self.registrations)
        return {reach for row in rows for reach in (row.email, row.phone) if reach}


def everything(row: Held) -> bool:
    return True


def person_of(row: Held, sees: Sees = everything) -> Person:
    """`sees` keeps what the reader may see: all for who holds the paper, its own sheets for a structure."""
    sheets, pathways = _gathered(row)
    sheets = [one for one in sheets.values() if sees(one)]
    appointments = _booked(Appointment, [one.appointment_id for one in sheets])
    companions = list(Appointment.objects.filter(companion_of__in=appointments))
    return Person(
        sheets=sorted(sheets, key=lambda one: (one.sent_at, one.code)),
        pathways=[one for one in pathways.values() if sees(one)],
        appointments=[*appointments, *companions],
        registrations=_booked(Registration, [one.registration_id for one in sheets]),
    )


def _gathered(row: Held) -> tuple[dict, dict]:
    """From one to the next until nothing new is found."""
    sheets = {row.pk: row} if isinstance(row, Referral) else {}
    pathways = {row.pk: row} if isinstance(row, Pathway) else {}
    before = 0
    while len(sheets) + len(pathways) > before:
        before = len(sheets) + len(pathways)
        near = Q(redirected_from__in=sheets) | Q(redirections__in=sheets) | Q(step__pathway__in=pathways)
        linked = Referral.objects.filter(near).select_related("place", "organisation", "consent").distinct()
        sheets |= {one.pk: one for one in linked}
        pathways |= {one.pk: one for one in Pathway.objects.filter(steps__referrals__in=sheets).distinct()}
    return sheets, pathways


def _booked(model, keys: list) -> list:
    return list(model.objects.filter(pk__in=[key for key in keys if key]))
