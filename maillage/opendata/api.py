"""The public API: read only, open to every site, no person in it. Views build bytes; the schemas describe them."""

from collections.abc import Callable
from functools import wraps
from math import ceil

import orjson
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from ninja import NinjaAPI
from ninja.openapi.docs import DocsBase

from maillage.diagnosis.showing.queries import zones_asked
from maillage.opendata import asked, described, features
from maillage.opendata.api_page import operations
from maillage.opendata.queries import PAGE, diagnosis, structures
from maillage.orientation.queries import orient
from maillage.places.directory import directory
from maillage.places.queries import heir as heir_of
from maillage.places.queries import map_features, search_from

GEOJSON = "application/geo+json"
OPEN_TO_ALL = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}


class Docs(DocsBase):
    """Our own page instead of Swagger's: 20 KiB rather than 1.4 MiB, and readable with a screen reader."""

    def render_page(self, request, api, **kwargs):
        context = {
            "introduction": _(described.INTRODUCTION),
            "description_url": self.get_openapi_url(api, kwargs),
            "operations": operations(api.get_openapi_schema()),
        }
        return render(request, "opendata/api.html", context)


api = NinjaAPI(
    title="Maillage",
    version="1.0.0",
    description=described.INTRODUCTION,
    docs=Docs(),
    urls_namespace="opendata:api",
    openapi_extra={"info": {"license": described.LICENCE}},
)


def answer(content: bytes | dict | list, *, kind: str = "application/json", status: int = 200) -> HttpResponse:
    body = content if isinstance(content, bytes) else orjson.dumps(content, default=str)
    return HttpResponse(body, content_type=kind, status=status, headers=OPEN_TO_ALL)


def refusal(error: asked.Refused) -> HttpResponse:
    return answer({"erreur": str(error), "parametre": error.parameter}, status=error.status)


def reading(path: str, response: type, *, parameters: list[dict], summary: str) -> Callable:
    """An operation that only reads: GET or HEAD; what cannot be understood is answered in French, never a 500."""

    def decorate(view):
        @wraps(view)
        def checked(request: HttpRequest, *args, **kwargs):
            try:
                asked.check(request)
                return view(request, *args, **kwargs)
            except asked.Refused as error:
                return refusal(error)

        told = {
            "tags": ["Lieux, structures, orientation"],
            "summary": summary,
            "description": view.__doc__,
            "openapi_extra": {"parameters": parameters},
        }
        shapes = {200: response, 400: described.Problem, 404: described.Problem}
        api.api_operation(["HEAD"], path, include_in_schema=False)(checked)
        return api.api_operation(["GET"], path, response=shapes, url_name=view.__name__, **told)(checked)

    return decorate


@reading("/lieux", described.PlacePage, parameters=described.LIST, summary="Lieux, cent par page")
def lieux(request):
    """Mêmes filtres que la page « Tous les lieux » ; GeoJSON avec toutes les colonnes."""
    page = asked.page(request.GET)
    asked.zoom(request.GET)
    found = directory.find(asked.understood(request.GET, search_from), limit=PAGE, offset=(page - 1) * PAGE)
    pages = max(1, ceil(found.total / PAGE))
    if page > pages:
        last = ngettext("Il n'y a qu'une page.", "Il n'y a que %(pages)s pages.", pages) % {"pages": pages}
        raise asked.Refused(last, "page", status=404)
    head = {
        "type": "FeatureCollection",
        "total": found.total,
        "page": page,
        "pages": pages,
        "next": _page_url(request, page + 1) if page < pages else None,
        "prev": _page_url(request, page - 1) if page > 1 else None,
    }
    return answer(_collection(head, features.features(found.ids)), kind=GEOJSON)


def _collection(head: dict, items: list[bytes]) -> bytes:
    return b'%b,"features":[%b]}' % (orjson.dumps(head)[:-1], b",".join(items))


def _page_url(request: HttpRequest, page: int) -> str:
    query = request.GET.copy()
    query["page"] = str(page)
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")


@reading("/lieux/{path:id}", described.PlaceFeature, parameters=[], summary="Un lieu")
def lieu(request, id: str):
    """Toutes les colonnes d'un lieu publié, d'après son identifiant."""
    found = features.features([id])
    if not found and (heir := heir_of(pk=id)):  # merged: its identifier still leads to it
        found = features.features([heir.pk])
    if not found:
        raise asked.Refused(_("Aucun lieu publié n'a cet identifiant."), "id", status=404)
    return answer(found[0], kind=GEOJSON)


@reading("/carte", described.MapCollection, parameters=described.MAP, summary="Points et groupes pour une carte")
def carte(request):
    """Au plus 300 points ; au-delà, des groupes avec leur nombre et leur étendue."""
    search = asked.understood(request.GET, search_from)
    return answer(map_features(search, search.box, asked.zoom(request.GET)), kind=GEOJSON)


@reading("/orientation", described.Orientation, parameters=described.ORIENTATION, summary="Où aller ?")
def orientation(request):
    """Un besoin en mots de tous les jours → les services, trois lieux au plus, et pourquoi. Rien n'est retenu."""
    return answer(orient(**asked.need(request.GET)))


@reading("/structures", described.Structures, parameters=[], summary="Les structures du réseau")
def structures_(request):
    """Associations, services de la ville, fédérations : ce qu'elles font et où. Jamais une personne."""
    return answer({"structures": structures()})


@reading("/diagnostic", described.Diagnosis, parameters=described.CELLS, summary="Thèmes et quartiers")
def diagnostic(request):
    """Couvert, faible ou manque, avec l'offre du jour et les demandes publiées. Un petit nombre est `null` : caché."""
    zone = request.GET.get("zone", "")
    return answer(diagnosis(zones_asked(zone)))


def unknown(request, rest: str = ""):
    return refusal(asked.Refused(_("Cette adresse n'existe pas ; la liste est sur /api/docs."), "", status=404))
