"""What little is kept of who comes, and the paper they leave with."""

import secrets
from dataclasses import dataclass, field

from maillage.accounts.secrets import LETTERS, digest, new_token
from maillage.appointments.enums import BookedBy
from maillage.appointments.models import Appointment

CODE = 5  # letters said at the desk; found among a day's appointments, opens nothing by itself


@dataclass(frozen=True)
class Person:
    """What little is said of who comes. Nothing is required."""

    called: str = ""
    phone: str = ""
    email: str = ""
    language: str = "fr"
    service: str = ""
    booked_by: str = BookedBy.SELF


@dataclass(frozen=True)
class Booked:
    """`token` opens the ticket's page; it is known now and never again. `again`: the same click, twice."""

    appointment: Appointment
    token: str = field(repr=False)
    again: bool = False


def contact(person: Person) -> dict:
    """Columns of what they said; the digest lets us count what one contact has pending, and nothing else."""
    return {
        "called": person.called, "phone": person.phone, "email": person.email, "language": person.language,
        "service": person.service, "booked_by": person.booked_by, "contact_hash": contact_hash(person),
    }  # fmt: skip


def contact_hash(person: Person) -> str:
    said = person.email.strip().lower() or "".join(sign for sign in person.phone if sign.isdigit())
    return digest("contact", said) if said else ""


def own_contact(person: Person) -> str:
    """The contact of who comes themselves: a neighbour's number says nothing of where the elder is expected."""
    return contact_hash(person) if person.booked_by == BookedBy.SELF else ""


def ticket(once: str, *about: object) -> tuple[str, str]:
    """(token, its digest). The same form sent twice (`once`: its random mark) for the same thing is the same ticket."""
    token = digest("ticket", once, *map(str, about)) if once else new_token()
    return token, token_digest(token)


def token_digest(token: str) -> str:
    return digest("appointment", token)


def new_code() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(CODE))
