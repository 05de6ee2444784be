"""Places for files: complete ones, and one filled to the last column."""

from datetime import date

from maillage.places.models import FieldOrigin, Place
from tests.factories import EquipmentFactory, OfferFactory, OrganisationFactory, PlaceFactory, SourceFactory

DAY = date(2024, 4, 2)


def complete(**columns) -> Place:
    """What the national file asks for, and nothing more."""
    return PlaceFactory(**{"date_maj": DAY, **columns})


def rich(**columns) -> Place:
    organisation = OrganisationFactory(slug="la-maison", nom="La Maison")
    partner = OrganisationFactory(slug="le-relais", nom="Le Relais")
    place = complete(
        **{
            "id": "riche", "nom": "Lieu riche", "pivot": "43493312300029", "telephone": "+33320000000",
            "latitude": 50.69, "longitude": 3.17, "courriels": ["contact@exemple.test"],
            "horaires": "Mo-Fr 09:00-12:00; Sa off", "services": ["Loisirs et créations numériques"],
            "modalites_acces": ["Se présenter"], "uses": ["accès libre"], "languages": ["fr", "ar"],
            "aliases": ["L'Échoppe"], "audience": ["résidents"], "level": ["débutant"], "verified_on": DAY,
            "verified_by": "La Maison", "organisation": organisation, **columns,
        }
    )  # fmt: skip
    EquipmentFactory(place=place, kind="imprimante", count=2, adapted_count=1, state="en service")
    place.equipment_services.create(kind="prêt", item="ordinateur", price="gratuit", conditions="une semaine")
    place.staff.create(role="médiateur numérique", count="1.5")
    place.labels.create(nom="France Services", since="2021-10")
    offer = OfferFactory(
        place=place, nom="Atelier", organisation=organisation, nature="formation", level=["débutant"],
        services=["Loisirs et créations numériques"], source_date=DAY,
    )  # fmt: skip
    offer.partners.add(partner)
    FieldOrigin.objects.create(place=place, columns=["nom"], source=SourceFactory(), date=DAY)
    return place
