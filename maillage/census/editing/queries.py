"""What the pages of one's places read."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rapidfuzz import fuzz

from maillage.census.duplicates.queries import offers_like, places_like
from maillage.census.models import Proposal
from maillage.core.points import parse_point
from maillage.core.text import fold, keys
from maillage.network.models import Organisation
from maillage.network.rules import Actor
from maillage.places.enums import LifeCycle
from maillage.places.models import FieldOrigin, Offer, Place, PlaceEvent
from maillage.territory.models import Zone
from maillage.territory.queries import zone_codes_at

SAME_ACTION = 82  # « Café numérique » and « Le café numérique du mardi » are one question to ask
UNDO_WITHIN = timedelta(hours=12)
STATES = {
    "": _("Tous"),
    "a-completer": _("Pas encore visibles"),
    "sans-horaires": _("Sans horaires"),
    "sans-position": _("Sans position"),
    "en-doute": _("Mis en doute"),
    "fermes": _("Fermés"),
}
FILTERS = {
    "a-completer": Q(published=False),
    "sans-horaires": Q(horaires=""),
    "sans-position": Q(latitude=None),
    "en-doute": ~Q(contested=""),
}


def places_of(actor: Actor) -> QuerySet[Place]:
    """Those this actor follows; a record merged into another is the other."""
    found = Place.objects.filter(merged_into=None)
    return found if actor.reads_everything else found.filter(organisation__in=actor.contributes_to)


def listed(actor: Actor, text: str = "", state: str = "") -> QuerySet[Place]:
    """The list of one's places, as a link may ask for it."""
    closed = Q(life_cycle=LifeCycle.CLOSED)
    found = places_of(actor).filter(closed if state == "fermes" else ~closed)
    if state in FILTERS:
        found = found.filter(FILTERS[state])
    for key in keys(text.replace("\x00", " ")[:200]) if text.strip() else ():
        found = found.filter(search_keys__contains=key)
    return found.select_related("organisation").annotate(waiting=_waiting()).order_by("nom", "pk")


def _waiting() -> Coalesce:
    """How many proposals wait for a place."""
    own = Proposal.objects.filter(place=OuterRef("pk"), status=Proposal.Status.WAITING).order_by()
    return Coalesce(Subquery(own.values("place").annotate(total=Count("pk")).values("total")), 0)


def sheet(slug: str) -> Place:
    """A place with all its rows, shown to the public or not; raises Place.DoesNotExist."""
    return (
        Place.objects.filter(slug=slug)
        .select_related("organisation", "hosted_at", "merged_into")
        .annotate(waiting=_waiting())
        .prefetch_related(
            "equipment", "equipment_services", "staff", "labels",
            Prefetch("offers", Offer.objects.select_related("organisation").prefetch_related("partners")),
            Prefetch("origins", FieldOrigin.objects.select_related("source")),
        )
        .get()
    )  # fmt: skip


def just_done(place: Place, pk: str, actor: Actor) -> PlaceEvent | None:
    """The event a page says it just wrote, while its author may still undo it from there."""
    if not pk.isdecimal() or len(pk) > 18:
        return None
    since = timezone.now() - UNDO_WITHIN
    return place.events.filter(pk=int(pk), by=actor.user, at__gte=since).first()


def structures_of(actor: Actor) -> QuerySet[Organisation]:
    """The structures one may add a place to."""
    found = Organisation.objects.order_by("nom")
    return found if actor.coordinates else found.filter(pk__in=actor.manages)


@dataclass(frozen=True)
class Alike:
    """Something that looks like what one is about to create."""

    nom: str
    where: str
    slug: str
    mine: bool


def places_alike(columns: dict, actor: Actor, most: int = 5) -> list[Alike]:
    """Places that may be the one described, the likeliest first."""
    found = _likely(columns, most)
    mine = set(places_of(actor).filter(pk__in=[place.pk for place in found]).values_list("pk", flat=True))
    return [Alike(place.nom, _where(place), place.slug, place.pk in mine) for place in found]


def _likely(columns: dict, most: int) -> list[Place]:
    """What a comparison of all that is known finds, then what a search of the name finds."""
    found = [like.place for like in places_like(columns, limit=most)]
    return list(dict.fromkeys([*found, *_by_name(columns, most)]))[:most]


def _by_name(columns: dict, most: int) -> list[Place]:
    from maillage.places.directory import Search, directory

    ids = directory.find(Search(text=str(columns.get("nom", ""))[:200]), limit=most).ids
    by_id = Place.objects.in_bulk(ids)
    return [by_id[id] for id in ids if id in by_id]


def _where(place: Place) -> str:
    return ", ".join(part for part in (place.adresse, place.commune) if part)


def offers_alike(row: dict, place: Place, most: int = 5) -> list[Alike]:
    """Actions that say the same: those of this place first, then those of its town, then those of the same theme."""
    near = Offer.objects.filter(Q(place=place) | Q(place__commune=place.commune) | Q(place=None))
    scored = [
        (fuzz.token_set_ratio(fold(row["nom"]), fold(one.nom)), one.place_id == place.pk, one)
        for one in near.select_related("place", "organisation").order_by("pk")
    ]
    named = sorted((one for one in scored if one[0] >= SAME_ACTION), key=lambda one: (-one[1], -one[0]))
    known = {**row, "place_id": place.pk, "commune": place.commune, "organisation_id": place.organisation_id}
    found = dict.fromkeys([*(one[2] for one in named), *offers_like(known, limit=most)])
    return [_action(one, place) for one in list(found)[:most]]


def _action(offer: Offer, place: Place) -> Alike:
    held = [str(one) for one in (offer.place, offer.organisation) if one]
    return Alike(offer.nom, ", ".join(held), offer.place.slug if offer.place else "", offer.place_id == place.pk)


def zones_around(latitude: str, longitude: str) -> list[str]:
    """The names of the zones around a position; none when it is no position."""
    point = parse_point(f"{latitude},{longitude}")
    codes = zone_codes_at(point) if point else []
    return list(Zone.objects.filter(pk__in=codes).order_by("kind", "nom").values_list("nom", flat=True))
