"""What everyone reads of the matrix: the offer of today, the demand last published, small numbers hidden."""

import csv
from datetime import date
from io import StringIO

import pytest
import time_machine

from maillage.core.suppression import TOTAL
from maillage.diagnosis import actions, publishing
from maillage.diagnosis.models import NeedRecord, Publication
from maillage.orientation.models import UnmetNeed
from maillage.places.enums import Service
from tests.factories import PlaceFactory, ZoneFactory

pytestmark = pytest.mark.django_db
HELP, DEVICES = Service.DEMARCHES, Service.ACQUISITION


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel("2026-11-23 10:00+01:00", tick=False):
        yield


@pytest.fixture
def zones():
    for index, code in enumerate(("alma", "epeule", "pile")):
        ZoneFactory(code=code, nom=code.capitalize(), latitude=50.60 + index / 10, longitude=3.17)


def searched(service: str, zone: str, count: int, month: str = "2026-10") -> None:
    UnmetNeed.objects.create(service=service, zone=zone, count=count, month=month)


def lines(client) -> list[dict]:
    text = client.get("/diagnostic/matrice.csv").content.decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text), delimiter=";"))


def test_a_small_number_is_hidden_on_the_page_in_the_cell_and_in_the_file(client, zones):
    searched(DEVICES, "epeule", 40)
    searched(DEVICES, "alma", 3)
    actions.publish()

    page = client.get("/diagnostic/").text
    cell = client.get("/diagnostic/case/acquisition-de-materiel-informatique-a-prix-solidaire/alma/").text
    found = {row["quartier"]: row["Recherches sans réponse"] for row in lines(client) if row["thème"] == DEVICES}

    assert found["Alma"] == "caché"
    assert ("3 fois" in page, "<dd>3</dd>" in cell, "quelques demandes" in page) == (False, False, True)


def test_a_second_cell_is_hidden_so_that_nobody_subtracts(client, zones):
    for zone, count in (("alma", 3), ("epeule", 40), ("pile", 50)):
        searched(DEVICES, zone, count)
    actions.publish()

    table = publishing.table(Publication.objects.get().tables["recherche"])

    assert len([key for key in table.hidden if key[0] == DEVICES]) >= 2
    assert table.shown(DEVICES, "alma") is None


def test_one_publication_a_month_whatever_the_number_of_runs(zones):
    first, again = actions.publish(), actions.publish(today=date(2026, 11, 30))
    later = actions.publish(today=date(2026, 12, 1))

    assert (first == again, first.until, later.until) == (True, date(2026, 10, 31), date(2026, 11, 30))


def test_two_publications_cannot_be_subtracted(zones):
    searched(DEVICES, "epeule", 40)
    before = publishing.table(actions.publish().tables["recherche"])
    searched(DEVICES, "epeule", 2, month="2026-11")

    after = publishing.table(actions.publish(today=date(2026, 12, 5)).tables["recherche"])

    told = before.shown(DEVICES, "epeule"), after.shown(DEVICES, "epeule"), after.shown(TOTAL, TOTAL)
    assert told[0] == 40
    assert not {told[1], told[2]} & {42}


def test_the_current_month_waits_for_its_end(client, zones):
    searched(HELP, "epeule", 99, month="2026-11")
    actions.publish()

    assert {row["Recherches sans réponse"] for row in lines(client)} == {"0"}


def test_the_offer_is_the_one_of_today(client, zones):
    PlaceFactory(services=[HELP], latitude=50.70, longitude=3.17)
    cells = {row["quartier"]: (row["état"], row["lieux"]) for row in lines(client) if row["thème"] == HELP}

    assert cells == {"Alma": ("manque", "0"), "Epeule": ("faible", "1"), "Pile": ("manque", "0")}


def test_a_sector_keeps_its_neighbourhoods(client, zones):
    ZoneFactory(code="nord", nom="Nord", kind="secteur", latitude=50.60, longitude=3.17)
    ZoneFactory(code="cul-de-four", nom="Cul de Four", sector_id="nord", latitude=50.9, longitude=3.17)

    page = client.get("/diagnostic/?zone=nord").text

    assert ("Cul de Four</th>" in page, "Alma</th>" in page) == (True, False)


@pytest.mark.parametrize("asked", ["?zone=rien", "?zone=%00", "?etat=rien", "?etat=%00"])
def test_odd_questions_are_answered(client, zones, asked):
    assert client.get(f"/diagnostic/{asked}").status_code == 200


def test_the_page_asks_the_same_number_of_questions(client, zones, django_assert_max_num_queries):
    PlaceFactory(services=[HELP], latitude=50.70, longitude=3.17)
    actions.publish()
    with django_assert_max_num_queries(9) as one:
        client.get("/diagnostic/")
    for _ in range(2):
        PlaceFactory(services=[HELP], latitude=50.70, longitude=3.17)
    with django_assert_max_num_queries(len(one)):
        client.get("/diagnostic/")


def test_the_api_tells_the_same_and_says_null_for_what_is_hidden(client, zones):
    searched(DEVICES, "epeule", 40)
    searched(DEVICES, "alma", 3)
    actions.publish()

    cells = {one["zone"]: one for one in client.get("/api/diagnostic").json()["cases"] if one["theme"] == DEVICES}

    assert cells["alma"]["demandes"] == {"recherche": None}
    assert {zone: one["etat"] for zone, one in cells.items()} == dict.fromkeys(cells, "manque")


def test_the_map_and_its_list_tell_one_theme(client, zones):
    PlaceFactory(services=[HELP], latitude=50.70, longitude=3.17)

    page = client.get("/diagnostic/carte/?theme=aide-aux-demarches-administratives").text

    assert (page.count("<path class="), page.count('<li class="weak">'), page.count('<li class="gap">')) == (3, 1, 2)


def test_barriers_that_come_together_hide_small_numbers(client, zones):
    for _ in range(12):
        NeedRecord.objects.create(family="équipement", text="…", source="…", barriers=["matériel", "argent"])
    NeedRecord.objects.create(family="équipement", text="…", source="…", barriers=["langue"])

    table = client.get("/diagnostic/publics/").text.partition("Ce qui arrête")[2]

    assert ("<td>12</td>" in table, "<td>1</td>" in table, "<td>caché</td>" in table) == (True, False, True)
