"""An import creates, updates, leaves alone or rejects; nothing read is lost, nothing is overwritten silently."""

import json
from datetime import date

import pytest

from maillage.census import actions
from maillage.census.actions import import_places
from maillage.census.models import Batch, Issue, SourceRecord
from maillage.core.models import Revision
from maillage.places.actions import set_origin, update
from maillage.places.models import PLACES, Place, PlaceEvent, Source
from tests.census.files import ROW, counts, imported, table, told, write
from tests.factories import PlaceFactory

pytestmark = pytest.mark.django_db


def test_a_row_becomes_a_place_with_its_origin_its_event_and_its_record(tmp_path):
    report = imported(tmp_path, {})
    place = Place.objects.get()
    assert counts(report) == (1, 0, 0, 0)
    assert (place.id, place.nom, place.telephone, place.published) == (ROW["id"], ROW["nom"], "+33320000001", True)
    assert [(one.source.slug, one.date, sorted(one.columns)) for one in place.origins.all()] == [
        ("mairie", date(2024, 5, 2), sorted(set(ROW) - {"id"}))
    ]
    assert [(event.kind, event.batch) for event in place.events.all()] == [("créé", report.batch)]
    assert SourceRecord.objects.get().raw == ROW


def test_the_same_file_twice_changes_nothing(tmp_path):
    imported(tmp_path, {}, {"id": "autre-lieu", "nom": "Autre"})
    before = Revision.current(PLACES)
    again = imported(tmp_path, {}, {"id": "autre-lieu", "nom": "Autre"})
    assert counts(again) == (0, 0, 2, 0)
    assert Revision.current(PLACES) == before
    assert PlaceEvent.objects.count() == SourceRecord.objects.count() == 2


def test_the_batch_keeps_the_counts_and_the_issues(tmp_path):
    imported(tmp_path, {"telephone": "voir site"}, {"id": "b", "nom": ""})
    batch = Batch.objects.get()
    assert (batch.read, batch.created, batch.rejected) == (2, 1, 1)
    assert [(one.line, one.column, one.value, one.rejects) for one in Issue.objects.filter(line__gt=1)] == [
        (2, "telephone", "voir site", False),
        (3, "nom", "", True),
    ]


def test_a_row_is_rejected_without_a_name_or_without_any_where(tmp_path):
    report = imported(
        tmp_path, {"id": "a", "nom": ""}, {"id": "b", "adresse": "", "commune": ""}, {"id": "c", "adresse": ""}
    )
    assert counts(report) == (1, 0, 0, 2)
    assert [issue.line for issue in report.issues if issue.rejects] == [2, 3]


def test_a_bad_field_is_left_blank_and_told_and_never_loses_the_row(tmp_path):
    report = imported(tmp_path, {"telephone": "12", "horaires": "quand on peut", "date_maj": "1970-01-01"})
    place = Place.objects.get()
    assert counts(report) == (1, 0, 0, 0)
    assert (place.telephone, place.horaires, place.date_maj) == ("", "", None)
    assert sorted(told(report)) == [(2, "date_maj"), (2, "horaires"), (2, "telephone")]


def test_the_same_source_corrects_itself(tmp_path):
    imported(tmp_path, {})
    report = imported(tmp_path, {"nom": "Espace du Nouvel Essai"})
    assert counts(report) == (0, 1, 0, 0)
    assert Place.objects.get().nom == "Espace du Nouvel Essai"
    assert PlaceEvent.objects.first().changes == {"nom": ["Espace de l'Essai", "Espace du Nouvel Essai"]}
    assert [record.current for record in SourceRecord.objects.order_by("pk")] == [False, True]


def test_a_blank_never_erases(tmp_path):
    imported(tmp_path, {})
    assert counts(imported(tmp_path, {"telephone": "", "horaires": ""})) == (0, 0, 1, 0)
    assert Place.objects.get().telephone == "+33320000001"


def test_an_older_source_does_not_replace_a_newer_one_and_says_so(tmp_path):
    imported(tmp_path, {})
    report = imported(tmp_path, {"nom": "Espace de l'essai ancien", "date_maj": "2023-01-01"}, source="ancienne")
    assert counts(report) == (0, 0, 1, 0)
    assert sorted(told(report)) == [(2, "date_maj"), (2, "nom")]


def test_a_newer_source_replaces_an_older_one(tmp_path):
    imported(tmp_path, {})
    report = imported(tmp_path, {"telephone": "03 20 00 00 02", "date_maj": "2025-01-01"}, source="recente")
    assert counts(report) == (0, 1, 0, 0)
    place = Place.objects.get()
    assert place.telephone == "+33320000002"
    assert {(one.source.slug, tuple(sorted(one.columns))) for one in place.origins.all()} == {
        ("mairie", ("adresse", "code_postal", "commune", "horaires", "nom")),
        ("recente", ("date_maj", "telephone")),
    }


def test_what_a_hand_corrected_outlives_every_import(tmp_path, django_user_model):
    imported(tmp_path, {})
    person = django_user_model.objects.create(username="coordination")
    update(Place.objects.get(), columns={"telephone": "+33320999999"}, by=person)
    report = imported(tmp_path, {"telephone": "03 20 00 00 03", "date_maj": "2026-01-01"})
    assert Place.objects.get().telephone == "+33320999999"
    assert told(report) == [(2, "telephone")]


def test_a_value_without_a_known_origin_is_kept(tmp_path):
    PlaceFactory(id=ROW["id"], nom=ROW["nom"], telephone="+33320777777")
    report = imported(tmp_path, {})
    assert Place.objects.get().telephone == "+33320777777"
    assert (2, "telephone") in told(report)


def test_an_id_that_means_nothing_outside_its_file_is_prefixed(tmp_path):
    imported(tmp_path, {"id": "7"})
    assert Place.objects.get().id == "mairie-7"
    assert counts(imported(tmp_path, {"id": "7"})) == (0, 0, 1, 0)


def test_the_same_id_for_another_place_makes_another_place(tmp_path):
    imported(tmp_path, {})
    other = {"nom": "Bibliothèque", "commune": "Brest", "code_postal": "29200", "adresse": "1 quai"}
    report = imported(tmp_path, other, source="ailleurs")
    assert counts(report) == (1, 0, 0, 0)
    assert sorted(Place.objects.values_list("id", flat=True)) == ["ailleurs-lieu-de-l-essai", "lieu-de-l-essai"]


def test_a_row_without_id_is_known_again_by_its_name_and_address(tmp_path):
    row = {"id": ""}
    assert counts(imported(tmp_path, row)) == (1, 0, 0, 0)
    assert counts(imported(tmp_path, {**row, "telephone": "03 20 00 00 09"})) == (0, 1, 0, 0)


def test_an_id_twice_in_a_file_is_one_place_or_two_and_no_row_is_lost(tmp_path):
    rows = [{}, {}, {"nom": "Tout autre chose"}]
    report = imported(tmp_path, *rows)
    assert counts(report) == (2, 0, 1, 0)
    assert told(report) == [(4, "id")]
    assert counts(imported(tmp_path, *rows)) == (0, 0, 3, 0)


def test_a_rehearsal_counts_and_shows_and_writes_nothing(tmp_path):
    report = imported(tmp_path, {}, dry_run=True)
    assert counts(report) == (1, 0, 0, 0)
    assert [(one["line"], one["id"], one["outcome"]) for one in report.differences] == [(2, ROW["id"], "created")]
    assert not Place.objects.exists() and not Source.objects.exists() and not Batch.objects.exists()


def test_an_import_killed_while_writing_leaves_nothing(tmp_path, monkeypatch):
    def dies(steps, **kwargs):
        write_steps(steps, **kwargs)
        raise KeyboardInterrupt

    write_steps = actions.write
    monkeypatch.setattr(actions, "write", dies)
    with pytest.raises(KeyboardInterrupt):
        imported(tmp_path, {})
    assert not Place.objects.exists() and not Batch.objects.exists() and not SourceRecord.objects.exists()


def test_places_changed_during_the_reading_are_compared_again(tmp_path, monkeypatch):
    imported(tmp_path, {})
    settle = actions._settle_hosts
    person_passes = iter([True])

    def somebody_writes(planner):
        if next(person_passes, False):
            place = Place.objects.get()
            update(place, columns={"telephone": "+33320999999"}, source=None)
            set_origin(place, ["telephone"], date=date(2026, 6, 1))
        settle(planner)

    monkeypatch.setattr(actions, "_settle_hosts", somebody_writes)
    imported(tmp_path, {"nom": "Nom changé", "telephone": "03 20 00 00 05"})
    assert (Place.objects.get().nom, Place.objects.get().telephone) == ("Nom changé", "+33320999999")


def test_a_file_without_dates_takes_the_date_given(tmp_path):
    row = {name: value for name, value in ROW.items() if name != "date_maj"}
    path = write(tmp_path, table([row]))
    import_places(path=path, source="mairie", date=date(2024, 8, 1))
    assert Place.objects.get().date_maj == date(2024, 8, 1)
    assert counts(import_places(path=path, source="mairie", date=date(2025, 8, 1))) == (0, 0, 1, 0)


def test_the_number_of_queries_does_not_grow_with_the_rows(tmp_path, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    imported(tmp_path, {"id": "amorce"})
    made = []
    for size in (1, 3):
        with CaptureQueriesContext(
            connection,
        ) as captured:
            imported(tmp_path, *({"id": f"lieu-{size}-{n}", "nom": f"Lieu {size} {n}"} for n in range(size)))
        made.append(len(captured))
    assert made[0] == made[1]


def test_rows_of_other_tables_that_their_table_refuses_are_left_out_and_told(tmp_path):
    devices = [
        {"kind": "ordinateur", "count": 2, "adapted_count": 5},
        {"kind": "ordinateur", "count": 7},
        {"kind": "ordinateur", "count": 9},
        {"kind": "scanner", "count": 99_999_999_999},
        {"kind": "imprimante", "note": "a\0b"},
        {"kind": "<script>"},
    ]
    staff = [{"role": "bénévole", "count": "NaN"}, {"role": "médiateur numérique", "count": "9" * 30}]
    report = imported(tmp_path, {"local_equipment": json.dumps(devices), "local_staff": json.dumps(staff)})
    place = Place.objects.get()
    assert list(place.equipment.values_list("kind", "count", "note")) == [
        ("imprimante", None, "ab"), ("ordinateur", 7, ""),
    ]  # fmt: skip
    assert not place.staff.exists()
    assert told(report) == [(2, "local_equipment"), (2, "local_staff")]


def test_a_list_nested_without_end_is_an_unreadable_list(tmp_path):
    report = imported(tmp_path, {"local_equipment": "[" * 60_000})
    assert (counts(report), told(report)) == ((1, 0, 0, 0), [(2, "local_equipment")])


def test_lists_of_other_tables_have_a_source_and_a_date_too(tmp_path):
    imported(tmp_path, {"local_equipment": '[{"kind": "scanner"}]', "local_labels": '[{"nom": "France services"}]'})
    (origin,) = Place.objects.get().origins.all()
    assert {"equipment", "labels", "nom"} <= set(origin.columns)
    assert (origin.source.slug, origin.date) == ("mairie", date(2024, 5, 2))


def test_what_is_said_of_a_place_merged_into_another_is_said_of_that_one(tmp_path):
    imported(tmp_path, {}, {"id": "fiche-en-double", "nom": "Espace de l'Essai bis"})
    gone = Place.objects.get(pk="fiche-en-double")
    gone.merged_into_id = ROW["id"]
    gone.save()
    row = {
        "id": "fiche-en-double",
        "nom": "Espace de l'Essai bis",
        "courriels": "a@exemple.test",
        "date_maj": "2025-01-01",
    }
    report = imported(tmp_path, row, source="autre")
    assert counts(report) == (0, 1, 0, 0)
    assert Place.objects.get(pk=ROW["id"]).courriels == ["a@exemple.test"]
    assert Place.objects.get(pk="fiche-en-double").courriels == []
    assert counts(imported(tmp_path, row, source="autre")) == (0, 0, 1, 0)
