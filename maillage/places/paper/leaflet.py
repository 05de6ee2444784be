"""Several places on paper, for door-to-door and desks: address, phone, usual hours, services. Pure."""

from dataclasses import dataclass
from datetime import datetime

from maillage.places.models import Place
from maillage.places.paper import signs, ticket, timetable
from maillage.places.paper.vocabulary import Speech

FORMATS = ("a5", "a4")
MOST_PLACES = 32
MOST_SERVICES = 4  # the place's page has them all


@dataclass(frozen=True)
class Leaflet:
    places: list[Place]
    speech: Speech
    now: datetime
    url: str
    zone: str = ""
    format: str = "a5"
    more: int = 0  # places that found no room

    def data(self) -> dict:
        speech = self.speech
        heading = speech.say("leaflet")
        return {
            "title": f"{heading[0]} – {self.zone}" if self.zone else heading[0],
            "lang": speech.own.language,
            "format": self.format,
            "signs": {name: signs.pictogram(name) for name in ("horloge", "lieu", "telephone")},
            "heading": heading,
            "zone": self.zone,
            "count": speech.count("places", len(self.places) + self.more),
            "note": speech.say("french_only") if len(speech.languages) > 1 else None,
            "places": [self._entry(place) for place in self.places],
            "more": speech.count("more_places", self.more) if self.more else None,
            "qr": ticket.qr(self.url, "scan_list", speech),
            "printed": speech.each(lambda one: one.say("printed", date=one.date("date_with_year", self.now.date()))),
        }

    def _entry(self, place: Place) -> dict:
        known = [service for service in place.services if signs.need_of(service)][:MOST_SERVICES]
        return {
            "name": ticket.cut(place.nom),
            "address": ", ".join(ticket.address_lines(place)),
            "no_address": self.speech.say("address_unknown"),
            "phone": ticket.phone(place),
            "no_phone": self.speech.say("phone_unknown"),
            "hours": self.speech.each(lambda one: self._hours(place, one)),
            "services": [
                {"sign": signs.pictogram(signs.need_of(one)[0]), "words": self.speech.say(one)} for one in known
            ],
        }

    def _hours(self, place: Place, words) -> list[str]:
        return timetable.usual_hours(place.horaires, place.life_cycle, self.now.date(), words)


def press_list(places: list[Place], zone: str, more: int, now: datetime) -> str:
    """The same in French as plain text, ready to paste."""
    speech = Speech("fr")
    french = speech.own
    title = f"{french.say('leaflet')} – {zone}" if zone else french.say("leaflet")
    printed = french.date("date_with_year", now.date())
    entries = [_press_entry(place, now, speech) for place in places]
    counted = french.count("places", len(places) + more)
    shown = f" ({len(places)} ci-dessous)" if more else ""
    return "\n\n".join([f"{title}\n{counted}{shown}, {printed}", *entries]) + "\n"


def _press_entry(place: Place, now: datetime, speech: Speech) -> str:
    french = speech.own
    hours = timetable.usual_hours(place.horaires, place.life_cycle, now.date(), french)
    lines = [
        ticket.cut(place.nom),
        ", ".join(ticket.address_lines(place)) or french.say("address_unknown"),
        ticket.phone(place) or french.say("phone_unknown"),
        " ; ".join(hours),
        *ticket.stamp(place, speech, now.date()),
    ]
    return "\n".join(lines)
