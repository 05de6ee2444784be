"""The directory seen from a neighbourhood, small enough to be kept on a telephone."""

from datetime import datetime

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import get_language

from maillage.core.points import Point
from maillage.orientation.pictures import TILES
from maillage.places import pocket
from maillage.places.directory import Search, directory
from maillage.places.models import Place
from maillage.territory.models import Zone

MOST_BYTES = 60 * 1024
EXACT, NEARLY = 2, 1  # offers the very thing; offers the service it belongs to
json = DjangoJSONEncoder(ensure_ascii=False, separators=(",", ":"))


def kept_directory(zone: Zone | None, now: datetime) -> str:
    """JSON: what the telephone shows when the network is gone, nearest places first, within MOST_BYTES."""
    head = {
        "made": now.isoformat(timespec="minutes"),
        "lang": get_language(),
        "zone": zone.pk if zone else "",
        "nom": zone.nom if zone else "",
    }
    lines, weight = [], len(json.encode({**head, "places": []}).encode())
    for line in _lines(zone.point if zone else None, now):
        text = json.encode(line)
        weight += len(text.encode()) + 1
        if weight > MOST_BYTES:
            break
        lines.append(text)
    return f'{json.encode(head)[:-1]},"places":[{",".join(lines)}]}}'


def _lines(near: Point | None, now: datetime):
    found = directory.find(Search(near=near))
    equipped = equipped_places()
    for place in pocket.kept(found.ids, "uses"):
        shown = {"services": pocket.short_services(place), "needs": needs_of(place, equipped)}
        yield pocket.line(place, found.km.get(place.id), now, **shown)


def equipped_places() -> dict[str, set[str]]:
    """Picture → the places that have the device or the supply it shows."""
    found = {}
    for tile in TILES:
        things = {"equipment": tuple(tile.entry.equipment), "equipment_services": tuple(tile.entry.supplies)}
        shown = {facet: terms for facet, terms in things.items() if terms}
        found[tile.code] = set(directory.find(Search(either=shown)).ids) if shown else set()
    return found


def needs_of(place: Place, equipped: dict[str, set[str]]) -> dict[str, int]:
    """The pictures this place answers, and how well."""
    needs = {}
    for code, entry in TILES:
        if place.id in equipped[code] or {*entry.uses} & {*place.uses}:
            needs[code] = EXACT
        elif {*entry.services} & {*place.services}:
            needs[code] = NEARLY
    return needs
