"""A file with headers of its own: said once in a page, recognised the next time, by the command too."""

import io
import json

import pytest
from django.core.management import call_command
from django.urls import reverse

from maillage.census.models import OwnRecipe, Upload
from maillage.places.models import Place
from tests.census.files import write
from tests.census.uploading.conftest import a_file, work

pytestmark = pytest.mark.django_db
FILE = "quoi;ou;lu;jaune\nGuichet du centre;Roubaix;9h-12h;12\n"
CHOSEN = {
    "c0": "nom", "c1": "commune", "c2": "horaires:Mo", "c3": "", "k0": "typologie", "v0": "CCAS", "nom": "Guichets",
}  # fmt: skip


@pytest.fixture
def upload(desk):
    desk.post("/espace/imports/", {"file": a_file(content=FILE.encode()), "source": "ville"})
    work()
    return Upload.objects.get()


def columns_page(upload) -> str:
    return reverse("imports:columns", args=[upload.pk])


def test_the_page_shows_each_column_with_examples(desk, upload):
    shown = desk.get(columns_page(upload)).context["form"].columns
    assert [(one["header"], one["target"], one["examples"]) for one in shown] == [
        ("quoi", "", ["Guichet du centre"]), ("ou", "", ["Roubaix"]), ("lu", "", ["9h-12h"]), ("jaune", "", ["12"]),
    ]  # fmt: skip


def test_what_is_chosen_is_kept_and_the_file_read_again(desk, upload):
    desk.post(columns_page(upload), CHOSEN)
    work()
    upload.refresh_from_db()
    assert (upload.state, upload.recipe, upload.report["sections"]["created"]) == ("prêt", "guichets", 1)
    desk.post(reverse("imports:apply", args=[upload.pk]))
    work()
    place = Place.objects.get()
    assert (place.nom, place.commune, place.horaires, place.typologie) == (
        "Guichet du centre", "Roubaix", "Mo 09:00-12:00", ["CCAS"],
    )  # fmt: skip


def test_the_same_headers_are_recognised_by_the_command_too(desk, upload, tmp_path):
    desk.post(columns_page(upload), CHOSEN)
    for options in ([], ["--recipe", "guichets"]):
        out = io.StringIO()
        path = write(tmp_path, FILE)
        call_command("import_places", str(path), "--source", "v", "--dry-run", "--format", "json", *options, stdout=out)
        assert json.loads(out.getvalue())["created"] == 1


def test_a_name_is_needed_and_nothing_chosen_is_lost(desk, upload):
    answer = desk.post(columns_page(upload), {**CHOSEN, "c0": "", "k1": "commune", "v1": ""})
    assert answer.status_code == 400
    assert not OwnRecipe.objects.exists()
    assert answer.context["form"]["c2"].value() == "horaires:Mo"


def test_a_header_known_otherwise_can_be_left_out(desk):
    desk.post("/espace/imports/", {"file": a_file({}), "source": "ville"})
    work()
    found = Upload.objects.get()
    wanted = {f"c{n}": one["target"] for n, one in enumerate(found.report["columns"])}
    phone = next(n for n, one in enumerate(found.report["columns"]) if one["target"] == "telephone")
    desk.post(columns_page(found), {**wanted, f"c{phone}": "", "nom": "umap"})
    work()
    found.refresh_from_db()
    assert (found.recipe, OwnRecipe.objects.get().definition["columns"]["telephone"]) == ("umap-ici", "ignored")
