"""The pin, moved by hand: on the map, by an address, by a nudge, or by its figures."""

from django.conf import settings
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from maillage.census.editing import actions, queries
from maillage.census.editing.forms.position import PositionForm
from maillage.census.editing.revisions import POSITION, ChangedMeanwhile, revision, seen_in
from maillage.census.editing.views.common import ask_again, done, editable, page, without_others
from maillage.core.points import Point
from maillage.network.rules import acting
from maillage.places import actions as places
from maillage.places.enums import PositionPrecision
from maillage.places.models import Place
from maillage.territory import gazetteer, geocoding

METRES = 0.00009  # degrees of latitude in ten metres
NUDGES = {"nord": (1, 0), "sud": (-1, 0), "ouest": (0, -1.6), "est": (0, 1.6)}  # a degree of longitude is shorter here


@require_http_methods(["GET", "HEAD", "POST"])
def position(request, slug):
    place = editable(request, slug)
    if "pousser" in request.POST:
        return _shown(request, place, PositionForm(initial=_nudged(request.POST)))
    form = PositionForm(request.POST or None, initial=_start(request, place))
    if request.method == "POST" and form.is_valid():
        return _save(request, place, form)
    return _shown(request, place, form)


def _save(request, place: Place, form: PositionForm):
    columns = form.columns()
    for name in ("latitude", "longitude"):  # shown rounded: what was not moved keeps its figures
        if getattr(place, name) is not None and round(getattr(place, name), 6) == columns[name]:
            columns[name] = getattr(place, name)
    if all(places.plain(getattr(place, name)) == columns[name] for name in POSITION[:3]):
        columns = {}
    columns = without_others(request.POST, columns)
    try:
        saved = actions.save_columns(place, columns=columns, seen=seen_in(request.POST), actor=acting(request))
    except ChangedMeanwhile as clash:
        return ask_again(request, place, clash)
    return done(request, place, saved)


def _shown(request, place: Place, form: PositionForm):
    asked = request.GET.get("adresse", "")[:200].strip()
    found = geocoding.locate(asked, near=place.point) if asked else []
    here = gazetteer.centre() or Point(50.69, 3.17)
    context = {
        "form": form,
        "asked": asked or " ".join(filter(None, (place.adresse, place.code_postal, place.commune))),
        "found": [{"label": one.label, "query": _query(one)} for one in found],
        "lost": bool(asked) and not found,
        "around": _around(form),
        "prints": {name: revision(places.plain(getattr(place, name))) for name in POSITION},
        "tiles": settings.MAILLAGE_TILES_URL,
        "here": here,
    }
    return page(request, "census/editing/position.html", place, **context)


def _query(found: geocoding.Found) -> str:
    known = PositionPrecision.values
    precision = found.precision if found.precision in known else ""
    told = {"latitude": f"{found.point.latitude:.6f}", "longitude": f"{found.point.longitude:.6f}"}
    return urlencode({**told, "position_precision": precision})


def _start(request, place: Place) -> dict:
    """What a link asks for, else where the pin stands."""
    if "latitude" in request.GET:
        return {name: request.GET.get(name, "")[:30] for name in POSITION[:3]}
    return {name: getattr(place, name) for name in POSITION[:3]}


def _nudged(sent) -> dict:
    """Ten metres that way; figures nobody can read stay as they were typed."""
    told = {name: sent.get(name, "")[:30] for name in POSITION[:3]}
    north, east = NUDGES.get(sent["pousser"], (0, 0))
    try:
        latitude, longitude = (float(told[name].replace(",", ".")) for name in POSITION[:2])
    except ValueError:
        return told
    return {**told, "latitude": latitude + north * METRES, "longitude": longitude + east * METRES}


def _around(form: PositionForm) -> list[str]:
    """The zones around the pin: what a person without a map can check."""
    told = (str(form[name].value() or "").replace(",", ".") for name in POSITION[:2])
    return queries.zones_around(*told)
