"""Who is asked about a place: its structure; without one, its e-mail address; without either, the place itself. Pure.

Works on objects with the attributes of a Place and its Organisation; reads nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Holder:
    key: str
    nom: str
    organisation: Any = None
    email: str = ""
    telephone: str = ""
    address: str = ""
    places: list = field(default_factory=list)

    @property
    def by(self) -> str:
        """How they can be reached: "courriel", else "téléphone", else "courrier"."""
        if self.email:
            return "courriel"
        return "téléphone" if self.telephone else "courrier"


def key_of(place: Any) -> str:
    if place.organisation_id:
        return f"structure:{place.organisation_id}"
    if place.courriels:
        return f"courriel:{place.courriels[0].lower()}"[:300]
    return f"lieu:{place.pk}"


def grouped(places: Iterable[Any], managers: dict[int, str] | None = None) -> list[Holder]:
    """Places by who answers for them, in the order of names. `managers`: organisation → a manager's address."""
    found: dict[str, Holder] = {}
    for place in places:
        holder = found.setdefault(key_of(place), Holder(key_of(place), place.nom, place.organisation))
        holder.places.append(place)
    for holder in found.values():
        _complete(holder, managers or {})
    return sorted(found.values(), key=lambda holder: (holder.nom, holder.key))


def _complete(holder: Holder, managers: dict[int, str]) -> None:
    """The address chosen for this, else a manager's, else the structure's, else the place's; then the phone."""
    organisation, emails, phones = holder.organisation, [], []
    if organisation:
        holder.nom = organisation.nom
        emails = [organisation.verification_email, managers.get(organisation.pk, ""), *organisation.courriels]
        phones = [organisation.telephone]
    emails += [email for place in holder.places for email in place.courriels]
    phones += [place.telephone for place in holder.places]
    holder.email = next((email for email in emails if email), "")
    holder.telephone = next((phone for phone in phones if phone), "")
    holder.address = next((_address(place) for place in holder.places if place.adresse), "")


def _address(place: Any) -> str:
    return ", ".join(part for part in (place.adresse, f"{place.code_postal} {place.commune}".strip()) if part)
