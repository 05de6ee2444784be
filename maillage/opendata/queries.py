"""Places as whole records, a thousand at a time: the 32 national columns, then `local_*`, as plain Python values.

Read as tuples rather than as model instances: a national set leaves in seconds and a page of the API in milliseconds.
Nothing here names a person: an origin says which source and when, never by whom.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import reduce
from itertools import islice
from operator import or_

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet
from django.db.models.functions import Trim

from maillage.core.models import Revision
from maillage.diagnosis.matrix import Area, Cell
from maillage.diagnosis.queries import published_grid, threshold
from maillage.network.models import Organisation
from maillage.places.columns import LOCAL_PREFIX, LOCAL_ROWS, LOCAL_SCALARS, NATIONAL, ROW_COLUMNS, ROW_MODELS
from maillage.places.enums import LifeCycle
from maillage.places.models import PLACES, FieldOrigin, Offer, Place, Source

CHUNK = 1000
PAGE = 100  # places on a page of the API
BLANK = (None, "", [])
STRUCTURE_COLUMNS = (
    "slug nom aliases kind families pivot missions publics telephone courriels site_web source source_date verified_on"
).split()
_PATHS = {"organisation": "organisation__slug"}
_COLUMNS = {  # key of the record → path of the ORM
    **{name: name for name in NATIONAL},
    **{LOCAL_PREFIX + name: name for name in LOCAL_SCALARS},
    "local_organisation": "organisation__slug",
    "local_hosted_at": "hosted_at_id",
    "local_zones": "zones",
    "organisation_id": "organisation_id",
    "slug": "slug",
    "published": "published",
    "revision": "revision",
}


def revision() -> int:
    return Revision.current(PLACES)


def living() -> QuerySet[Place]:
    """Every place that is not closed for good, published or held back, in a stable order."""
    return Place.objects.exclude(life_cycle=LifeCycle.CLOSED).order_by("pk")


def incomplete() -> QuerySet[Place]:
    """Those of `living` that the national file cannot hold; `national.missing` and `blockers` say why."""
    texts = ("id", "nom", "commune", "adresse")
    blank = [Q(**{f"bare_{name}": ""}) for name in texts]
    bad = Q(published=False) | Q(date_maj=None) | Q(life_cycle=LifeCycle.PLANNED)
    bad |= ~Q(code_postal__regex=r"^ *[0-9]{5} *$")
    return living().annotate(**{f"bare_{name}": Trim(name) for name in texts}).filter(reduce(or_, blank, bad))


def records(places: QuerySet[Place], *, rows: Iterable[str] = (*LOCAL_ROWS, "origins")) -> Iterator[dict]:
    """One dictionary a place; `rows` names the tables to join."""
    values = places.order_by("pk").values_list(*_COLUMNS.values()).iterator(chunk_size=CHUNK)
    while chunk := [dict(zip(_COLUMNS, row, strict=True)) for row in islice(values, CHUNK)]:
        _join(chunk, rows)
        yield from chunk


def _join(chunk: list[dict], rows: Iterable[str]) -> None:
    ids = [record["id"] for record in chunk]
    for name in rows:
        found = _rows(name, ids)
        for record in chunk:
            record[LOCAL_PREFIX + name] = found.get(record["id"], [])


def _rows(name: str, ids: list[str]) -> dict[str, list[dict]]:
    """{place: its rows}, blank cells left out."""
    if name == "origins":
        return _origins(ids)
    columns = [column for column in ROW_COLUMNS[name] if column != "partners"]
    model = ROW_MODELS[name]
    found, by_key = defaultdict(list), {}
    rows = model.objects.filter(_of(ids)).order_by(*model._meta.ordering)
    for place, key, *cells in rows.values_list("place_id", "pk", *(_PATHS.get(column, column) for column in columns)):
        by_key[key] = {column: cell for column, cell in zip(columns, cells, strict=True) if cell not in BLANK}
        found[place].append(by_key[key])
    if model is Offer and by_key:
        _add_partners(by_key)
    return found


def _of(ids: list[str]) -> Q:
    """Rows of these places; of a whole slice of the set, by its two ends: a thousand parameters are slow."""
    return Q(place_id__in=ids) if len(ids) <= PAGE else Q(place_id__gte=ids[0], place_id__lte=ids[-1])


def _add_partners(offers: dict[int, dict]) -> None:
    links = Offer.partners.through.objects.filter(offer_id__in=list(offers)).order_by("organisation__slug")
    for offer, slug in links.values_list("offer_id", "organisation__slug"):
        offers[offer].setdefault("partners", []).append(slug)


def _origins(ids: list[str]) -> dict[str, list[dict]]:
    found = defaultdict(list)
    rows = FieldOrigin.objects.filter(_of(ids)).order_by("source__slug", "date", "pk")
    for place, columns, source, day in rows.values_list("place_id", "columns", "source__slug", "date"):
        origin = {"columns": columns, "source": source, "date": day}
        found[place].append({name: value for name, value in origin.items() if value not in BLANK})
    return found


# What the pages and the API say about the whole


def summary() -> dict:
    """How many places are published, and the newest of their dates."""
    return Place.objects.published().aggregate(total=Count("pk"), newest=Max("date_maj"))


def sources() -> QuerySet[Source]:
    """Those that a published or waiting place still owes something to."""
    return Source.objects.filter(Exists(FieldOrigin.objects.filter(source=OuterRef("pk"))))


def structures() -> list[dict]:
    """Organisations as the API shows them: what the structure is, never who works there."""
    found = Organisation.objects.prefetch_related("federations").annotate(
        number_of_places=Count("places", filter=Q(places__published=True))
    )
    return [_structure(organisation) for organisation in found]


def _structure(organisation: Organisation) -> dict:
    return {
        **{column: getattr(organisation, column) for column in STRUCTURE_COLUMNS},
        "federations": [federation.slug for federation in organisation.federations.all()],
        "places": organisation.number_of_places,
        "page": organisation.get_absolute_url(),
    }


def diagnosis(zones: list[str] | None) -> dict:
    """The matrix as the page shows it: today's offer, the demand last published, small numbers as None."""
    grid = published_grid(zones=zones)
    cells = [_cell(service, area, grid.cells[service, area.code]) for service in grid.services for area in grid.areas]
    return {"du": grid.period.first, "au": grid.period.until, "seuil": threshold(), "cases": cells}


def _cell(service: str, area: Area, cell: Cell) -> dict:
    return {
        "theme": service, "zone": area.code, "nom": area.nom, "etat": cell.coverage, "raisons": [*map(str, cell.why)],
        "lieux": len(cell.places), "lieux_a_pied": len(cell.near), "heures": cell.hours, "demandes": cell.demand,
    }  # fmt: skip
