"""A structure as its members see it, and what is done around it."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.census.structures.complementarity import Done
from maillage.network.models import Organisation
from maillage.network.rules import Actor
from maillage.network.tasks import Task
from maillage.places.models import Offer, Place
from maillage.territory.models import Zone

OLD = timedelta(days=365)
COLUMNS = ("id", "nom", "slug", "services", "zones", "organisation_id", "commune")


def structures(actor: Actor) -> QuerySet[Organisation]:
    found = Organisation.objects.all()
    return found if actor.reads_everything else found.filter(pk__in=actor.contributes_to)


def done_around(organisation: Organisation) -> list[Done]:
    """Who does what in the neighbourhoods where this structure has a place, itself included."""
    zones = dict(Zone.objects.filter(kind=Zone.Kind.NEIGHBOURHOOD).values_list("code", "nom"))
    own = list(Place.objects.published().filter(organisation=organisation).only(*COLUMNS))
    here = {zone for place in own for zone in _zones(place, zones)}
    everywhere = Place.objects.published().only(*COLUMNS).select_related("organisation")
    candidates = [place for place in everywhere if here & set(_zones(place, zones))] if here else own
    offered = _offered([place.pk for place in candidates])
    return [one for place in candidates for one in _done(place, zones, here, offered.get(place.pk, ()))]


def _zones(place: Place, known: dict[str, str]) -> list[str]:
    """Its neighbourhoods; its commune where none is drawn."""
    return [code for code in place.zones if code in known] or ([place.commune] if place.commune else [])


def _offered(ids: list[str]) -> dict[str, set[str]]:
    """Services of the actions held at each place."""
    found: dict[str, set[str]] = {}
    for place, services in Offer.objects.filter(place__in=ids).values_list("place_id", "services"):
        found.setdefault(place, set()).update(services)
    return found


def _done(place: Place, zones: dict[str, str], here: set[str], offered: Iterable[str]) -> Iterator[Done]:
    who = f"structure-{place.organisation_id}" if place.organisation_id else f"lieu-{place.pk}"
    nom, url = (place.organisation.nom, place.organisation.get_absolute_url()) if place.organisation else (
        place.nom, place.get_absolute_url()
    )  # fmt: skip
    for code in _zones(place, zones):
        if code in here:
            for service in {*place.services, *offered}:
                yield Done(service, zones.get(code, code), who, nom, url)


def today(actor: Actor) -> Iterator[Task]:
    """A structure whose description is older than a year is read again by those who run it."""
    limit = timezone.localdate() - OLD
    for one in Organisation.objects.filter(pk__in=actor.manages):
        if one.verified_on is None or one.verified_on < limit:
            words = _("Relire la page de %(nom)s") % {"nom": one.nom}
            url = reverse("structures:structure", args=[one.slug])
            yield Task(words, url, "personnes", _("Vos partenaires s'en servent pour orienter."), 60)
