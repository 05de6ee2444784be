"""A file brought in from a page: shown before it is written, written once, and taken back."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from maillage.census.models import Batch, Proposal, Upload
from maillage.census.uploading import actions, files
from maillage.census.uploading.jobs import forget_uploads
from maillage.core.models import Job
from maillage.places.actions import update
from maillage.places.models import Place
from tests.census.files import ROW, imported
from tests.census.uploading.conftest import a_file, work

pytestmark = pytest.mark.django_db
LIST = "/espace/imports/"


def sent(desk, *rows, source="mairie", **fields) -> Upload:
    answer = desk.post(LIST, {"file": a_file(*rows), "source": source, **fields})
    assert answer.status_code == 302, answer.content.decode()
    return Upload.objects.get(pk=int(answer["Location"].rstrip("/").rsplit("/", 1)[1]))


def ready(desk, *rows, **fields) -> Upload:
    upload = sent(desk, *rows, **fields)
    work()
    upload.refresh_from_db()
    assert upload.state == Upload.State.READY, upload.error
    return upload


def page(desk, upload, query="") -> str:
    answer = desk.get(reverse("imports:upload", args=[upload.pk]) + query).content.decode()
    return answer.replace("&#x27;", "'").replace("\u00a0", " ")


def press(desk, name, upload):
    return desk.post(reverse(f"imports:{name}", args=[upload.pk]), follow=True)


def test_nothing_is_written_before_apply(desk):
    upload = ready(desk, {}, {"id": "b", "nom": ""})

    shown = page(desk, upload)

    assert not Place.objects.exists() and not Batch.objects.exists()
    assert (ROW["nom"] in shown, "Appliquer" in shown) == (True, True)
    assert upload.report["sections"] == {
        "created": 1, "updated": 0, "proposed": 0, "kept": 0, "gone": 0, "rejected": 1, "repair": 3,
    }  # fmt: skip


def test_apply_writes_it_once_and_leads_to_what_is_next(desk, coordinator):
    upload = ready(desk, {}, {"id": "b", "nom": ""})

    press(desk, "apply", upload)
    work()
    press(desk, "apply", upload)
    work()

    batch = Batch.objects.get()
    upload.refresh_from_db()
    assert (upload.state, upload.batch, batch.by) == (Upload.State.APPLIED, batch, coordinator)
    assert (batch.created, batch.rejected, batch.file_name) == (1, 1, "lieux.csv")
    answer = desk.get(reverse("imports:upload", args=[upload.pk]), follow=True)
    assert answer.redirect_chain[-1][0] == reverse("imports:batch", args=[batch.pk])
    assert "Et maintenant" in answer.content.decode()


def test_the_preview_shows_before_and_after_and_what_a_person_holds(desk, coordinator, tmp_path):
    imported(tmp_path, {})
    update(Place.objects.get(), columns={"telephone": "+33320999999"}, by=coordinator)

    upload = ready(desk, {"telephone": "03 20 00 00 03", "nom": "Espace du nouvel Essai"})

    updated, proposed = page(desk, upload, "?voir=updated"), page(desk, upload, "?voir=proposed")
    assert f'<span class="was">{ROW["nom"]}</span>' in updated
    assert ("03 20 99 99 99" in proposed, "03 20 00 00 03" in proposed) == (True, True)
    press(desk, "apply", upload)
    work()
    assert Place.objects.get().telephone == "+33320999999"
    assert Proposal.objects.get().by == coordinator


def test_a_base_that_changed_since_the_preview_is_not_written_but_shown_again(desk, tmp_path):
    imported(tmp_path, {})
    upload = ready(desk, {"nom": "Espace du nouvel Essai"})
    update(Place.objects.get(), columns={"nom": "Nom donné entre-temps"})

    press(desk, "apply", upload)
    work()

    upload.refresh_from_db()
    assert (upload.state, Place.objects.get().nom) == (Upload.State.READY, "Nom donné entre-temps")
    assert "Des lieux ont changé depuis votre aperçu" in page(desk, upload)
    press(desk, "apply", upload)
    work()
    upload.refresh_from_db()
    assert upload.state == Upload.State.APPLIED


def test_a_change_elsewhere_does_not_stand_in_the_way(desk, tmp_path):
    imported(tmp_path, {"id": "ailleurs", "nom": "Ailleurs"}, source="autre")
    upload = ready(desk, {})
    update(Place.objects.get(), columns={"nom": "Autre nom"})
    press(desk, "apply", upload)
    work()
    assert Batch.objects.count() == 2


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"source": "mairie"}, "Choisissez un fichier."),
        ({"file": True, "source": ""}, "Donnez un nom à cette source"),
        ({"file": True, "source": "!!!"}, "Ce nom ne contient aucune lettre."),
        ({"file": True, "source": "mai\0rie"}, "caractère"),
        ({"file": True, "source": "mairie", "date": "31/02/2026"}, "Cette date n&#x27;existe pas."),
        ({"file": b"", "source": "mairie"}, "Ce fichier est vide."),
    ],
)
def test_a_mistake_is_told_beside_its_cause_and_what_was_typed_stays(desk, fields, sentence):
    content = fields.pop("file", None)
    if content is not None:
        fields["file"] = a_file({}, content=content if isinstance(content, bytes) else None)

    answer = desk.post(LIST, fields)

    assert (answer.status_code, Upload.objects.count()) == (400, 0)
    assert sentence in answer.content.decode()
    assert answer.context["form"]["source"].value() == fields["source"]


def test_a_file_too_heavy_is_refused_with_its_weight(desk, monkeypatch):
    monkeypatch.setitem(files.LIMITS, "text", 0)
    answer = desk.post(LIST, {"file": a_file({}), "source": "mairie"})
    assert answer.context["form"].errors["file"] == ["Ce fichier pèse 1 Mo ; la limite est 0 Mo."]


def test_a_file_nobody_can_read_says_why(desk):
    answer = desk.post(LIST, {"file": a_file(content=b"%PDF-1.7 rien", name="a.pdf"), "source": "mairie"})
    work()
    assert "a.pdf est un PDF." in desk.get(answer["Location"]).content.decode()


def test_names_of_files_lead_nowhere(desk, data_folder):
    for name in ("../../etc/passwd", "x" * 250 + ".csv", ".htaccess", "é è.csv", "..."):
        desk.post(LIST, {"file": a_file({}, name=name), "source": "mairie"})
    kept = [path for path in data_folder.rglob("*") if path.is_file()]
    assert len(kept) == Upload.objects.count() >= 4
    assert {path.parent.parent for path in kept} == {data_folder / "uploads"}


def test_an_abandoned_file_is_erased(desk, data_folder):
    upload = ready(desk, {})
    press(desk, "drop", upload)
    assert list((data_folder / "uploads").iterdir()) == []
    assert "Ce fichier est abandonné" in page(desk, upload)
    assert press(desk, "apply", upload).status_code == 200
    work()
    assert not Place.objects.exists()


def test_a_worker_that_dies_leaves_a_file_one_can_start_again(desk, monkeypatch):
    upload = sent(desk, {})

    def dies(*args, **kwargs):
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr(actions.census, "rehearse", dies)
        work()
    assert "Le traitement s'est arrêté" in page(desk, upload).replace("&#x27;", "'")
    press(desk, "restart", upload)
    work()
    assert "Ce qui changerait" in page(desk, upload)


def test_a_worker_killed_while_writing_writes_nothing_then_all_of_it(desk, monkeypatch):
    upload = ready(desk, {}, {"id": "b", "nom": "Autre"})
    press(desk, "apply", upload)

    def dies(*args, **kwargs):
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr("maillage.census.actions._keep_issues", dies)
        with pytest.raises(SystemExit):
            work()
    assert not Place.objects.exists()
    Job.objects.update(state="waiting", claim=None)  # its lease is over
    work()
    assert Place.objects.count() == 2


def test_given_up_while_it_is_written_nothing_is_written(desk, coordinator, monkeypatch):
    upload = ready(desk, {})
    press(desk, "apply", upload)
    write = actions.census.write

    def somebody_drops(*args, **kwargs):
        write(*args, **kwargs)
        Upload.objects.update(state=Upload.State.DROPPED)

    monkeypatch.setattr(actions.census, "write", somebody_drops)
    work()
    assert not Place.objects.exists() and not Batch.objects.exists()


def test_progress_is_told_in_words_and_the_page_works_without_script(desk):
    upload = sent(desk, {})
    shown = page(desk, upload)
    assert "Votre fichier attend son tour." in shown
    assert 'role="status"' in shown and "Voir où cela en est" in shown


def test_what_is_to_be_repaired_is_a_spreadsheet_without_formulas(desk):
    upload = ready(desk, {"telephone": "=1+1"}, {"id": "b", "nom": ""})
    answer = desk.get(reverse("imports:repair", args=[upload.pk]))
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[0] == "ligne;colonne;titre dans le fichier;valeur;ce qui ne va pas;ligne rejetée"
    assert lines[1] == "3;nom;;;Le nom manque : la ligne n'est pas importée.;oui"
    assert [line for line in lines if line.startswith("2;telephone")] == [
        "2;telephone;;'=1+1;Ce n'est pas un numéro de téléphone français complet.;non"
    ]


def test_a_batch_keeps_its_list_to_repair(desk, tmp_path):
    report = imported(tmp_path, {"telephone": "voir site"})
    answer = desk.get(reverse("imports:batch_repair", args=[report.batch]))
    assert "2;telephone;;voir site;" in b"".join(answer.streaming_content).decode()


def test_an_import_is_undone_from_its_page_and_tells_what_stays(desk, coordinator, tmp_path):
    imported(tmp_path, {})
    report = imported(tmp_path, {"telephone": "03 20 00 00 09", "nom": "Espace du nouvel Essai"})
    update(Place.objects.get(), columns={"telephone": "+33320999999"}, by=coordinator)

    answer = desk.post(reverse("imports:undo", args=[report.batch]), follow=True)

    shown = answer.content.decode()
    assert Place.objects.get().nom == ROW["nom"]
    assert ("Cet import est annulé" in shown, "modifié depuis : Téléphone" in shown) == (True, True)
    again = desk.post(reverse("imports:undo", args=[report.batch]), follow=True)
    assert "Cet import était déjà annulé." in again.content.decode().replace("&#x27;", "'")


def test_long_previews_come_page_by_page(desk):
    upload = ready(desk, *({"id": f"lieu-{n}", "nom": f"Lieu {n:02d}"} for n in range(30)))
    assert ("Lieu 24" in page(desk, upload), "Lieu 25" in page(desk, upload)) == (True, False)
    assert "Lieu 25" in page(desk, upload, "?voir=created&page=2")
    for query in ("?page=-1", "?page=99999999999999", "?page=x", "?voir=../../etc", "?page=²"):
        assert "Ce qui changerait" in page(desk, upload, query)


@pytest.mark.parametrize("rows", [1, 3])
def test_a_preview_costs_the_same_for_any_number_of_places(desk, rows, django_assert_max_num_queries):
    upload = ready(desk, *({"id": f"lieu-{n}", "nom": f"Lieu {n}"} for n in range(rows)))
    with django_assert_max_num_queries(6):
        page(desk, upload)


def test_files_are_forgotten_after_a_while_and_what_was_done_is_not(desk, data_folder):
    applied, left = ready(desk, {}), sent(desk, {})
    press(desk, "apply", applied)
    work()
    Upload.objects.update(at=timezone.now() - timedelta(days=31))

    forget_uploads()

    assert list((data_folder / "uploads").iterdir()) == []
    assert [Upload.objects.get(pk=one.pk).state for one in (applied, left)] == ["appliqué", "abandonné"]
    assert Batch.objects.count() == 1


def test_a_file_that_waits_is_what_needs_the_coordinator_today(desk):
    ready(desk, {})
    tasks = desk.get("/espace/").context["tasks"]
    assert [(task.words, task.why) for task in tasks if task.pictogram == "ranger"] == [
        ("Relire l'import lieux.csv", "Rien n'est écrit avant votre accord.")
    ]
