"""A structure tells what it does, whom to call; its partners read it."""

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from maillage.core.models import Event
from maillage.network.models import Contact, Membership
from tests.factories import OrganisationFactory, PlaceFactory, ZoneFactory


@pytest.fixture
def organisation(db):
    return OrganisationFactory(slug="echo", nom="ECHO")


@pytest.fixture
def manager(organisation):
    user = get_user_model().objects.create_user("responsable", email="responsable@exemple.test")
    Membership.objects.create(user=user, organisation=organisation, role="responsable")
    return user


@pytest.fixture
def inside(client, manager):
    client.force_login(manager)
    return client


def described(client, **typed):
    known = {"missions": "Aider", "support_manners": ["faire avec"], "publics": "familles", "languages": ["fr"]}
    return client.post("/espace/structures/echo/", known | typed)


def test_what_a_structure_says_stands_on_its_public_page(inside, client, organisation):
    described(inside, specialities="CAF\n- Pronote", languages=["fr", "ar"], support_aims=["préventif"])

    html = client.get("/structures/echo/").text
    told = ("faire avec la personne", "rendre autonome, avant que le besoin presse", "CAF, Pronote", "français, arabe")
    assert [one for one in told if one not in html] == []


def test_saying_it_again_verifies_it_today(inside, organisation):
    described(inside)
    described(inside)

    organisation.refresh_from_db()
    assert organisation.verified_on == timezone.localdate()
    assert sorted(Event.objects.values_list("verb", flat=True)) == ["confirmed", "described"]


def test_a_bad_number_is_said_and_nothing_is_lost(inside, organisation):
    response = described(inside, telephone="12", specialities="CAF")

    organisation.refresh_from_db()
    assert (response.status_code, organisation.missions) == (400, "")
    assert "Ce numéro ne se lit pas" in response.text
    assert "CAF</textarea>" in response.text


def contact(client, **typed):
    known = {"role": "accueil", "telephone": "03 20 00 00 01", "person": "", "note": ""}
    return client.post("/espace/structures/echo/contacts/nouveau/", known | typed)


def test_a_name_needs_consent(inside):
    response = contact(inside, person="Personne d'essai")

    assert (response.status_code, Contact.objects.count()) == (400, 0)


def test_a_contact_needs_a_way_to_be_reached(inside):
    assert contact(inside, telephone="").status_code == 400


def test_the_public_reads_the_function_members_read_the_name(inside, client, organisation):
    contact(inside, person="Personne d'essai", agreed="on", public="on")

    assert "Personne d&#x27;essai" in client.get("/structures/echo/").text
    client.logout()
    html = client.get("/structures/echo/").text
    assert ("Personne d&#x27;essai" in html, "Accueil" in html) == (False, True)


def test_a_contact_that_is_not_public_is_for_members(inside, client):
    contact(inside, note="pour les partenaires")
    client.logout()

    assert "pour les partenaires" not in client.get("/structures/echo/").text


def test_effacing_a_contact_leaves_no_name_behind(inside):
    contact(inside, person="Personne d'essai", agreed="on")

    inside.post(f"/espace/structures/echo/contacts/{Contact.objects.get().pk}/effacer/")

    assert Contact.objects.count() == 0
    assert "Personne" not in str(list(Event.objects.values()))


def test_a_structure_sees_where_it_is_alone_and_who_does_the_same(inside, organisation):
    ZoneFactory(code="epeule", nom="Épeule", latitude=50.69, longitude=3.17)
    here = {"latitude": 50.69, "longitude": 3.17}
    PlaceFactory(
        organisation=organisation,
        services=["Loisirs et créations numériques", "Utilisation sécurisée du numérique"],
        **here,
    )
    PlaceFactory(organisation=OrganisationFactory(nom="Voisins"), services=["Loisirs et créations numériques"], **here)

    page = inside.get("/espace/structures/echo/alentours/")

    assert [(share.service, [one.nom for one in share.others]) for share in page.context["shares"]] == [
        ("Utilisation sécurisée du numérique", []),
        ("Loisirs et créations numériques", ["Voisins"]),
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_the_comparison_costs_the_same_whatever_the_number_of_places(
    inside, organisation, count, django_assert_num_queries
):
    for _ in range(count):
        PlaceFactory(organisation=organisation, services=["Loisirs et créations numériques"])
        PlaceFactory(organisation=OrganisationFactory(), services=["Loisirs et créations numériques"])

    with django_assert_num_queries(8):
        inside.get("/espace/structures/echo/alentours/")


@pytest.mark.parametrize("text", ["\x00", "x" * 300, "é" * 130])
def test_nothing_typed_breaks_the_page(inside, text):
    assert described(inside, specialities=text, missions=text, telephone=text).status_code < 500
    assert contact(inside, person=text, agreed="on", note=text, courriel=text).status_code < 500
