"""Actions and workshops: what looks alike is shown first; one corrects, one stops, one undoes."""

import pytest

from maillage.census.models import Proposal
from maillage.places.actions import told_rows
from tests.census.editing.conftest import address, filled, send, text_of
from tests.factories import OfferFactory, OrganisationFactory, PlaceFactory

pytestmark = pytest.mark.django_db


def offers(place) -> list[str]:
    return list(place.offers.values_list("nom", flat=True))


def key(client, place, at: int = 0) -> str:
    return client.get(address(place, "actions/")).context["lines"][at]["key"]


def test_an_action_is_added_for_the_structure_and_shown(manager, client, place):
    typed = {"nom": "Atelier tablette", "schedule": "Le mardi à 14 h", "audience": ["bénévoles"], "nature": "formation"}
    manager.post(address(place, "actions/nouvelle/"), typed)

    offer = place.offers.get()
    assert (offer.nom, offer.organisation.nom, offer.nature) == ("Atelier tablette", "Structure à nous", "formation")
    page = text_of(client.get(place.get_absolute_url()))
    assert "Atelier tablette formation · Le mardi à 14 h · bénévoles Portée par Structure à nous" in page


@pytest.mark.parametrize("elsewhere", [False, True])
def test_an_action_like_one_that_exists_is_shown_that_one_first(manager, place, elsewhere):
    OfferFactory(nom="Le Café Numérique", place=PlaceFactory(nom="Voisin") if elsewhere else place)
    OfferFactory(nom="Réparer son vélo", place=place)
    typed = {"nom": "café numerique du mardi", "description": "Autour d'un café"}

    answer = manager.post(address(place, "actions/nouvelle/"), typed)
    assert [one.nom for one in answer.context["alike"]] == ["Le Café Numérique"]
    assert answer.context["form"]["description"].value() == "Autour d'un café"
    assert "café numerique du mardi" not in offers(place)

    manager.post(address(place, "actions/nouvelle/"), {**typed, "nouveau": "café numerique du mardi"})
    assert "café numerique du mardi" in offers(place)


def test_an_action_is_corrected_and_what_the_form_does_not_show_is_kept(manager, place):
    partner = OrganisationFactory(nom="Partenaire")
    OfferFactory(nom="Café", place=place, source="Plaquette 2026", publics=["lycéens"]).partners.add(partner)
    other = OfferFactory(nom="Autre", place=place)

    send(manager, address(place, f"actions/{key(manager, place, 1)}/"), nom="Café numérique", price="Gratuit")

    offer = place.offers.get(nom="Café numérique")
    assert (offer.price, offer.source, offer.publics, list(offer.partners.all())) == (
        "Gratuit",
        "Plaquette 2026",
        ["lycéens"],
        [partner],
    )
    assert sorted(offers(place)) == ["Autre", "Café numérique"]
    assert other.nom in offers(place)


def test_an_action_sent_back_untouched_changes_nothing(manager, place):
    OfferFactory(nom="Café", place=place, services=["Utilisation sécurisée du numérique"], level=["débutant"])

    assert send(manager, address(place, f"actions/{key(manager, place)}/")).status_code == 302
    assert place.events.count() == 0


def test_an_action_stops_and_comes_back_whole_when_undone(manager, place):
    partner = OrganisationFactory(slug="partenaire")
    OfferFactory(nom="Café", place=place, organisation=place.organisation).partners.add(partner)
    before = told_rows(place, "offers")

    manager.post(address(place, f"actions/{key(manager, place)}/arreter/"))
    assert offers(place) == []
    manager.post(address(place, f"histoire/{place.events.get().pk}/"), {"column": "offers"})

    assert told_rows(place, "offers") == before
    assert list(place.offers.get().partners.all()) == [partner]


def test_an_action_somebody_changed_meanwhile_is_asked_about(manager, coordinator, place):
    OfferFactory(nom="Café", place=place, price="1 €")
    url = address(place, f"actions/{key(manager, place)}/")
    opened = filled(manager.get(url))
    send(coordinator, url, price="2 €")

    assert manager.get(url)["Location"] == address(place, "actions/")
    assert manager.post(f"{url}arreter/")["Location"] == address(place, "actions/")
    answer = manager.post(url, {**opened, "price": "3 €"})
    assert answer.status_code == 409
    assert "Sur la fiche maintenant Café, 2 €" in text_of(answer)
    manager.post(url, {**dict(answer.context["resent"]), "garder-offers": "mien"})

    assert place.offers.get().price == "3 €"


def test_who_contributes_proposes_an_action(contributor, place):
    contributor.post(address(place, "actions/nouvelle/"), {"nom": "Atelier tablette"})

    (proposal,) = Proposal.objects.all()
    assert (offers(place), proposal.changes["offers"]) == (
        [],
        [[], [{"nom": "Atelier tablette", "organisation": "a-nous"}]],
    )


def test_a_proposed_action_is_accepted_with_its_structure(contributor, manager, place):
    contributor.post(address(place, "actions/nouvelle/"), {"nom": "Atelier tablette"})

    manager.post(f"/espace/propositions/{Proposal.objects.get().pk}/", {"decision": "accepter"})

    assert place.offers.get().organisation == place.organisation


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"nom": ""}, "nom"),
        ({"nom": "\x00"}, "nom"),
        ({"nom": "a", "nature": "rien"}, "nature"),
        ({"nom": "a" * 301}, "nom"),
    ],
)
def test_an_action_that_cannot_be(manager, place, typed, field):
    answer = manager.post(address(place, "actions/nouvelle/"), typed)

    assert (answer.status_code, list(answer.context["form"].errors)) == (400, [field])
