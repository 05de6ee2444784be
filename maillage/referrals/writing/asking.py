"""What the address of the writing page says: where to, for what, from which page. Codes only, never a word typed."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict

from maillage.orientation import pictures
from maillage.orientation.enquiry import LEVEL_CODES, Person
from maillage.places.enums import Level, Service
from maillage.referrals.enums import Origin

LONGEST = 200
ORIGINS = {
    "lieu": Origin.PLACE, "resultat": Origin.RESULT, "niveau": Origin.LEVEL, "porte": Origin.DOOR,
    "rendez-vous": Origin.APPOINTMENT,
}  # fmt: skip
NAMES = {
    "lieu": "place", "besoin": "need", "depuis": "come_from", "niveau": "level_code", "langue": "spoken",
    "quartier": "zone", "atelier": "workshop", "action": "offer", "rdv": "appointment", "etape": "step",
    "structure": "structure",
}  # fmt: skip


@dataclass(frozen=True)
class Asked:
    place: str = ""  # its slug
    need: str = ""  # a service, or the code of a picture of "Où aller ?"
    come_from: str = ""
    level_code: str = ""  # of a level check, or a level
    spoken: str = ""
    zone: str = ""
    workshop: str = ""  # its number
    offer: str = ""  # its number
    appointment: str = ""  # its number
    step: str = ""  # its number
    structure: str = ""  # slug of the one in whose name one writes

    @classmethod
    def of(cls, params: QueryDict) -> "Asked":
        known = {field: params.get(name, "").replace("\0", "")[:LONGEST] for name, field in NAMES.items()}
        return cls(**known)

    def url(self, **changed: str) -> str:
        """The same question with these parameters changed, named as in the address."""
        told = {name: getattr(self, field) for name, field in NAMES.items()} | changed
        return "?" + urlencode({name: value for name, value in told.items() if value})

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """What a form of the same page carries along."""
        return [(name, getattr(self, field)) for name, field in NAMES.items() if getattr(self, field)]

    @property
    def service(self) -> str:
        if self.need in Service.values:
            return self.need
        return next((entry.services[0] for entry in pictures.chosen((self.need,)) if entry.services), "")

    @property
    def origin(self) -> str:
        return ORIGINS.get(self.come_from, Origin.OTHER)

    @property
    def person(self) -> Person:
        """What a level check's code and the address say of who is oriented."""
        params = QueryDict(mutable=True)
        params.update({"code": self.level_code, "langue": self.spoken})
        said = Person.of(params)
        return said if said.level else said.completed(Person(level=self._level))

    @property
    def _level(self) -> str:
        return self.level_code if self.level_code in Level.values else LEVEL_CODES.get(self.level_code, "")

    def number(self, name: str) -> int:
        """0 for what is no number that a database holds."""
        text = getattr(self, name)
        return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
