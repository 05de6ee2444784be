"""One of each thing that a member's address may name, ours and another structure's; each part adds its own."""

from collections.abc import Callable

from maillage.census.models import Channel, ErrorReport, Proposal
from maillage.network.models import Contact
from maillage.places.models import Place
from tests.factories import OrganisationFactory, PlaceFactory


def said_of_places(world: dict) -> None:
    """A proposal and a report about each place."""
    for prefix in ("", "foreign_"):
        place = Place.objects.get(slug=world[f"{prefix}place"])
        world[f"{prefix}proposal"] = Proposal.objects.create(
            place=place, changes={"nom": [place.nom, "Autre nom"]}, channel=Channel.PUBLIC
        ).pk
        world[f"{prefix}report"] = ErrorReport.objects.create(place=place, kind=ErrorReport.Kind.CLOSED).pk


def contacts(world: dict) -> None:
    for prefix, organisation in (("", world["own"]), ("foreign_", world["other"])):
        world[f"{prefix}contact"] = Contact.objects.create(organisation=organisation, role="accueil").pk


BUILDERS: list[Callable[[dict], None]] = [said_of_places, contacts]  # each fills {name: what stands in the address}


def build() -> dict[str, str]:
    own = OrganisationFactory(slug="structure-a-nous", nom="Structure à nous")
    other = OrganisationFactory(slug="structure-des-autres", nom="Structure des autres")
    place = PlaceFactory(id="lieu-a-nous", slug="lieu-a-nous", nom="Lieu à nous", organisation=own)
    foreign = PlaceFactory(id="lieu-des-autres", slug="lieu-des-autres", nom="Lieu des autres", organisation=other)
    world = {"own": own, "other": other, "place": place.slug, "foreign_place": foreign.slug}
    world |= {"structure": own.slug, "foreign_structure": other.slug}
    for add in BUILDERS:
        add(world)
    return world
