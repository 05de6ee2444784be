"""One place on one sheet: what, when, where, how, in French and in the person's language. Pure but for the outlines."""

from dataclasses import dataclass
from datetime import date, datetime
from math import ceil

from maillage.core.points import Point, walking_minutes
from maillage.places import presenting
from maillage.places.models import Place
from maillage.places.paper import signs, sketch, surroundings, timetable
from maillage.places.paper.vocabulary import Speech, Words

FORMATS = ("a6", "a4")
MOST_NEEDS = 2
SIGNS = ("horloge", "lieu", "telephone", "euro", "marcher", "start")
NEARBY = {"a6": 2, "a4": 4}
SKETCH_RATIO = 1.2  # width / height
LONGEST = 120  # a longer name or address is cut: it must be read from the paper


@dataclass(frozen=True)
class Ticket:
    place: Place
    speech: Speech
    now: datetime
    url: str
    format: str = "a6"
    start: Point | None = None
    needs: tuple[str, ...] = ()

    def data(self) -> dict:
        place, speech = self.place, self.speech
        return {
            "title": cut(place.nom),
            "lang": speech.own.language,
            "format": self.format,
            "signs": {name: signs.pictogram(name) for name in SIGNS},
            "needs": self._needs(),
            "when": {"label": speech.say("when"), "value": self._when()},
            "where": {"lines": address_lines(place), "unknown": speech.say("address_unknown"), "walk": self._walk()},
            "phone": {"number": phone(place), "unknown": speech.say("phone_unknown")},
            "facts": [
                speech.say(term) for term in (*place.frais_a_charge, *place.modalites_acces) if speech.own.knows(term)
            ],
            "week": self._week(),
            "sketch": self._sketch(),
            "qr": qr(self.url, "scan", speech),
            "bring": speech.say("bring"),
            "stamp": stamp(place, speech, self.now.date()),
            "printed": speech.each(lambda one: one.say("printed", date=one.date("date_with_year", self.now.date()))),
        }

    def _needs(self) -> list[dict]:
        """What the person came for; else what the place does."""
        asked = [signs.need_of(code) for code in self.needs]
        named = [need for need in asked if need] or [signs.need_of(code) for code in self.place.services]
        kept = [need for need in dict.fromkeys(named) if need][:MOST_NEEDS] or [(signs.ANY_HELP, "help")]
        return [{"sign": signs.pictogram(sign), "words": self.speech.say(words)} for sign, words in kept]

    def _when(self) -> list[str]:
        visit = timetable.next_visit(self.place.horaires, self.place.life_cycle, self.now)
        return self.speech.each(lambda one: with_advice(timetable.visit_text(visit, one), visit, self.place, one))

    def _week(self) -> dict | None:
        if self.place.life_cycle in timetable.NOT_RUNNING:
            return None
        lines = timetable.coming_week(self.place.horaires, self.now.date(), self.speech.languages)
        return {"label": self.speech.say("hours"), "days": [line._asdict() for line in lines]} if lines else None

    def _walk(self) -> list[str] | None:
        if not self.start or not self.place.point:
            return None
        return walk(self.start.km_to(self.place.point), self.speech)

    def _sketch(self) -> dict | None:
        point = self.place.point
        if point is None:
            return None
        around = surroundings.nearby(self.place, NEARBY[self.format])
        start = self.start if self.start and self._walkable() else None
        outlines = surroundings.outlines()
        drawing = sketch.draw(point, [one.point for one in around], start, outlines, SKETCH_RATIO)
        zone = surroundings.zone_name(point, outlines)
        return {
            "svg": drawing.svg,
            "alt": self.speech.own.say("sketch_alt", zone=zone or self.place.commune, metres=drawing.metres),
            "caption": self.speech.say("sketch"),
            "zone": zone,
            "start": self.speech.say("sketch_start") if start else None,
            "around": [cut(around[at].nom, 50) for at in drawing.shown],
        }

    def _walkable(self) -> bool:
        return walking_minutes(self.start.km_to(self.place.point)) <= presenting.WALKABLE_MINUTES


def with_advice(text: str, visit: timetable.Visit, place: Place, words: Words) -> str:
    """Hours nobody is sure of: phone first, when there is a number."""
    unsure = visit.problem in {"hours_unknown", "hours_to_check", "no_opening"}
    return f"{text}. {words.say('call_first')}." if unsure and place.telephone else text


def walk(km: float, speech: Speech) -> list[str]:
    minutes = walking_minutes(km)
    if minutes <= presenting.WALKABLE_MINUTES:
        return speech.count("walk", minutes)
    rounded = round(km, 1) if km < 10 else ceil(km)
    return speech.each(lambda one: one.say("distance", km=one.number(rounded)))


def qr(url: str, caption: str, speech: Speech) -> dict:
    return {"svg": signs.code_to_scan(url), "alt": speech.own.say("qr_alt", url=url), "caption": speech.say(caption)}


def stamp(place: Place, speech: Speech, today: date) -> list[str]:
    """How old the information is, by the same rule as on screen."""
    latest = max((day for day in (place.date_maj, place.verified_on) if day), default=None)
    if latest is None:
        return speech.say("undated")
    if (today - latest).days > presenting.FRESH_DAYS:
        return speech.each(lambda one: one.say("stale", month=one.date("month", latest)))
    key = "verified" if place.verified_on == latest else "updated"
    return speech.each(lambda one: one.say(key, date=one.date("date_with_year", latest)))


def address_lines(place: Place) -> list[str]:
    town = " ".join(part for part in (place.code_postal, place.commune) if part)
    return [cut(line) for line in (place.adresse, place.complement_adresse, town) if line]


def phone(place: Place) -> str:
    """With no-break spaces: they keep the digits in order beside a right-to-left script."""
    return presenting.phone(place.telephone).replace(" ", "\N{NO-BREAK SPACE}")


def cut(text: str, most: int = LONGEST) -> str:
    words = " ".join(text.split())
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"
