"""What the pages, the map and the API read of places."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core.points import Box, Point
from maillage.core.text import fold, words
from maillage.network.enums import Family, SupportAim, SupportManner
from maillage.network.models import Contact, Organisation
from maillage.places import asking, clusters, presenting
from maillage.places.directory import Found, Search, directory, open_state
from maillage.places.enums import Audience, LifeCycle, OfferNature
from maillage.places.models import FieldOrigin, Offer, Place
from maillage.places.portrait import OfferLine, Portrait
from maillage.places.presenting import Stamp
from maillage.places.results import PAGE, Card, Results, cards, page_number
from maillage.territory.geocoding import Found as Located
from maillage.territory.geocoding import locate
from maillage.territory.models import Zone
from maillage.territory.queries import zone_called

MOST_POINTS = 300  # above, the map shows groups


@dataclass(frozen=True)
class Start:
    """Where from. `point` is None when an address was given and nobody knows it."""

    label: str
    point: Point | None
    others: tuple[Located, ...] = ()  # what the same words may also mean


def start_from(params) -> Start | None:
    """The device's position, a zone, or an address in words; None when none is given."""
    address, code = params.get("adresse", "").strip(), params.get("zone", "")
    if address:
        found = locate(address)
        return Start(found[0].label, found[0].point, tuple(found[1:])) if found else Start(address, None)
    if code:
        zone = zone_called(code)
        return Start(zone.nom, zone.point) if zone else Start(code, None)
    if params.get("near"):
        point = asking.near_of(params)
        return Start(_("votre position") if point else params["near"][:60], point)
    return None


def _is_code(text: str) -> bool:
    return len(text) <= 60 and text.replace("-", "").replace("_", "").isalnum()


def search_from(params, *, start: Start | None = None) -> Search:
    """The question a query string asks: list, map and API read it alike. `ignored` holds what is not known."""
    start = start or start_from(params)
    search = asking.question(params, near=start.point if start else None, known=directory.terms)
    if start and start.point is None:
        return replace(search, ignored=(*search.ignored, start.label))
    return search


CARD_COLUMNS = (
    "id", "slug", "nom", "adresse", "complement_adresse", "code_postal", "commune", "horaires", "life_cycle",
    "latitude", "services", "date_maj", "verified_on", "verified_by",
)  # fmt: skip


def results(params) -> Results:
    """The list page a query string asks for."""
    start = start_from(params)
    search = search_from(params, start=start)
    number = page_number(params)
    found = directory.find(search, counts=True, limit=PAGE, offset=(number - 1) * PAGE)
    if found.total and not found.ids:  # past the last page
        number = (found.total - 1) // PAGE + 1
        found = directory.find(search, counts=True, limit=PAGE, offset=(number - 1) * PAGE)
    by_id = Place.objects.only(*CARD_COLUMNS).in_bulk(found.ids)
    places = [by_id[id] for id in found.ids if id in by_id]
    return Results(params, search, start, found, places, zone_names(), number)


def zone_names() -> dict[str, str]:
    """Code → name, sectors first."""
    kinds = [Zone.Kind.SECTOR, Zone.Kind.NEIGHBOURHOOD, Zone.Kind.QPV, Zone.Kind.IRIS]
    rows = list(Zone.objects.values_list("code", "nom", "kind"))
    rows.sort(key=lambda row: (kinds.index(row[2]) if row[2] in kinds else len(kinds), fold(row[1])))
    return {code: nom for code, nom, _kind in rows}


def map_features(search: Search, box: Box | None, zoom: float) -> dict:
    """GeoJSON: each place, or above 300 of them groups with their count and bounds (a group of one is a place)."""
    latitudes, longitudes, ids = directory.points(replace(search, box=box or search.box))
    if len(ids) <= MOST_POINTS:
        return _collection(_place_features(ids), len(ids))
    groups = clusters.gather(latitudes, longitudes, zoom=zoom, box=box or search.box)
    alone = _place_features([ids[group.first] for group in groups if group.count == 1])
    return _collection([_group_feature(group) for group in groups if group.count > 1] + alone, len(ids))


def _collection(features: list[dict], total: int) -> dict:
    return {"type": "FeatureCollection", "total": total, "features": features}


def _group_feature(group: clusters.Cluster) -> dict:
    return {
        "type": "Feature",
        "geometry": _geometry(*group.point),
        "properties": {"count": group.count, "bounds": [round(side, 5) for side in group.box]},
    }


def _place_features(ids: list[str]) -> list[dict]:
    columns = ("id", "nom", "slug", "latitude", "longitude", "adresse", "horaires", "life_cycle")
    now = timezone.localtime()
    return [
        {
            "type": "Feature",
            "id": id,
            "geometry": _geometry(latitude, longitude),
            "properties": {
                "id": id, "nom": nom, "slug": slug, "url": f"/lieux/{slug}/", "adresse": adresse,
                "open": open_state(horaires, now) if horaires and life_cycle == LifeCycle.OPEN else None,
            },
        }
        for id, nom, slug, latitude, longitude, adresse, horaires, life_cycle in (
            Place.objects.filter(pk__in=ids).order_by("nom", "id").values_list(*columns)
        )
    ]  # fmt: skip


def _geometry(latitude: float, longitude: float) -> dict:
    return {"type": "Point", "coordinates": [round(longitude, 5), round(latitude, 5)]}


def place_page(slug: str) -> Place:
    """A published or closed place with all its rows; raises Place.DoesNotExist."""
    shown = Q(published=True) | Q(life_cycle=LifeCycle.CLOSED)
    offers = Offer.objects.select_related("organisation").prefetch_related("partners")
    return (
        Place.objects.filter(shown)
        .select_related("organisation", "hosted_at")
        .prefetch_related(
            "equipment", "equipment_services", "staff", "labels", Prefetch("offers", offers),
            Prefetch("guests", Place.objects.published()),
            Prefetch("origins", FieldOrigin.objects.select_related("source")),
        )
        .get(slug=slug)
    )  # fmt: skip


def heir(**lookup: str) -> Place | None:
    """The place that a merged record became part of: `heir(slug=…)`, `heir(pk=…)`."""
    place = Place.objects.filter(**lookup).exclude(merged_into=None).select_related("merged_into").first()
    while place is not None and place.merged_into_id:
        place = place.merged_into
    return place


def portrait(place: Place) -> Portrait:
    names = Zone.objects.filter(pk__in=place.zones).values_list("nom", flat=True) if place.zones else []
    return Portrait(place, timezone.localtime(), list(names))


def nearby(place: Place, most: int = 3) -> list[Card]:
    """Where else to go: the nearest open-to-the-public places that offer the same help, or the nearest at all."""
    if place.point is None:
        return []
    search = Search(near=place.point, located=True)
    same = search.only("services", *place.services) if place.services else search
    found = directory.find(same, limit=most + 1)
    found = found if found.total > 1 else directory.find(search, limit=most + 1)
    return cards_of(found, without=place.id)[:most]


def cards_of(found: Found, *, without: str = "") -> list[Card]:
    by_id = Place.objects.only(*CARD_COLUMNS).in_bulk(found.ids)
    return cards([by_id[id] for id in found.ids if id in by_id and id != without], found.km)


# Actions and workshops


def offers(text: str = "", nature: str = "", audience: str = "", zone: str = "") -> list[OfferLine]:
    """All of them, by name: those without a known place or structure too (a zone keeps those held there)."""
    found = _all_offers().exclude(place__life_cycle=LifeCycle.CLOSED)
    if nature in OfferNature.values:
        found = found.filter(nature=nature)
    if audience in Audience.values:
        found = found.filter(audience__has=audience)
    if zone and _is_code(zone):
        found = found.filter(place__zones__has=zone)
    wanted = words(text[:200])
    return [OfferLine(one) for one in sorted(found, key=lambda one: fold(one.nom)) if _tells(one, wanted)]


def _all_offers() -> QuerySet[Offer]:
    return Offer.objects.select_related("organisation", "place").prefetch_related("partners")


def _tells(offer: Offer, wanted: list[str]) -> bool:
    carriers = [one for one in (offer.organisation, *offer.partners.all()) if one]
    names = [name for carrier in carriers for name in (carrier.nom, *carrier.aliases)]
    return _begins([offer.nom, offer.description, *offer.publics, *names], wanted)


def _begins(texts: Iterable[str], wanted: list[str]) -> bool:
    """Every word wanted is the beginning of a word of these texts."""
    told = words(" ".join(texts)) if wanted else []
    return all(any(word.startswith(start) for word in told) for start in wanted)


# Organisations


def _organisation(slug: str) -> Organisation:
    offers = _all_offers()
    return Organisation.objects.prefetch_related(
        "members", "federations", "people_to_contact", Prefetch("offers", offers), Prefetch("partner_offers", offers),
        Prefetch("places", Place.objects.published().only(*CARD_COLUMNS, "organisation")),
    ).get(slug=slug)  # fmt: skip


def organisations(text: str = "", family: str = "") -> list[Organisation]:
    """The directory of who, by name: every word typed is the beginning of a word of the name, aliases or missions."""
    found = Organisation.objects.annotate(place_count=Count("places", filter=Q(places__published=True)))
    if family in Family.values:
        found = found.filter(families__has=family)
    wanted = words(text[:200])
    return sorted((one for one in found if _says(one, wanted)), key=lambda one: fold(one.nom))


def _says(organisation: Organisation, wanted: list[str]) -> bool:
    return _begins([organisation.nom, *organisation.aliases, organisation.kind, organisation.missions], wanted)


@dataclass(frozen=True)
class ContactLine:
    """One function to call, as the page tells it."""

    contact: Contact
    person: str

    @property
    def phone(self) -> str:
        return presenting.phone(self.contact.telephone)

    @property
    def phone_link(self) -> str:
        return presenting.phone_link(self.contact.telephone)


@dataclass(frozen=True)
class OrganisationStory:
    """An organisation as its page tells it."""

    organisation: Organisation
    stamp: Stamp
    families: list[str]
    places: list[Card]
    offers: list[OfferLine]
    partner_offers: list[OfferLine]

    @property
    def members(self) -> list[Organisation]:
        return list(self.organisation.members.all())

    @property
    def federations(self) -> list[Organisation]:
        return list(self.organisation.federations.all())

    def contacts(self, *, everyone: bool) -> list[ContactLine]:
        """Whom to call, by function. A person's name is for members of the network only."""
        known = [one for one in self.organisation.people_to_contact.all() if one.public or not everyone]
        return [ContactLine(one, "" if everyone else one.person) for one in known]

    @property
    def support(self) -> list[str]:
        """How one is helped there: the type of support that qualifies a "qui fait quoi"."""
        told = [presenting.term(SupportManner, one) for one in self.organisation.support_manners]
        return told + [presenting.term(SupportAim, one) for one in self.organisation.support_aims]

    @property
    def languages(self) -> list[str]:
        return [presenting.language_name(code) for code in self.organisation.languages]

    @property
    def actions(self) -> list[tuple[str, str, str]]:
        """(pictogram, words, address), the main one first."""
        found = []
        if phone := self.organisation.telephone:
            words = _("Appeler le %(phone)s") % {"phone": presenting.phone(phone)}
            found.append(("telephone", words, presenting.phone_link(phone)))
        for link in map(presenting.web_link, self.organisation.site_web[:1]):
            found += [("chercher", _("Voir son site"), link)] if link else []
        return found


def organisation_story(slug: str) -> OrganisationStory:
    """Raises Organisation.DoesNotExist."""
    found = _organisation(slug)
    return OrganisationStory(
        organisation=found,
        stamp=presenting.stamp(found.source_date, found.verified_on, timezone.localdate()),
        families=[presenting.term(Family, family) for family in found.families],
        places=cards(list(found.places.all()), {}),
        offers=[OfferLine(offer) for offer in found.offers.all()],
        partner_offers=[OfferLine(offer) for offer in found.partner_offers.all()],
    )
