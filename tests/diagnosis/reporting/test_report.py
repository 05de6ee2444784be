"""Snapshots never change; two dates compare; one number is one number everywhere."""

import csv
from datetime import timedelta
from io import BytesIO, StringIO

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.utils import timezone
from pypdf import PdfReader

from maillage.core.models import Unchangeable
from maillage.diagnosis import actions
from maillage.diagnosis.enums import EvidenceKind
from maillage.diagnosis.models import Evidence, Gap, Snapshot
from maillage.diagnosis.queries import facts
from maillage.network.enums import Role
from maillage.network.models import Membership
from maillage.places.directory import Search, directory
from maillage.places.enums import Service
from tests.factories import OrganisationFactory, PlaceFactory, ZoneFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def epeule():
    return ZoneFactory(code="epeule", nom="Épeule", latitude=50.69, longitude=3.17)


def place(**told):
    return PlaceFactory(**({"latitude": 50.69, "longitude": 3.17, "services": [Service.ACCES]} | told))


def opened(title: str, **told) -> Gap:
    seen = Evidence(kind=EvidenceKind.FIELD, text="Vu", source="Accueil")
    return actions.show(actions.open_gap(Gap(title=title, **told), [seen], by=None), by=None)


def test_a_snapshot_is_never_changed(epeule):
    kept = actions.take_snapshot(nom="Avant")

    for forbidden in (kept.save, kept.delete, Snapshot.objects.all().delete, lambda: Snapshot.objects.update(nom="…")):
        with pytest.raises(Unchangeable):
            forbidden()


def test_one_a_week_whatever_the_number_of_runs(epeule):
    actions.weekly_snapshot()
    actions.weekly_snapshot()
    with time_machine.travel(timezone.now() + timedelta(days=7, minutes=1)):
        actions.weekly_snapshot()

    assert Snapshot.objects.count() == 2


def test_the_report_tells_what_moved_since(client, epeule):
    gap = opened("Une imprimante", zone=epeule)
    before = actions.take_snapshot(nom="Rencontre n° 1")
    place(nom="Maison neuve")
    actions.close(gap, "La médiathèque en prête une", by=None)

    text = client.get(f"/diagnostic/retour/?de={before.pk}").text.replace("&#x27;", "'")

    expected = ("Rencontre n° 1", "Maison neuve", "Une imprimante : La médiathèque en prête une", "a été comblé")
    assert [word in text for word in expected] == [True] * 4


def test_a_gap_that_is_not_shown_stays_out_of_the_report(client, epeule):
    before = actions.take_snapshot()
    actions.show(opened("Un secret de réunion"), by=None, shown=False)

    assert "Un secret de réunion" not in client.get(f"/diagnostic/retour/?de={before.pk}").text


def test_the_paper_says_the_same_and_can_be_read_aloud(client, epeule):
    opened("Des tablettes à prêter", zone=epeule)
    actions.take_snapshot(nom="Rencontre n° 1")

    reader = PdfReader(BytesIO(client.get("/diagnostic/retour.pdf").content))
    text = " ".join(page.extract_text() for page in reader.pages)

    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert [word in text for word in ("Des tablettes à prêter", "Rencontre n° 1", "Ce que cela ne dit pas")] == [
        True
    ] * 3


@pytest.mark.parametrize("asked", ["de=rien", "a=rien", "de=999999", "a=99999999999999999999", "de=%00"])
def test_unknown_dates_answer_404(client, epeule, asked):
    assert client.get(f"/diagnostic/retour/?{asked}").status_code == 404


def test_dates_the_other_way_round_are_put_in_order(client, epeule):
    kept = actions.take_snapshot(nom="Avant", at=timezone.now() - timedelta(days=1))

    assert "comparé à : Avant" in client.get(f"/diagnostic/retour/?de=aujourd-hui&a={kept.pk}").text


def test_the_coordination_keeps_today(client):
    user = get_user_model().objects.create_user("k", email="k@exemple.test")
    Membership.objects.create(organisation=OrganisationFactory(), user=user, role=Role.COORDINATOR)
    client.force_login(user)

    client.post("/espace/diagnostic/photographier/", {"nom": "Rencontre n° 2"})

    assert list(Snapshot.objects.values_list("nom", flat=True)) == ["Rencontre n° 2"]


def test_one_number_is_the_same_in_the_directory_the_map_the_indicator_the_matrix_and_the_exports(client, epeule):
    for index in range(4):
        place(nom=f"Lieu {index}", pivot="21590512800019", adresse="1 rue de l'Épeule", code_postal="59100",
              commune="Roubaix", source="Essai", date_maj="2026-01-05")  # fmt: skip
    listed = directory.find(Search()).total
    mapped = sum(one["properties"].get("count", 1) for one in
                 client.get("/api/carte?bbox=3,50,4,51&zoom=12").json()["features"])  # fmt: skip
    api = len(client.get("/api/lieux").json()["features"])
    file = b"".join(client.get("/donnees/lieux.csv")).decode("utf-8-sig")
    exported = len(list(csv.DictReader(StringIO(file))))
    rows = csv.DictReader(StringIO(client.get("/diagnostic/matrice.csv").content.decode("utf-8-sig")), delimiter=";")
    matrix = next(int(row["lieux"]) for row in rows if row["thème"] == Service.ACCES)

    assert (listed, mapped, api, exported, matrix, facts().places) == (4,) * 6
