"""What a place may answer now, in its words. No request, no database."""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from maillage.network.enums import SupportManner
from maillage.referrals import lifecycle
from maillage.referrals.enums import Autonomy, Outcome, State, Verb, Who

ACCEPT, REFUSE, EXPECT, CAME, MISSED, END, ELSEWHERE, OPEN = (
    "accepter", "refuser", "moment", "venue", "absente", "fin", "ailleurs", "ouvrir",
)  # fmt: skip


class Answer(NamedTuple):
    """One button: sent at once, or a page to choose on."""

    gesture: str
    words: str
    pictogram: str
    asks: bool


ANSWERS = {
    Verb.ACCEPTED: Answer(ACCEPT, _("Oui, nous pouvons l'accueillir"), "oui", False),
    Verb.EXPECTED: Answer(EXPECT, _("Donner un moment"), "horloge", True),
    Verb.CAME: Answer(CAME, _("La personne est venue"), "marcher", False),
    Verb.NO_SHOW: Answer(MISSED, _("Elle n'est pas venue"), "inconnu", False),
    Verb.CLOSED: Answer(END, _("C'est terminé"), "oui", True),
    Verb.REDIRECTED: Answer(ELSEWHERE, _("L'envoyer vers un autre lieu"), "orienter", True),
    Verb.REFUSED: Answer(REFUSE, _("Nous ne pouvons pas l'accueillir"), "non", True),
}
AGAIN = Answer(EXPECT, _("Donner un autre moment"), "horloge", True)
FIRST = {  # what is most likely wanted in that state, the rest after
    State.SEEN: (Verb.ACCEPTED, Verb.EXPECTED, Verb.REFUSED), State.ACCEPTED: (Verb.EXPECTED, Verb.CAME),
    State.EXPECTED: (Verb.CAME, Verb.NO_SHOW), State.CAME: (Verb.CLOSED,),
    State.NO_SHOW: (Verb.EXPECTED, Verb.CAME), State.REFUSED: (Verb.REDIRECTED,),
}  # fmt: skip


def answers(state: str) -> list[Answer]:
    """All that may follow, the most likely first."""
    found = [verb for verb in lifecycle.possible(state, Who.RECEIVER) if verb in ANSWERS]
    first = FIRST.get(state, ())
    ordered = [verb for verb in first if verb in found] + [
        verb for verb in ANSWERS if verb in found and verb not in first
    ]
    said = ANSWERS | ({Verb.EXPECTED: AGAIN} if state in (State.EXPECTED, State.NO_SHOW) else {})
    return [said[verb] for verb in ordered]


TITLES = {
    State.SENT: _("Une personne vous est adressée"),
    State.SEEN: _("Pouvez-vous l'accueillir ?"),
    State.ACCEPTED: _("Vous avez dit oui"),
    State.EXPECTED: _("La personne est attendue"),
    State.CAME: _("La personne est venue"),
    State.NO_SHOW: _("La personne n'est pas venue"),
    State.REFUSED: _("Vous ne pouvez pas l'accueillir"),
    State.REDIRECTED: _("La demande est partie ailleurs"),
    State.CLOSED: _("C'est terminé"),
}

MANNERS = {  # what is done with the person comes first (P04)
    SupportManner.WITH: _("Fait avec la personne"),
    SupportManner.FOR: _("Fait à sa place"),
}
OUTCOMES = {
    Outcome.SOLVED: (_("C'est résolu"), "sourire"),
    Outcome.PARTLY: (_("En partie"), "neutre"),
    Outcome.NOT: (_("Pas résolu"), "inquiet"),
    Outcome.SENT_ON: (_("Conseillée ailleurs"), "orienter"),
}
BEFORE = {
    Autonomy.GUIDED: _("En arrivant, elle avait besoin d'être guidée"),
    Autonomy.SOMETIMES: _("En arrivant, elle avait parfois besoin d'aide"),
    Autonomy.ALONE: _("En arrivant, elle savait faire seule"),
}
AFTER = {
    Autonomy.GUIDED: _("a besoin d'être guidée"),
    Autonomy.SOMETIMES: _("a parfois besoin d'aide"),
    Autonomy.ALONE: _("sait faire seule"),
}
BETWEEN = " | "


def endings() -> list[tuple[str, list[tuple[str, str, str]]]]:
    """First tap: how it ended, done how. Grouped: [("Fait avec la personne", [(value, words, pictogram)…])…]"""
    return [
        (said, [(f"{outcome}{BETWEEN}{manner}", words, sign) for outcome, (words, sign) in OUTCOMES.items()])
        for manner, said in MANNERS.items()
    ]


def progress() -> list[tuple[str, list[tuple[str, str]]]]:
    """Second tap: what she could do before and after; nothing is chosen beforehand."""
    return [
        (said, [(f"{before}{BETWEEN}{after}", words) for after, words in AFTER.items()])
        for before, said in BEFORE.items()
    ]


def pair(text: str) -> tuple[str, str]:
    first, _, second = text.partition(BETWEEN)
    return first, second
