"""A moment, a place and a ticket as people read them; no database."""

from datetime import datetime
from typing import NamedTuple

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.appointments.enums import BookedBy, PracticeKind
from maillage.appointments.recurrence import PARIS
from maillage.core import speaking
from maillage.core.languages import direction
from maillage.places import presenting

PICTOGRAMS = {
    BookedBy.SELF: "seul",
    BookedBy.RELATIVE: "personnes",
    BookedBy.NEIGHBOUR: "maison",
    BookedBy.PROFESSIONAL: "aide",
    BookedBy.VISITOR: "accompagne",
}


class When(NamedTuple):
    """Mardi 24 novembre; 9 h 30 – 10 h."""

    day: str
    hours: str


class Chosen(NamedTuple):
    """What is booked, and when."""

    title: str
    whens: list[When]


class Told(NamedTuple):
    """The lines of a ticket in one language."""

    language: str
    direction: str
    title: str
    when: list[When]
    words: dict[str, str]


def when(start: datetime, end: datetime, now: datetime) -> When:
    start, end = start.astimezone(PARIS), end.astimezone(PARIS)
    return When(day(start, now), hours(start, end))


def day(at: datetime, now: datetime) -> str:
    """Demain, mardi 24 novembre: near days have a name, and their date as well."""
    at, now = at.astimezone(PARIS), now.astimezone(PARIS)
    part = "day" if at.year == now.year else "day_with_year"
    dated = speaking.said(at.date(), part)
    if 0 <= (at.date() - now.date()).days <= 1:
        dated = f"{presenting.day_name(at.date(), now.date())}{speaking.comma()}{dated}"
    return speaking.capitalised(dated)


def dated(at: datetime) -> str:
    """For paper, which is read later: mardi 24 novembre 2026."""
    return speaking.capitalised(speaking.said(at.astimezone(PARIS).date(), "day_with_year"))


def hours(start: datetime, end: datetime) -> str:
    start, end = start.astimezone(PARIS), end.astimezone(PARIS)
    return speaking.left_to_right(speaking.unbroken(f"{presenting.clock(start)} – {presenting.clock(end)}"))


def clock(at: datetime) -> str:
    return speaking.left_to_right(speaking.unbroken(presenting.clock(at.astimezone(PARIS))))


def limit(at: datetime, now: datetime) -> str:
    """Aujourd'hui 10 h, demain 10 h, mardi 12 mai 9 h: a deadline always says its day."""
    at, now = at.astimezone(PARIS), now.astimezone(PARIS)
    day = presenting.day_name(at.date(), now.date())
    return _("%(day)s %(time)s") % {"day": day, "time": speaking.left_to_right(presenting.clock(at))}


def kind_words(kind: str) -> str:
    return speaking.capitalised(presenting.term(PracticeKind, kind))


def code_words() -> str:
    return _("Votre code :")


def told_in(languages: list[str], title, times: list[tuple[datetime, datetime]]) -> list[Told]:
    """The same ticket in each language; `title` says it once the language is set."""
    found = []
    for code in languages:
        with translation.override(code):
            lines = [When(dated(start), hours(start, end)) for start, end in times]
            words = {"when": _("Quand"), "where": _("Où"), "what": _("Avec qui"), "code": _("Votre code")}
            found.append(Told(code, direction(code), str(title()), lines, words))
    return found


def beside_french(language: str) -> list[str]:
    """The reader's language first, French for who receives."""
    return list(dict.fromkeys([language, "fr"]))


def seats_left(seats) -> str:
    """Il reste 2 places; complet, 3 personnes attendent."""
    if seats.left:
        return ngettext("il reste %(count)d place", "il reste %(count)d places", seats.left) % {"count": seats.left}
    if not seats.waiting:
        return _("complet, liste d'attente ouverte")
    return ngettext("complet, %(count)d personne attend", "complet, %(count)d personnes attendent", seats.waiting) % {
        "count": seats.waiting
    }


def languages(codes: list[str]) -> str:
    return speaking.comma().join(presenting.language_name(code) for code in codes)
