""" "Je préfère…": what one may wish, as pictures to touch; each is one parameter of the address (see enquiry.py)."""

from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext_lazy

from maillage.orientation.asked import Asked
from maillage.orientation.enquiry import LEVEL_CODES
from maillage.orientation.level.words import REASONS
from maillage.places import presenting


class Wish(NamedTuple):
    name: str
    value: str
    picto: str
    label: str


@dataclass(frozen=True)
class Shown:
    """A wish on a screen: `url` is the list with it, or without it when it is there."""

    picto: str
    label: str
    url: str
    on: bool


WISHES = (
    Wish("minutes", "15", "marcher", gettext_lazy("Près : 15 min à pied")),
    Wish("gratuit", "1", "euro", gettext_lazy("Gratuit")),
    Wish("confiance", "premier-contact", "sourire", gettext_lazy("C'est ma première fois")),
    Wish("langue", "ar", "langue", gettext_lazy("On parle arabe")),
    Wish("lecture", "peu", "lire-non", gettext_lazy("Je lis peu")),
    Wish("quand", "maintenant", "horloge", gettext_lazy("Ouvert maintenant")),
    Wish("quand", "samedi", "samedi", gettext_lazy("Ouvert le samedi")),
    Wish("quand", "soir", "soir", gettext_lazy("Ouvert le soir")),
    Wish("acces", "fauteuil", "fauteuil", gettext_lazy("Fauteuil roulant")),
    Wish("acces", "surdite", "entendre", gettext_lazy("J'entends mal")),
    Wish("acces", "vue", "voir", gettext_lazy("Je vois mal")),
    Wish("acces", "mental", "tete", gettext_lazy("J'ai besoin d'aide pour comprendre")),
    Wish("acces", "domicile", "maison", gettext_lazy("Je ne peux pas sortir")),
)
# Found by the level check, or written by a professional: shown and taken away, not offered
LEVELS = tuple(Wish("level", code, "apprendre", REASONS["level", level]) for code, level in LEVEL_CODES.items())
OF_ARABIC = ("fr", "ar")  # the list has Arabic already; another language of the page is offered too


def offered(asked: Asked, language: str) -> list[Shown]:
    """What is chosen besides, then all that may be wished, the person's own language among them."""
    own = [] if language in OF_ARABIC else [_spoken(language)]
    wishes = [*WISHES[:3], *own, *WISHES[3:]]
    listed = {wish[:2] for wish in wishes}
    besides = [wish for wish in _unlisted(asked) if wish[:2] not in listed and asked.wants(*wish[:2])]
    return [_shown(asked, wish) for wish in (*besides, *wishes) if wish.name != "minutes" or _somewhere(asked)]


def chosen(asked: Asked) -> list[Shown]:
    """What is wished now, each to be taken away."""
    return [_shown(asked, wish) for wish in (*_unlisted(asked), *WISHES) if asked.wants(*wish[:2])]


def _unlisted(asked: Asked) -> list[Wish]:
    return [*LEVELS, *(_spoken(code) for code in asked.person.languages if code != "ar")]


def _shown(asked: Asked, wish: Wish) -> Shown:
    return Shown(wish.picto, str(wish.label), asked.switched(wish.name, wish.value), asked.wants(wish.name, wish.value))


def _spoken(code: str) -> Wish:
    return Wish("langue", code, "langue", gettext_lazy("On parle %(language)s") % {
        "language": presenting.language_name(code)
    })  # fmt: skip


def _somewhere(asked: Asked) -> bool:
    return any(asked.get(name) for name in ("zone", "near", "adresse"))
