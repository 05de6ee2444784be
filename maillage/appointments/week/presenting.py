"""An occasion as people say it: "4 moments libres, le prochain à 10 h", "il reste 2 places", "venez maintenant"."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.appointments.booking.naming import SLUGS
from maillage.appointments.booking.presenting import clock, hours, kind_words, languages
from maillage.appointments.enums import DeskWord, Shape
from maillage.appointments.models import DeskSays
from maillage.appointments.queries import Occasion
from maillage.core import speaking
from maillage.places import presenting
from maillage.places.models import Place

OPEN, SHUT, PLAIN = "open", "shut", "unknown"  # classes of maillage.css
DESK_STATES = {DeskWord.COME: OPEN, DeskWord.FULL: SHUT, DeskWord.PRINTER: SHUT}
DESK_SIGNS = {DeskWord.COME: "oui", DeskWord.FULL: "non", DeskWord.PRINTER: "imprimer"}


class Line(NamedTuple):
    """One thing to know: its colour class, its sign, its words."""

    state: str
    sign: str
    text: str


class Action(NamedTuple):
    words: str
    url: str
    sign: str = "horloge"


class Card(NamedTuple):
    """One occasion on a page. `title` may hold French set apart."""

    hours: str
    title: str
    line: Line
    place: Place | None
    action: Action | None
    note: str = ""
    languages: str = ""
    gone: bool = False


def title(one: Occasion) -> str:
    return kind_words(one.kind) if one.practice else speaking.apart(one.workshop.nom)


def line(one: Occasion, now: datetime, *, full: bool = False) -> Line:
    """What one may expect of it; `full`: the desk has just said that nobody more can be received."""
    if one.cancelled:
        return Line(SHUT, "non", _("annulé : %(why)s") % {"why": why(one.why)} if one.why else _("annulé"))
    if one.shape == Shape.WALK_IN:
        return _walk_in(one, now, full)
    return _slots(one, now) if one.shape == Shape.SLOTS else _workshop(one)


def _walk_in(one: Occasion, now: datetime, full: bool) -> Line:
    if going_on(one, now):
        if full:
            return Line(SHUT, "non", DeskWord.FULL.label)
        return Line(OPEN, "marcher", _("sans rendez-vous, en ce moment"))
    return Line(OPEN, "marcher", _("sans rendez-vous"))


def _slots(one: Occasion, now: datetime) -> Line:
    if not one.free and one.start > now + timedelta(days=one.practice.horizon):
        return Line(PLAIN, "horloge", _("sur rendez-vous"))  # too far to be taken already
    if not one.free:
        return Line(SHUT, "horloge", _("sur rendez-vous : tout est pris"))
    text = ngettext(
        "%(count)d moment libre, à %(hour)s", "%(count)d moments libres, le prochain à %(hour)s", one.free
    ) % {"count": one.free, "hour": clock(one.next_free)}
    return Line(OPEN, "horloge", text)


def _workshop(one: Occasion) -> Line:
    if not one.seats_left:
        return Line(SHUT, "personnes", _("atelier complet, liste d'attente"))
    return Line(OPEN, "personnes", seats(one.seats_left))


def seats(left: int) -> str:
    return ngettext("atelier : il reste %(count)d place", "atelier : il reste %(count)d places", left) % {"count": left}


def why(reason: str) -> str:
    """What the diary says is translated; what somebody wrote stays as it came."""
    known = {"jour férié": _("jour férié"), "vacances scolaires": _("vacances scolaires"), "fermé": _("fermé")}
    return known.get(reason) or speaking.apart(reason)


def action(one: Occasion, place: Place) -> Action | None:
    """What the person does next."""
    if one.cancelled:
        return None
    if one.workshop:
        words = _("S'inscrire") if one.seats_left else _("Liste d'attente")
        return Action(words, reverse("booking:workshop", args=[one.workshop.pk]), "personnes")
    if one.shape == Shape.SLOTS and one.free:
        url = f"{reverse('booking:moments', args=[place.slug])}?avec={SLUGS[one.kind]}&du={one.day.isoformat()}"
        return Action(_("Prendre rendez-vous"), url)
    return None


def going_on(one: Occasion, now: datetime) -> bool:
    return one.start <= now < one.end


def says_full(words: list[DeskSays]) -> bool:
    return any(one.word == DeskWord.FULL for one in words)


def card(one: Occasion, place: Place, now: datetime, *, full: bool = False) -> Card:
    return Card(
        hours=hours(one.start, one.end),
        title=title(one),
        line=line(one, now, full=full),
        place=place,
        action=action(one, place),
        note=one.note,
        languages=languages([code for code in one.languages if code != "fr"]),
        gone=one.cancelled,
    )


def day_title(day: date, today: date) -> str:
    """Aujourd'hui, mardi 24 novembre."""
    dated = speaking.said(day, "day" if day.year == today.year else "day_with_year")
    if 0 <= (day - today).days <= 1:
        dated = f"{presenting.day_name(day, today)}{speaking.comma()}{dated}"
    return speaking.capitalised(dated)


def holiday(day: date, holidays: list[date]) -> str:
    return _("jour férié : %(name)s") % {"name": presenting.holiday_name(day)} if day in holidays else ""


# What the welcome desk says


def desk_line(said: DeskSays, now: datetime) -> Line:
    """Venez maintenant (jusqu'à 11 h): it goes by itself."""
    word = DeskWord(said.word)
    until = _("%(word)s (jusqu'à %(hour)s)") % {"word": word.label, "hour": clock(said.until)}
    return Line(DESK_STATES[word], DESK_SIGNS[word], until)


def desk_lines(several: list[DeskSays], now: datetime) -> list[Line]:
    return [desk_line(one, now) for one in several]


# In a line, beside a place


def soon(at: datetime, now: datetime) -> str:
    return speaking.left_to_right(speaking.unbroken(presenting.moment(at, now)))


def walk_in_line(one: Occasion, now: datetime) -> Line:
    if going_on(one, now):
        return Line(OPEN, "marcher", _("sans rendez-vous jusqu'à %(hour)s") % {"hour": clock(one.end)})
    return Line(PLAIN, "marcher", _("sans rendez-vous : %(when)s") % {"when": soon(one.start, now)})


def slot_line(one: Occasion, now: datetime) -> Line:
    return Line(PLAIN, "horloge", _("%(when)s, sur rendez-vous") % {"when": soon(one.next_free, now)})


def seats_line(one: Occasion, now: datetime) -> Line:
    text = ngettext("atelier %(when)s : il reste %(count)d place", "atelier %(when)s : il reste %(count)d places",
                    one.seats_left) % {"when": soon(one.start, now), "count": one.seats_left}  # fmt: skip
    return Line(PLAIN, "personnes", text)


def book_action(one: Occasion, place: Place, now: datetime) -> Action:
    """Prendre rendez-vous : demain 10 h."""
    words = _("Prendre rendez-vous : %(when)s") % {"when": soon(one.next_free, now)}
    return Action(words, reverse("booking:moments", args=[place.slug]))


def short_day(day: date) -> str:
    """Mar. 24: the head of a column."""
    return speaking.capitalised(f"{speaking.said(day, 'weekday')} {day.day}")
