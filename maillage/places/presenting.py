"""Times, dates, phones and distances as people say them. Takes values, returns words; no database."""

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple
from urllib.parse import quote

from babel import Locale, UnknownLocaleError
from django.utils import formats
from django.utils.translation import get_language, gettext, gettext_lazy, ngettext

from maillage.core import speaking
from maillage.core.points import Point, walking_minutes
from maillage.places import hours
from maillage.places.enums import LifeCycle, Service

FRESH_DAYS = 183  # older than that, an information is "à vérifier"
WALKABLE_MINUTES = 60  # beyond, kilometres say more than minutes


def clock(at: time | datetime) -> str:
    """17 h, 13 h 30, minuit."""
    if (at.hour, at.minute) == (0, 0):
        return gettext("minuit")
    if at.minute:
        return gettext("%(hour)d h %(minute)02d") % {"hour": at.hour, "minute": at.minute}
    return gettext("%(hour)d h") % {"hour": at.hour}


def day_name(day: date, today: date) -> str:
    """aujourd'hui, demain, mardi, then mardi 12 mai."""
    ahead = (day - today).days
    if ahead == 0:
        return gettext("aujourd'hui")
    if ahead == 1:
        return gettext("demain")
    if 1 < ahead < 7:
        return speaking.said(day, "weekday")
    return speaking.said(day, "day" if day.year == today.year else "day_with_year")


def moment(at: datetime, now: datetime) -> str:
    """An instant to come: 17 h (today), demain 10 h, mardi 9 h, mardi 12 mai à 9 h."""
    at, now = at.astimezone(hours.PARIS), now.astimezone(hours.PARIS)
    if at.date() == now.date() or at == midnight_after(now):
        return clock(at)
    name = day_name(at.date(), now.date())
    if (at.date() - now.date()).days < 7:
        return gettext("%(day)s %(time)s") % {"day": name, "time": clock(at)}
    return gettext("%(day)s à %(time)s") % {"day": name, "time": clock(at)}


def instant_text(text: str, now: datetime) -> str:
    """What a person chose in a date field, said back; only for texts that are instants."""
    at = datetime.fromisoformat(text)
    return moment(at.replace(tzinfo=hours.PARIS) if at.tzinfo is None else at, now)


def midnight_after(now: datetime) -> datetime:
    return datetime.combine(now.date() + timedelta(days=1), time(), hours.PARIS)


class OpenLine(NamedTuple):
    """`state` is "open", "shut" or "unknown"; `word` stands out, `rest` follows it: "Ouvert" + " jusqu'à 17 h"."""

    state: str
    word: str
    rest: str = ""

    def __str__(self) -> str:
        return self.word + self.rest


def open_line(horaires: str, now: datetime, life_cycle: str = LifeCycle.OPEN) -> OpenLine:
    """Ouvert jusqu'à 17 h · Fermé, ouvre mardi 9 h · Horaires non renseignés."""
    if life_cycle != LifeCycle.OPEN:
        return _not_running(life_cycle)
    if not horaires:
        return OpenLine("unknown", gettext("Horaires non renseignés"))
    return _line_at(horaires, hours.minute(now), get_language() or "fr")


def _not_running(life_cycle: str) -> OpenLine:
    if life_cycle == LifeCycle.PLANNED:
        return OpenLine("shut", gettext("Pas encore ouvert"))
    if life_cycle == LifeCycle.PAUSED:
        return OpenLine("shut", gettext("Fermé temporairement"))
    return OpenLine("shut", gettext("Fermé définitivement"))


@lru_cache(maxsize=20_000)
def _line_at(horaires: str, now: datetime, language: str) -> OpenLine:
    state = hours.state(horaires, now)
    if state.open:
        return _open_until(state.until, now)
    if state.open is None:
        return _unsure(horaires, now)
    opening, why = hours.next_opening(horaires, now), because("", hours.comment(horaires, now))
    if opening is None:
        return OpenLine("shut", gettext("Fermé"), why)
    rest = why + gettext(", ouvre %(when)s") % {"when": moment(opening.at, now)}
    return OpenLine("shut", gettext("Fermé"), because(rest, opening.comment))


def _open_until(until: datetime | None, now: datetime) -> OpenLine:
    if until is None:
        return OpenLine("open", gettext("Ouvert"), gettext(" jour et nuit"))
    return OpenLine("open", gettext("Ouvert"), gettext(" jusqu'à %(when)s") % {"when": moment(until, now)})


def _unsure(horaires: str, now: datetime) -> OpenLine:
    """Hours nobody can read, or a comment that promises nothing: "sur rendez-vous"."""
    comment = hours.comment(horaires, now)
    if comment:
        return OpenLine("unknown", said_comment(comment[:1].upper() + comment[1:]))
    if hours.is_silent_holiday(horaires, now):
        holiday = gettext("jour férié : %(name)s") % {"name": holiday_name(hours.local(now).date())}
        return OpenLine("unknown", gettext("Horaires à vérifier"), f" ({holiday})")
    return OpenLine("unknown", gettext("Horaires à vérifier"))


def ranges(day: hours.Day) -> str:
    """10 h – 12 h, 13 h 30 – 17 h; a comment follows its range: 9 h – 12 h (sur rendez-vous)."""
    return speaking.comma().join(each_range(day))


def each_range(day: hours.Day) -> list[str]:
    """The same one by one, so that a page may keep each on its line; never empty."""
    spoken = [_range(start, end) for start, end in day.ranges]
    spoken += [_noted(start, end, comment) for start, end, comment in day.notes]
    return spoken or [because(gettext("fermé"), day.reason)]


def because(words: str, reason: str) -> str:
    """fermé (congés)"""
    return f"{words} ({said_comment(reason)})" if reason else words


def _noted(start: time, end: time, comment: str) -> str:
    if start == end == time():
        return said_comment(comment)
    return f"{_range(start, end)} ({said_comment(comment)})"


BY_APPOINTMENT = {"sur rendez-vous": gettext_lazy("sur rendez-vous"), "sur rdv": gettext_lazy("sur rendez-vous")}


def said_comment(comment: str) -> str:
    """What the place wrote beside its hours: a usual word is translated, any other stays as it came."""
    if not comment:
        return gettext("à vérifier")
    usual = BY_APPOINTMENT.get(comment.lower()) if speaking.language() != "fr" else None
    return str(usual or speaking.apart(comment))


def _range(start: time, end: time) -> str:
    if start == end == time():
        return gettext("jour et nuit")
    return speaking.left_to_right(f"{clock(start)} – {clock(end)}")


FIXED_HOLIDAYS = {
    (1, 1): gettext_lazy("jour de l'an"),
    (5, 1): gettext_lazy("fête du travail"),
    (5, 8): gettext_lazy("8 mai"),
    (7, 14): gettext_lazy("fête nationale"),
    (8, 15): gettext_lazy("Assomption"),
    (11, 1): gettext_lazy("Toussaint"),
    (11, 11): gettext_lazy("11 novembre"),
    (12, 25): gettext_lazy("Noël"),
}
THURSDAY = 3


def holiday_name(day: date) -> str:
    """The name of a French public holiday; those that move are known by their day of the week and season."""
    if (day.month, day.day) in FIXED_HOLIDAYS:
        return str(FIXED_HOLIDAYS[day.month, day.day])
    if day.weekday() == THURSDAY:
        return gettext("Ascension")
    return gettext("lundi de Pâques") if day < date(day.year, 4, 30) else gettext("lundi de Pentecôte")


def full_date(day: date) -> str:
    """12 mai 2022, 1er mai 2022."""
    text = speaking.said(day, "date")
    return text.replace("1 ", "1er ", 1) if day.day == 1 and speaking.language() == "fr" else text


def month(day: date) -> str:
    return speaking.said(day, "month")


def week_line(place, now: datetime) -> str:
    """lundi, mardi : 9 h – 12 h ; mercredi : fermé. The days of the week, for what is read later, without network."""
    if place.life_cycle != LifeCycle.OPEN or not place.horaires:
        return str(open_line(place.horaires, now, place.life_cycle))
    days = sorted(hours.week(place.horaires, now.date()), key=lambda day: day.date.weekday())
    said = [(formats.date_format(day.date, "l"), ranges(day)) for day in days]
    groups = [(text, [name for name, _ in group]) for text, group in groupby(said, key=lambda pair: pair[1])]
    colon = "\u00a0: " if speaking.language() == "fr" else ": "
    return " ; ".join(f"{_days(names)}{colon}{text}" for text, names in groups)


def _days(names: list[str]) -> str:
    """lundi; lundi, mardi; lundi – vendredi."""
    return speaking.comma().join(names) if len(names) < 3 else f"{names[0]} – {names[-1]}"


class Stamp(NamedTuple):
    fresh: bool
    text: str

    def __str__(self) -> str:
        return self.text


def stamp(date_maj: date | None, verified_on: date | None, today: date, verified_by: str = "") -> Stamp:
    """Vérifié le 12 mai 2026 par … · Mis à jour le … · À vérifier : information de mai 2022."""
    latest = max((day for day in (date_maj, verified_on) if day), default=None)
    if latest is None:
        return Stamp(False, gettext("À vérifier : date de l'information non renseignée"))
    if (today - latest).days > FRESH_DAYS:
        return Stamp(False, gettext("À vérifier : information de %(month)s") % {"month": month(latest)})
    if verified_on != latest:
        return Stamp(True, gettext("Mis à jour le %(date)s") % {"date": full_date(latest)})
    return Stamp(True, _verified(latest, today, verified_by))


def _verified(day: date, today: date, by: str) -> str:
    """The date stands beside "aujourd'hui": a page kept or printed stays true."""
    told = {"date": full_date(day), "who": speaking.apart(by)}
    if day == today and by:
        return gettext("Vérifié aujourd'hui, %(date)s, par %(who)s") % told
    if day == today:
        return gettext("Vérifié aujourd'hui, %(date)s") % told
    return (gettext("Vérifié le %(date)s par %(who)s") if by else gettext("Vérifié le %(date)s")) % told


def phone(text: str) -> str:
    """03 20 33 45 00, with no-break spaces; a number from elsewhere stays as it is."""
    digits = _national_digits(text)
    return "\u00a0".join(digits[at : at + 2] for at in range(0, 10, 2)) if len(digits) == 10 else text


def phone_link(text: str) -> str:
    digits = _national_digits(text)
    kept = "+33" + digits[1:] if len(digits) == 10 else "".join(c for c in text if c.isdigit() or c == "+")
    return f"tel:{kept}"


def _national_digits(text: str) -> str:
    digits = "".join(c for c in text if c.isdigit())
    return "0" + digits[2:] if digits.startswith("33") and len(digits) == 11 else digits


def web_link(text: str) -> str:
    """An address a browser may follow; "" for anything else (javascript:, a sentence)."""
    text = text.strip()
    if text.lower().startswith(("http://", "https://")):
        return text
    return f"https://{text}" if re.fullmatch(r"[\w.-]+\.[a-z]{2,}(/\S*)?", text, re.IGNORECASE) else ""


def route_link(point: Point | None, address: str) -> str:
    """OpenStreetMap's route to a position, or its search for an address."""
    if point:
        return f"https://www.openstreetmap.org/directions?to={point.latitude:.5f}%2C{point.longitude:.5f}"
    return f"https://www.openstreetmap.org/search?query={quote(address)}" if address else ""


def number(value) -> str:
    """2, 2,5: no useless zero."""
    return formats.number_format(int(value) if value == int(value) else value)


def since(text: str) -> str:
    """2021, 2021-10 or 2021-10-15, as one says it."""
    try:
        if len(text) == 7:
            return month(date.fromisoformat(f"{text}-01"))
        return full_date(date.fromisoformat(text)) if len(text) == 10 else text
    except ValueError:
        return text


def walk(km: float) -> str:
    """6 min à pied; 4,2 km when nobody would walk. An estimate: straight line × 1.3 at 4 km/h."""
    minutes = walking_minutes(km)
    if minutes <= WALKABLE_MINUTES:
        return gettext("%(minutes)d min à pied") % {"minutes": minutes}
    return gettext("%(km)s km") % {"km": formats.number_format(km, 1 if km < 10 else 0)}


SHORT_SERVICES = {
    Service.DEMARCHES: gettext_lazy("Démarches en ligne"),
    Service.QUOTIDIEN: gettext_lazy("Apprendre les bases"),
    Service.INSERTION: gettext_lazy("Chercher un emploi"),
    Service.SECURITE: gettext_lazy("Sécurité en ligne"),
    Service.PARENTALITE: gettext_lazy("Parents et école"),
    Service.LOISIRS: gettext_lazy("Loisirs et création"),
    Service.COMPREHENSION: gettext_lazy("Comprendre le numérique"),
    Service.ACCES: gettext_lazy("Ordinateur et internet"),
    Service.ACQUISITION: gettext_lazy("Matériel à petit prix"),
}


def short_service(service: str) -> str:
    """A service in two or three words, for cards."""
    return str(SHORT_SERVICES.get(service, service))


def address(place) -> str:
    """173 rue de l'Épeule, 59100 Roubaix; what is missing is left out."""
    town = " ".join(part for part in (place.code_postal, place.commune) if part)
    return ", ".join(part for part in (place.adresse, place.complement_adresse, town) if part)


def language_name(code: str, language: str | None = None) -> str:
    """The code "ar" is arabe, in the reader's language."""
    return _language_name(code, language or get_language() or "fr")


@lru_cache(maxsize=2_000)
def _language_name(code: str, language: str) -> str:
    try:
        return Locale.parse(language).languages.get(code.lower(), code)
    except (ValueError, UnknownLocaleError):
        return code


def term(choices, value: str) -> str:
    """A term of a closed list as people read it; any other word as it came."""
    return str(choices(value).label) if value in choices.values else speaking.apart(value)


def joined(words: list[str]) -> str:
    """a, b et c."""
    if len(words) < 2:
        return "".join(words)
    return gettext("%(first)s et %(last)s") % {"first": speaking.comma().join(words[:-1]), "last": words[-1]}


def how_many(total: int) -> str:
    """342 lieux; Aucun lieu."""
    if total == 0:
        return gettext("Aucun lieu")
    return ngettext("%(count)s lieu", "%(count)s lieux", total) % {
        "count": formats.number_format(total, use_l10n=True, force_grouping=True)
    }
