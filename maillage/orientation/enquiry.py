"""Who asks: what the ranking knows of a person besides the need, and the address that says it.

The same words for the page, the API and the command (`maillage orient --level …`). All are optional; an unknown value
is set aside. Nothing here is kept anywhere but in the address.

| parameter   | values                                                      | what goes first         |
|-------------|-------------------------------------------------------------|-------------------------|
| `level`     | grand-debutant, debutant, intermediaire, autonome           | places of this level    |
| `code`      | the code of a level check                                   | all that it found       |
| `langue`    | ar, en, pt, tr, ro… (repeat for several)                    | who speaks one of them  |
| `acces`     | fauteuil, surdite, vue, mental, domicile, distance (repeat) | who welcomes so, comes  |
| `confiance` | premier-contact                                             | first steps, one to one |
| `lecture`   | peu                                                         | who writes and explains |
| `minutes`   | 5 to 60: on foot at most                                    | what is within          |
| `gratuit`   | 1                                                           | what is free            |
| `quand`     | maintenant, samedi, soir (`ouvert` is the same)             | what is open then       |
"""

from dataclasses import dataclass, fields, replace

from django.http import QueryDict

from maillage.orientation.level import codes
from maillage.orientation.level.barriers import Barrier
from maillage.orientation.level.planning import LEVELS, plan

PARAMETERS = ("level", "code", "langue", "acces", "confiance", "lecture", "minutes", "gratuit", "quand", "ouvert")
LEVEL_CODES = {
    "grand-debutant": "grand débutant", "debutant": "débutant", "intermediaire": "intermédiaire",
    "autonome": "autonome",
}  # fmt: skip
ACCESS = {
    "fauteuil": "Handicaps moteurs", "surdite": "Surdité", "vue": "Déficience visuelle", "mental": "Handicaps mentaux",
}  # fmt: skip
MOBILITY = ("domicile", "distance")
WHEN = ("maintenant", "samedi", "soir")
FIRST_CONTACT, LITTLE = "premier-contact", "peu"
LEAST_MINUTES, MOST_MINUTES = 5, 60
MOST_LANGUAGES = 4
LITTLE_READING = "Illettrisme"


@dataclass(frozen=True)
class Person:
    """Only what helps to choose a place; empty means not said."""

    level: str = ""
    languages: tuple[str, ...] = ()
    access: tuple[str, ...] = ()  # terms of prise_en_charge_specifique
    mobility: str = ""  # "domicile": somebody must come; "distance": help by telephone will do
    fear: bool = False
    reads_little: bool = False
    minutes: int | None = None
    free: bool = False
    open: str = ""

    @classmethod
    def of(cls, params: QueryDict) -> "Person":
        said = cls(
            level=LEVEL_CODES.get(params.get("level", ""), ""),
            languages=languages(params.getlist("langue")),
            access=tuple(dict.fromkeys(ACCESS[one] for one in params.getlist("acces") if one in ACCESS)),
            mobility=next((one for one in params.getlist("acces") if one in MOBILITY), ""),
            fear=params.get("confiance") == FIRST_CONTACT,
            reads_little=params.get("lecture") == LITTLE,
            minutes=minutes(params.get("minutes", "")),
            free=params.get("gratuit") == "1",
            open=next((when for when in (params.get("quand"), params.get("ouvert")) if when in WHEN), ""),
        )
        return said.completed(of_code(params.get("code", "")))

    def completed(self, other: "Person") -> "Person":
        """What was said here, and for the rest what another source says."""
        missing = {field.name: getattr(other, field.name) for field in fields(self) if not getattr(self, field.name)}
        return replace(self, **missing)


def parameters(person: Person) -> list[tuple[str, str]]:
    """The words of the address that say the same, a code left aside."""
    levels = [code for code, level in LEVEL_CODES.items() if level == person.level]
    codes_of = {need: code for code, need in ACCESS.items()}
    access = [codes_of[need] for need in person.access if need in codes_of]
    said = {
        "level": levels,
        "langue": person.languages,
        "acces": [*access, person.mobility],
        "confiance": [FIRST_CONTACT if person.fear else ""],
        "lecture": [LITTLE if person.reads_little else ""],
        "minutes": [str(person.minutes or "")],
        "gratuit": ["1" if person.free else ""],
        "quand": [person.open],
    }
    return [(name, value) for name, values in said.items() for value in values if value]


def languages(values) -> tuple[str, ...]:
    known = (value.strip().lower() for value in values)
    return tuple(dict.fromkeys(one for one in known if one.isascii() and one.isalpha() and 2 <= len(one) <= 3))[
        :MOST_LANGUAGES
    ]


def minutes(value: str) -> int | None:
    if not (value.isascii() and value.isdigit()):
        return None
    return min(MOST_MINUTES, max(LEAST_MINUTES, int(value[:4])))


def of_code(code: str) -> Person:
    """What a level check found that matters for a place; a code nobody can read says nothing."""
    try:
        sitting = codes.decode(code) if code else None
    except codes.Damaged:
        sitting = None
    if sitting is None or not sitting.finished:
        return Person()
    found = plan(sitting.counted())
    return Person(
        level=LEVELS[found.score.profile],
        languages=found.asks.get("languages", ()),
        access=found.access,
        mobility=found.mobility,
        fear=found.fear,
        reads_little=found.reads_little,
        minutes=found.minutes,
        free=Barrier.MONEY in found.barriers,
        open=found.moments[0] if found.moments in (("samedi",), ("soir",)) else "",
    )
