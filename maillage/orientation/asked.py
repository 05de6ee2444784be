"""The enquiry lives in the URL: what it says, and the URLs one step further."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from maillage.orientation.enquiry import PARAMETERS, Person, parameters

LONGEST_TEXT = 300
MOST_CODES = 6
SEVERAL = ("langue", "acces")  # of which one may want two
NEED, START = ("q", "besoin"), ("zone", "near", "adresse", "depart")
WISHES = PARAMETERS  # what one prefers: see enquiry.py
ANYWHERE = "indifferent"


@dataclass(frozen=True)
class Asked:
    text: str
    codes: tuple[str, ...]  # tiles, and answers to questions
    params: MultiValueDict

    @classmethod
    def of(cls, params: QueryDict) -> "Asked":
        known = {name: [clean(value) for value in params.getlist(name)] for name in (*NEED, *START, *WISHES)}
        kept = MultiValueDict({name: [value for value in values if value] for name, values in known.items()})
        codes = tuple(dict.fromkeys(kept.getlist("besoin")))[:MOST_CODES]
        return cls(kept.get("q", "") or "", codes, kept)

    @property
    def has_need(self) -> bool:
        return bool(self.text or self.codes)

    @cached_property
    def person(self) -> Person:
        return Person.of(self.params)

    @cached_property
    def wishes(self) -> list[tuple[str, str]]:
        """One by one, those that a level check's code says included."""
        return parameters(self.person) if self.get("code") else self.pairs(*WISHES)

    @property
    def has_start(self) -> bool:
        return any(self.params.get(name) for name in START)

    def get(self, name: str) -> str:
        return self.params.get(name) or ""

    def pairs(self, *names: str) -> list[tuple[str, str]]:
        """What a form carries along, or a link repeats."""
        return [(name, value) for name in names for value in self.params.getlist(name) if value]

    def url(self, *names: str, **added: str) -> str:
        """The query string that keeps these parameters and adds those."""
        return "?" + urlencode([*self.pairs(*names), *added.items()])

    def wants(self, name: str, value: str) -> bool:
        return (name, value) in self.wishes

    def switched(self, name: str, value: str) -> str:
        """The same enquiry with this wish, or without it when it is there; a code becomes what it said."""
        pairs = [*self.pairs(*NEED, *START), *self.wishes]
        kept = [pair for pair in pairs if pair != (name, value) and (name in SEVERAL or pair[0] != name)]
        return "?" + urlencode(kept if self.wants(name, value) else [*kept, (name, value)])


def clean(text: str) -> str:
    return " ".join(text.replace("\x00", " ").split())[:LONGEST_TEXT]
