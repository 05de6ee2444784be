"""A sheet as its bearer reads it: where it stands, what to do next. In their language; no database."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillage.appointments.booking.presenting import clock, day
from maillage.appointments.recurrence import PARIS
from maillage.core import speaking
from maillage.referrals.enums import Moment, State, Verb, Word

SAID = {
    Verb.SENT: ("message", gettext_lazy("Votre fiche est partie vers ce lieu.")),
    Verb.SAW: ("voir", gettext_lazy("Le lieu l'a lue.")),
    Verb.ACCEPTED: ("oui", gettext_lazy("Le lieu peut vous recevoir.")),
    Verb.REFUSED: ("non", gettext_lazy("Le lieu ne peut pas vous recevoir.")),
    Verb.REDIRECTED: ("orienter", gettext_lazy("Votre demande est partie vers un autre lieu.")),
    Verb.EXPECTED: ("horloge", gettext_lazy("Un rendez-vous est noté.")),
    Verb.CAME: ("marcher", gettext_lazy("Vous êtes allé au lieu.")),
    Verb.NO_SHOW: ("inconnu", gettext_lazy("Le lieu ne vous a pas vu.")),
    Verb.CLOSED: ("oui", gettext_lazy("C'est terminé.")),
}
WORDS = {Word.GOOD: "sourire", Word.FAIR: "neutre", Word.BAD: "inquiet"}
SMILED_AT = (State.CAME, State.CLOSED)
LATE = timedelta(hours=1)


class Line(NamedTuple):
    """One thing that happened."""

    pictogram: str
    words: str
    day: str


class Aim(NamedTuple):
    """What they are sent to, beyond the place."""

    title: str
    name: str
    when: str
    french: bool = False  # `when` is in the place's words


class Booked(NamedTuple):
    """What the agenda holds for this sheet; `late`: its reader cannot cancel it any more."""

    when: str
    seat: bool
    late: bool


class Next(NamedTuple):
    """What the page says first. `do` names the one main action: book, call, go, word, elsewhere, ask or nothing."""

    title: str
    says: str
    do: str


def timeline(events: Iterable, now: datetime) -> list[Line]:
    """In plain words, oldest first; what is said twice in a row is said once, the last time."""
    found: list[tuple[str, Line]] = []
    for event in events:
        if event.verb not in SAID:
            continue
        sign, words = SAID[event.verb]
        if found and found[-1][0] == event.verb:
            found.pop()
        said = " ".join(filter(None, (str(words), moment_after(event.told))))
        found.append((event.verb, Line(sign, said, past_day(event.at, now))))
    return [line for _verb, line in found]


def moment_after(told: dict) -> str:
    """What became of the moment booked, with what happened."""
    moment = told.get("moment")
    return str(Moment(moment).label) if moment in Moment.values else ""


def workshop(name: str, first: datetime | None, now: datetime) -> Aim:
    return Aim(_("Atelier"), name, moment(first, now) if first else "")


def offer(name: str, schedule: str) -> Aim:
    return Aim(_("Action"), name, schedule, french=True)


def past_day(at: datetime, now: datetime) -> str:
    at, now = at.astimezone(PARIS), now.astimezone(PARIS)
    if at.date() == now.date():
        return speaking.capitalised(_("aujourd'hui"))
    return speaking.capitalised(speaking.said(at.date(), "day" if at.year == now.year else "day_with_year"))


def moment(at: datetime, now: datetime) -> str:
    """Demain, mardi 24 novembre, 9 h 30"""
    return f"{day(at, now)}{speaking.comma()}{clock(at)}"


def ahead(at: datetime | None, now: datetime) -> str:
    """Of the moment on the sheet: to come (an hour late still comes), past, or called off."""
    if at is None:
        return "off"
    return "ahead" if at > now - LATE else "past"


def next_of(state: str, *, moment: str, smiled: bool, may_smile: bool, bookable: bool, phone: bool) -> Next:
    """`moment` is what `ahead` says."""
    reach = "book" if bookable else "call" if phone else "go"
    if state == State.EXPECTED:
        return _expected(moment, reach)
    if state in SMILED_AT:
        return _afterwards(smiled, may_smile)
    match state:
        case State.ACCEPTED:
            return Next(_("Le lieu peut vous recevoir"), _choose(reach), reach)
        case State.NO_SHOW:
            return Next(_("Le rendez-vous est passé"), _("Ce n'est pas grave. Choisissez un autre moment."), reach)
        case State.REFUSED:
            says = _("La structure qui vous envoie est prévenue. Vous pouvez aussi chercher un autre lieu.")
            return Next(_("Ce lieu ne peut pas vous recevoir"), says, "elsewhere")
        case State.REDIRECTED:
            return Next(_("Votre demande est partie ailleurs"), _("Voici le nouveau lieu."), "nothing")
    return Next(_("Le lieu va vous répondre"), _choose(reach), reach)


def _expected(moment: str, reach: str) -> Next:
    if moment == "ahead":
        return Next(_("On vous attend"), _("Venez avec ce papier."), "go")
    if moment == "past":
        return Next(_("Le rendez-vous est passé"), _("Vous n'y êtes pas allé ? Choisissez un autre moment."), reach)
    return Next(_("Le rendez-vous est annulé"), _("Choisissez un autre moment."), reach)


def _afterwards(smiled: bool, may_smile: bool) -> Next:
    other = _("Besoin d'autre chose ? Cherchez un lieu.")
    if smiled:
        return Next(_("Merci pour votre avis"), other, "elsewhere")
    if may_smile:
        return Next(_("Comment cela s'est passé ?"), _("Touchez un visage. C'est tout."), "word")
    return Next(_("Cette fiche est finie"), other, "elsewhere")


def _choose(reach: str) -> str:
    if reach == "book":
        return _("Vous pouvez déjà choisir un moment.")
    if reach == "call":
        return _("Vous pouvez appeler le lieu.")
    return _("Vous pouvez y aller.")


def wrong_pin(left: int) -> str:
    """Kindly, and the same whether or not the code exists."""
    left_words = _("Essais restants : %(count)d") % {"count": left}
    return _("Le code et le PIN ne vont pas ensemble. Regardez bien le papier.") + f" {left_words}"
