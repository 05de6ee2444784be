"""One boring factory per table. A place has what it needs to be published, and nothing more."""

import factory

from maillage.network.models import Organisation
from maillage.places.models import Equipment, Offer, Place, Source
from maillage.territory.models import Commune, Zone


class CommuneFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Commune
        django_get_or_create = ["code_insee"]

    code_insee = "59512"
    nom = "Roubaix"
    latitude, longitude = 50.6916, 3.1742


def square(latitude: float, longitude: float, half: float = 0.004) -> dict:
    """A GeoJSON square around a point, `half` degrees to each side."""
    west, east, south, north = longitude - half, longitude + half, latitude - half, latitude + half
    return {
        "type": "Polygon",
        "coordinates": [[[west, south], [east, south], [east, north], [west, north], [west, south]]],
    }


class ZoneFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Zone

    code = factory.Sequence(lambda n: f"zone-{n}")
    nom = factory.Sequence(lambda n: f"Quartier {n}")
    kind = Zone.Kind.NEIGHBOURHOOD
    commune = factory.SubFactory(CommuneFactory)
    latitude, longitude = 50.69, 3.17
    geometry = factory.LazyAttribute(lambda zone: square(zone.latitude, zone.longitude))


class OrganisationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Organisation

    slug = factory.Sequence(lambda n: f"structure-{n}")
    nom = factory.Sequence(lambda n: f"Structure {n}")


class SourceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Source
        django_get_or_create = ["slug"]

    slug = "essai"
    nom = "Essai"


class PlaceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Place

    id = factory.Sequence(lambda n: f"lieu-{n}")
    nom = factory.Sequence(lambda n: f"Lieu numéro {n}")
    adresse = factory.Sequence(lambda n: f"{n + 1} rue de l'Essai")
    commune, code_postal, code_insee = "Roubaix", "59100", "59512"


class EquipmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Equipment

    place = factory.SubFactory(PlaceFactory)


class OfferFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Offer

    nom = factory.Sequence(lambda n: f"Action {n}")
