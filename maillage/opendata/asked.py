"""What a call to the API asks. What cannot be understood is refused, with the reason and the parameter at fault."""

from collections.abc import Callable

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from maillage.core.points import Point, parse_box, parse_point
from maillage.orientation.enquiry import Person
from maillage.places.directory import Search

LONGEST = 1000
MOST_PAGES = 1_000_000
DEEPEST_ZOOM = 22


class Refused(Exception):
    def __init__(self, reason: str, parameter: str = "", *, status: int = 400):
        super().__init__(reason)
        self.parameter, self.status = parameter, status


def check(request: HttpRequest) -> None:
    """What no parameter may hold: no database nor person could read it."""
    if "\0" in request.path:
        raise Refused(_("Cette adresse contient un caractère nul."))
    for name, values in request.GET.lists():
        if any("\0" in text for text in (name, *values)):
            raise Refused(_("Ce paramètre contient un caractère nul."), name.replace("\0", ""))
        if any(len(text) > LONGEST for text in (name, *values)):
            raise Refused(_("Ce paramètre est trop long : mille caractères au plus."), name[:40])


def page(params: QueryDict) -> int:
    text = params.get("page", "") or "1"
    if not (text.isascii() and text.isdigit() and len(text) <= 7 and 1 <= int(text) <= MOST_PAGES):
        raise Refused(_("Le numéro de page doit être un nombre entier, à partir de 1."), "page")
    return int(text)


def zoom(params: QueryDict) -> float:
    text = params.get("zoom", "") or "12"
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= DEEPEST_ZOOM:  # also refuses NaN
        raise Refused(_("Le zoom doit être un nombre de 0 à 22."), "zoom")
    return value


def understood(params: QueryDict, search_from: Callable[[QueryDict], Search]) -> Search:
    """The search of the list page; where the page leaves out what it does not know, a program is told."""
    if params.get("bbox") and parse_box(params["bbox"]) is None:
        raise Refused(_("bbox attend quatre nombres : ouest,sud,est,nord, en degrés."), "bbox")
    if params.get("near"):
        _near(params)
    search = search_from(params)
    for value in search.ignored:
        raise Refused(_("Valeur inconnue : %(value)s.") % {"value": value[:100]}, _owner(params, value))
    return search


def _owner(params: QueryDict, value: str) -> str:
    return next((name for name, values in params.lists() if value in values), "")


def need(params: QueryDict) -> dict:
    """The words of `orient`'s call: a text, from where, in which language."""
    text = params.get("q", "").strip()
    if not text:
        raise Refused(_("Dites le besoin en quelques mots : q=imprimer un papier."), "q")
    zone = params.get("zone", "")
    if zone and not (len(zone) <= 60 and zone.replace("-", "").replace("_", "").isalnum()):
        raise Refused(_("Aucune zone n'a ce code."), "zone")
    near = _near(params) if params.get("near") else None
    lang, person = params.get("lang", "") or "fr", Person.of(params)
    return {"text": text, "near": near, "zone": zone or None, "lang": lang, "person": person}


def _near(params: QueryDict) -> Point:
    point = parse_point(params["near"])
    if point is None:
        raise Refused(_("near attend une position : latitude,longitude, en degrés."), "near")
    return point
