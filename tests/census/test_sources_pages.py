"""Sources side by side, a source taken away, what moved between two files: as their pages show it."""

import pytest
from django.urls import reverse

from maillage.census.models import Batch, SourceRecord
from maillage.core.running import run_next
from maillage.network.enums import Role
from maillage.network.models import Membership
from maillage.places.models import Place
from tests.census.files import ROW, imported
from tests.factories import OrganisationFactory

pytestmark = pytest.mark.django_db
HERE = "03 20 00 00 01".replace(" ", "\u00a0")  # a number is never cut at the end of a line
OLDER = {"date_maj": "2023-01-01", "telephone": "03 20 00 00 02"}


@pytest.fixture
def desk(client, django_user_model):
    user = django_user_model.objects.create(username="coordination", email="coordination@exemple.test")
    Membership.objects.create(organisation=OrganisationFactory(), user=user, role=Role.COORDINATOR)
    client.force_login(user)
    return client


@pytest.fixture
def place(tmp_path):
    imported(tmp_path, OLDER, source="ancienne")
    imported(tmp_path, {})
    return Place.objects.get()


def text(answer) -> str:
    return answer.content.decode().replace("&#x27;", "'")


def test_what_sources_disagree_on_comes_first(desk, place):
    sides = desk.get(reverse("sources:place", args=[place.slug])).context["sides"]
    first = sides[0]
    assert (first.column, first.words, [one.in_conflict for one in sides[1:]]) == (
        "telephone", HERE, [False] * (len(sides) - 1),
    )  # fmt: skip
    assert [(word.source, word.words, word.stands) for word in first.told] == [
        ("mairie", HERE, True), ("ancienne", HERE[:-1] + "2", False),
    ]  # fmt: skip


def test_a_button_takes_the_value_of_a_source(desk, place):
    record = SourceRecord.objects.get(source__slug="ancienne")
    answer = desk.post(
        reverse("sources:place", args=[place.slug]), {"record": record.pk, "column": "telephone"}, follow=True
    )
    assert Place.objects.get().telephone == "+33320000002"
    assert "cette valeur reste" in text(answer)


@pytest.mark.parametrize("record", ["", "0", "x", "9" * 30, "²"])
@pytest.mark.parametrize("column", ["telephone", "rien", "id", "offers"])
def test_a_value_nobody_says_changes_nothing(desk, place, record, column):
    answer = desk.post(reverse("sources:place", args=[place.slug]), {"record": record, "column": column}, follow=True)
    assert (answer.status_code, Place.objects.get().telephone) == (200, "+33320000001")
    assert "ne dit plus cela" in text(answer)


def test_the_pages_of_sources_say_what_would_happen_and_do_it(desk, place):
    assert "ancienne" in text(desk.get(reverse("sources:list")))
    assert desk.get(reverse("sources:one", args=["mairie"])).context["alone"] == 0
    answer = desk.post(reverse("sources:withdraw", args=["mairie"]), follow=True)
    assert "La source mairie est retirée" in text(answer)
    assert Place.objects.get().telephone == "+33320000002"
    again = desk.post(reverse("sources:withdraw", args=["mairie"]), follow=True)
    assert "ne dit déjà plus rien" in text(again)
    desk.post(reverse("imports:undo", args=[Batch.objects.get(kind="retrait").pk]))
    assert Place.objects.get().telephone == "+33320000001"


def test_the_drift_says_what_share_of_places_moved(desk, tmp_path):
    rows = [{"id": f"lieu-{n}", "nom": f"Lieu {n}", "adresse": f"{n} rue de l'Essai"} for n in range(4)]
    imported(tmp_path, *rows)
    moved = [{**rows[0], "telephone": "03 20 00 00 07"}, {**rows[1], "horaires": "Tu 09:00-12:00"}, rows[2]]
    report = imported(tmp_path, *moved, {"id": "neuf", "nom": "Neuf"}, complete=True)

    answer = desk.get(reverse("imports:drift", args=[report.batch]))

    told = {line.name: (line.count, line.of, line.share) for line in answer.context["drift"].lines}
    assert told == {
        "horaires": (1, 3, "33\u00a0%"), "telephone": (1, 3, "33\u00a0%"), "courriels": (0, 3, "0\u00a0%"),
        "adresse": (0, 3, "0\u00a0%"), "nom": (0, 3, "0\u00a0%"),
        "gone": (1, 4, "25\u00a0%"), "new": (1, 4, "25\u00a0%"),
    }  # fmt: skip
    gone = text(desk.get(reverse("imports:drift", args=[report.batch]) + "?voir=gone"))
    assert "Lieu 3" in gone and "Lieu 2" not in gone


def test_the_first_file_of_a_source_has_nothing_to_be_compared_with(desk, tmp_path):
    report = imported(tmp_path, {})
    assert "premier fichier" in text(desk.get(reverse("imports:drift", args=[report.batch])))


def test_thousands_of_places_go_back_in_the_worker(desk, place, monkeypatch):
    monkeypatch.setattr("maillage.census.origins.views.AT_ONCE", 0)
    monkeypatch.setattr("maillage.census.uploading.views.AT_ONCE", 0)
    answer = desk.post(reverse("sources:withdraw", args=["mairie"]), follow=True)
    assert ("Le retrait est en cours" in text(answer), Batch.objects.filter(kind="retrait").count()) == (True, 0)
    desk.post(reverse("sources:withdraw", args=["mairie"]))
    while run_next():
        pass
    (taken,) = Batch.objects.filter(kind="retrait")
    answer = desk.post(reverse("imports:undo", args=[taken.pk]), follow=True)
    assert "Le retour en arrière est en cours" in text(answer)
    while run_next():
        pass
    assert Batch.objects.get(pk=taken.pk).status == "annulé"
    assert Place.objects.get().telephone == "+33320000001"


@pytest.mark.parametrize("others", [1, 3])
def test_the_page_of_sources_costs_the_same_for_any_number(desk, tmp_path, others, django_assert_num_queries):
    for n in range(others):
        imported(tmp_path, {}, source=f"source {n}")
    slug = Place.objects.get(pk=ROW["id"]).slug
    with django_assert_num_queries(14):
        desk.get(reverse("sources:place", args=[slug]))
