"""How an organisation is reached: its managers, its members, its own address, its places'; else it is called."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import NamedTuple

from maillage.core.letters import BadAddress, address
from maillage.network.enums import Role
from maillage.network.models import Contact, Membership, Organisation
from maillage.places.models import Place
from maillage.places.presenting import phone

FIRST = {Role.MANAGER: 0, Role.CONTRIBUTOR: 1}


class Reach(NamedTuple):
    email: str
    telephone: str

    @property
    def phone(self) -> str:
        """As people read it."""
        return phone(self.telephone)


def reach(organisations: Iterable[Organisation]) -> dict[int, Reach]:
    """Three queries, whatever their number."""
    rows = list(organisations)
    emails: dict[int, list[str]] = {row.pk: [] for row in rows}
    phones: dict[int, list[str]] = {row.pk: [row.telephone] for row in rows}
    for pk, email in _members(emails):
        emails[pk].append(email)
    for row in rows:
        emails[row.pk] += row.courriels
    for pk, several, number in (*_contacts(emails), *_places(emails)):
        emails[pk] += several
        phones[pk].append(number)
    for row in rows:
        emails[row.pk].append(row.verification_email)
    return {pk: Reach(_first_valid(found), next(filter(None, phones[pk]), "")) for pk, found in emails.items()}


def _members(organisations: Iterable[int]) -> list[tuple[int, str]]:
    held = Membership.objects.filter(organisation__in=organisations, role__in=FIRST, user__is_active=True)
    found = held.exclude(user__email="").order_by("pk").values_list("role", "organisation", "user__email")
    return [(pk, email) for _role, pk, email in sorted(found, key=lambda one: FIRST[one[0]])]


def _contacts(organisations: Iterable[int]) -> Iterator[tuple[int, list[str], str]]:
    found = Contact.objects.filter(organisation__in=organisations)
    for pk, email, number in found.values_list("organisation", "courriel", "telephone"):
        yield pk, [email], number


def _places(organisations: Iterable[int]) -> Iterator[tuple[int, list[str], str]]:
    found = Place.objects.filter(organisation__in=organisations).order_by("nom")
    yield from found.values_list("organisation", "courriels", "telephone")


def _first_valid(emails: Iterable[str]) -> str:
    for email in filter(None, emails):
        with suppress(BadAddress):
            return address(email)
    return ""
