"""The page of the coordinator: by zone and by theme, what is missing, whom to call, as a table too."""

import csv
import io

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from maillage.network.enums import Role
from maillage.network.models import Membership
from maillage.places.enums import Service
from tests.factories import OrganisationFactory, PlaceFactory, ZoneFactory
from tests.factories.members import a_coordinator

pytestmark = pytest.mark.django_db
PAGE = "/espace/qualite/"


@pytest.fixture(autouse=True)
def coordinator(client):
    user = a_coordinator()
    client.force_login(user)


def good(**columns):
    return PlaceFactory(
        **{
            "horaires": "Mo-Fr 09:00-12:00", "presentation_resume": "Aide pour les démarches.",
            "verified_on": timezone.localdate(), "services": [Service.DEMARCHES],
            "modalites_accompagnement": ["Accompagnement individuel"], **columns,
        }
    )  # fmt: skip


def read(client, query="") -> str:
    answer = client.get(PAGE + query)
    assert answer.status_code == 200
    return answer.content.decode().replace("&#x27;", "'")


def test_the_three_words_are_counted(client):
    good()
    PlaceFactory()

    assert read(client).count("<b>1</b> sur 2 (50 %)") == 3


def test_an_empty_base_says_so(client):
    assert "Aucun lieu dans ce choix" in read(client)


def test_by_zone_and_by_theme_with_a_link_one_can_send(client):
    zone = ZoneFactory(latitude=50.7, longitude=3.2, nom="Essai-Nord")
    good(latitude=50.7, longitude=3.2)
    good()
    good(services=[Service.ACCES])

    assert "3 lieux publiés" in read(client)
    assert "1 lieu publié" in read(client, f"?zone={zone.code}")
    assert "2 lieux publiés" in read(client, f"?service={Service.DEMARCHES}")
    assert "Essai-Nord" in read(client) and "Hors quartier" in read(client)


def test_whom_to_call_has_the_number_and_what_is_missing(client):
    holder = OrganisationFactory(nom="À appeler", telephone="+33320000000")
    good(organisation=holder, horaires="")
    good(organisation=OrganisationFactory(nom="Parfaite"))

    page = read(client)

    assert "1 structure à appeler" in page
    assert "03\u00a020\u00a000\u00a000\u00a000" in page
    assert "horaires absents" in page
    assert "Parfaite" not in page


def test_one_gap_at_a_time(client):
    good(organisation=OrganisationFactory(nom="Sans horaires"), horaires="")
    good(organisation=OrganisationFactory(nom="Sans aide"), services=[])

    page = read(client, "?manque=horaires absents")

    assert "<h3>Sans horaires</h3>" in page
    assert "<h3>Sans aide</h3>" not in page


@pytest.mark.parametrize(
    "query", ["?zone=rien&service=rien&months=rien&manque=rien&page=mille", "?zone=%00", "?page=-1"]
)
def test_what_is_not_understood_is_left_out(client, query):
    good(horaires="")

    assert "1 lieu publié" in read(client, query)


def test_the_support_of_the_structure_qualifies_its_places(client):
    good(modalites_accompagnement=[], organisation=OrganisationFactory(support_manners=["faire avec"]))

    assert read(client).count("<b>1</b> sur 1 (100 %)") == 3


def test_a_gis_reader_sees_it_without_what_they_may_not_do(client):
    user = get_user_model().objects.create_user("sig", email="sig@exemple.test")
    Membership.objects.create(organisation=OrganisationFactory(), user=user, role=Role.GIS_READER)
    place = good(horaires="")
    client.force_login(user)

    page = read(client)

    assert place.get_absolute_url() in page
    assert "/espace/verifications/" not in page and "/espace/campagnes/nouvelle/" not in page


def test_the_table_says_the_same_and_no_cell_is_a_formula(client):
    good(nom="=1+1", horaires="")

    answer = client.get("/espace/qualite.csv")

    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert [(row["nom"], row["actualisée"], row["lisible"], row["qualifiée"]) for row in rows] == [
        ("'=1+1", "oui", "non", "oui")
    ]
    assert rows[0]["ce qui manque"] == "horaires absents"


def test_the_page_costs_the_same_for_one_place_and_for_three(client, django_assert_num_queries):
    good(organisation=OrganisationFactory(), horaires="")
    client.get(PAGE)
    with django_assert_num_queries(7):
        client.get(PAGE)
    for _ in range(2):
        good(organisation=OrganisationFactory(), horaires="")
    with django_assert_num_queries(7):
        client.get(PAGE)
