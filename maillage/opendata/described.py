"""What the API's documentation says: shapes of answers and parameters. Answers are not built from these classes."""

from typing import Any

from django.utils.translation import gettext_noop as _
from ninja import Schema
from pydantic import Field

from maillage.places import enums
from maillage.places.columns import CLOSED

INTRODUCTION = _(
    "Les lieux de médiation numérique, en lecture seule et sans clé. Les colonnes du standard national gardent leur "
    "nom ; celles de l'extension locale commencent par local_. Vide veut dire « non renseigné », jamais « non ». "
    "Une erreur est un objet {erreur, parametre}, avec un code 4xx."
)
LICENCE = {"name": "Licence Ouverte / Open Licence 2.0", "identifier": "etalab-2.0"}


class Problem(Schema):
    erreur: str
    parametre: str = ""


class Geometry(Schema):
    type: str = "Point"
    coordinates: list[float] = Field(description="[longitude, latitude], WGS84")


class PlaceFeature(Schema):
    type: str = "Feature"
    id: str
    geometry: Geometry | None = None
    properties: dict[str, Any] = Field(description="Les 32 colonnes nationales, les colonnes local_* et local_page")


class PlacePage(Schema):
    type: str = "FeatureCollection"
    total: int
    page: int
    pages: int
    next: str | None = None
    prev: str | None = None
    features: list[PlaceFeature]


class DiagnosisCell(Schema):
    theme: str
    zone: str
    nom: str
    etat: str = Field(description="couvert, faible ou manque")
    raisons: list[str]
    lieux: int
    lieux_a_pied: int
    heures: float = Field(description="par semaine")
    demandes: dict[str, int | None] = Field(description="par source ; null : caché, trop petit pour être montré")


class Diagnosis(Schema):
    du: str
    au: str
    seuil: int
    cases: list[DiagnosisCell]


class MapFeature(Schema):
    type: str = "Feature"
    id: str | None = None
    geometry: Geometry
    properties: dict[str, Any] = Field(description="Un lieu (nom, url…) ou un groupe (count, bounds)")


class MapCollection(Schema):
    type: str = "FeatureCollection"
    total: int
    features: list[MapFeature]


class Reasoned(Schema):
    id: str
    nom: str
    km: float | None = None
    reasons: list[str]
    unknown: list[str]


class Orientation(Schema):
    services: list[str] = Field(description="Le meilleur d'abord ; vide hors du sujet")
    scope: str = Field(description="in ou out")
    question: dict[str, Any] | None = None
    alert: dict[str, Any] | None = None
    widened: list[Any] = []
    places: list[Reasoned]


class Structures(Schema):
    structures: list[dict[str, Any]]


def query(name: str, description: str, **schema: Any) -> dict:
    return {"in": "query", "name": name, "description": description, "schema": {"type": "string", **schema}}


def several(name: str, description: str, terms: list[str]) -> dict:
    items = {"type": "string", "enum": terms}
    return {"in": "query", "name": name, "description": description, "schema": {"type": "array", "items": items}}


BOX = query("bbox", _("ouest,sud,est,nord, en degrés"), example="3.1,50.6,3.3,50.8")
ZOOM = query("zoom", _("niveau de zoom de la carte"), type="number", minimum=0, maximum=22)
NEAR = query("near", _("latitude,longitude d'où l'on part"), example="50.69,3.17")
FILTERS = [
    query("q", _("mots cherchés, fautes de frappe comprises")),
    several("service", _("services ; répétable"), enums.Service.values),
    several("uses", _("usages ; répétable"), enums.Use.values),
    several("equipment", _("matériel en service ; répétable"), enums.EquipmentKind.values),
    *(several(name, _("colonne nationale ; répétable"), CLOSED[name].values) for name in (
        "publics_specifiquement_adresses", "prise_en_charge_specifique", "frais_a_charge", "modalites_acces",
        "modalites_accompagnement",
    )),
    query("zones", _("code d'un secteur ou d'un quartier ; répétable")),
    query("ouvert", _("maintenant, samedi, ou un instant : 2026-11-24T14:00")),
    NEAR,
]  # fmt: skip
PAGE = query("page", _("numéro de page"), type="integer", minimum=1, default=1)
LIST = [BOX, ZOOM, *FILTERS, PAGE]
MAP = [BOX, ZOOM, *FILTERS]
CELLS = [query("zone", _("code d'un quartier, ou d'un secteur : ses quartiers"))]
ORIENTATION = [
    {**query("q", _("le besoin, en mots de tous les jours")), "required": True},
    NEAR,
    query("zone", _("code d'un secteur ou d'un quartier d'où l'on part")),
    query("lang", _("langue de la réponse"), default="fr"),
    query("level", _("niveau : grand-debutant, debutant, intermediaire, autonome")),
    query("code", _("code d'un test de niveau : ce qu'il a trouvé compte dans l'ordre")),
    query("langue", _("langue que la personne parle (ar, en, pt…) ; se répète")),
    query("acces", _("fauteuil, surdite, vue, mental, domicile ou distance ; se répète")),
    query("confiance", _("premier-contact : pour qui n'ose pas")),
    query("lecture", _("peu : pour qui lit peu")),
    query("minutes", _("minutes à pied, au plus, de 5 à 60")),
    query("gratuit", _("1 : d'abord ce qui est gratuit")),
    query("quand", _("maintenant, samedi ou soir")),
]
