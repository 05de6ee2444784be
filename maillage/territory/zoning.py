"""A city's zones out of a GeoJSON file: what each feature says, and why some cannot be taken. Pure."""

from dataclasses import dataclass, field

from django.utils.text import slugify
from django.utils.translation import gettext as _
from shapely.errors import ShapelyError
from shapely.geometry import mapping, shape
from shapely.validation import make_valid

# What cities, INSEE and the ANCT call these columns, in lower case, best first
NAMES = (
    "nom",
    "name",
    "lib_qp",
    "nom_qp",
    "nom_iris",
    "lib_iris",
    "libelle",
    "lib_quartier",
    "nom_quartier",
    "quartier",
    "label",
)
CODES = ("code", "code_qp", "code_iris", "dcomiris", "code_quartier", "id")
COMMUNES = ("insee_com", "code_insee", "depcom", "code_commune", "insee", "com")
POPULATIONS = ("population", "pop", "pop_mun", "p21_pop", "p20_pop")


@dataclass
class Read:
    """Rows ready for `put_zones`; problems are (number of the feature, sentence); `elsewhere` counts other communes."""

    rows: list[dict] = field(default_factory=list)
    problems: list[tuple[int, str]] = field(default_factory=list)
    elsewhere: int = 0


def read(answer, *, kind: str, commune: str, contour: dict | None = None, name: str = "", code: str = "") -> Read:
    """`name` and `code` say which properties hold them, when the file uses words of its own."""
    result = Read()
    features = answer.get("features") if isinstance(answer, dict) else None
    if not isinstance(features, list) or not features:
        result.problems.append((0, _("Ce fichier n'est pas un GeoJSON avec des zones (FeatureCollection).")))
        return result
    around = shape(contour) if contour else None
    for number, feature in enumerate(features, 1):
        told = _properties(feature)
        if _is_elsewhere(told, commune):
            result.elsewhere += 1
            continue
        try:
            row = _row(feature, told, kind, commune, around, name.lower(), code.lower())
        except ValueError as problem:
            result.problems.append((number, str(problem)))
        else:
            result.rows.append(row)
    _refuse_twins(result)
    return result


def _properties(feature) -> dict:
    told = feature.get("properties") if isinstance(feature, dict) else None
    return {key.lower(): value for key, value in told.items()} if isinstance(told, dict) else {}


def _is_elsewhere(told: dict, commune: str) -> bool:
    """A national file (IRIS, QPV) names the commune of each of its zones."""
    known = str(_first(told, COMMUNES) or "")
    return len(known) == 5 and known != commune


def _row(feature: dict, told: dict, kind: str, commune: str, around, name: str, code: str) -> dict:
    nom = _first(told, (name,) if name else NAMES)
    if not nom:
        seen = ", ".join(sorted(told)) or _("aucune")
        raise ValueError(_("Pas de nom. Propriétés présentes : %(seen)s. Dites laquelle avec --name.") % {"seen": seen})
    outline = _outline(feature)
    if around is not None and not outline.intersects(around):
        raise ValueError(_("« %(nom)s » est hors de la commune %(commune)s.") % {"nom": nom, "commune": commune})
    given = _first(told, (code,) if code else CODES)
    centre = outline.representative_point()
    return {
        "code": slugify(given if given else f"{commune}-{kind}-{nom}")[:60],
        "nom": str(nom)[:200],
        "kind": kind,
        "commune_id": commune,
        "latitude": round(centre.y, 6),
        "longitude": round(centre.x, 6),
        "population": _population(told),
        "geometry": rounded(outline),
    }


def _outline(feature: dict):
    try:
        outline = shape(feature["geometry"])
    except (ShapelyError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise ValueError(_("Le contour manque ou n'est pas lisible.")) from error
    if outline.is_empty or outline.geom_type not in {"Polygon", "MultiPolygon"}:
        raise ValueError(
            _("Il faut un contour (Polygon ou MultiPolygon), pas « %(type)s ».") % {"type": outline.geom_type}
        )
    west, south, east, north = outline.bounds
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        raise ValueError(_("Les coordonnées ne sont pas des degrés : exportez le fichier en WGS84 (EPSG:4326)."))
    return outline if outline.is_valid else make_valid(outline)


def rounded(outline) -> dict:
    """GeoJSON with six decimals (ten centimetres), as JSON gives it back: lists, not tuples."""

    def lists(part):
        return [lists(one) for one in part] if isinstance(part, (list, tuple)) else round(part, 6)

    drawn = mapping(outline)
    return {"type": drawn["type"], "coordinates": lists(drawn["coordinates"])}


def _population(told: dict) -> int | None:
    try:
        return max(0, round(float(str(_first(told, POPULATIONS)).replace(" ", ""))))
    except (ValueError, OverflowError):
        return None


def _first(told: dict, names) -> object:
    return next((told[name] for name in names if told.get(name) not in (None, "")), None)


def _refuse_twins(result: Read) -> None:
    seen: set[str] = set()
    for row in result.rows:
        if row["code"] in seen:
            problem = _("Deux zones ont le même code « %(code)s » : dites quelle propriété est le code avec --code.")
            result.problems.append((0, problem % {"code": row["code"]}))
        seen.add(row["code"])
