"""An import undone, a source taken away, a value chosen between sources: nothing that somebody else holds is lost."""

import pytest
from django.utils import timezone

from maillage.census.models import Batch, Channel, Proposal, SourceRecord, Verification
from maillage.census.origins.actions import AlreadyUndone, NothingToWithdraw, Unknown, take_value, undo, withdraw
from maillage.core.models import Event, Revision
from maillage.places.actions import update
from maillage.places.models import PLACES, Offer, Place, PlaceEvent, Source
from tests.census.files import ROW, counts, imported

pytestmark = pytest.mark.django_db
OTHER = {"id": "autre-lieu", "nom": "Autre lieu"}


@pytest.fixture
def person(django_user_model):
    return django_user_model.objects.create(username="coordination", email="coordination@exemple.test")


def batch(report) -> Batch:
    return Batch.objects.get(pk=report.batch)


def state() -> list:
    """Places with the origin of each column, without what only grows."""
    grows = ("revision", "created_at")
    found = []
    for row in Place.objects.order_by("pk").values():
        origins = Place.objects.get(pk=row["id"]).origins.all()
        owners = {(one.source_id, one.date, one.by_id): sorted(one.columns) for one in origins}
        found.append(({name: value for name, value in row.items() if name not in grows}, owners))
    return found


def current_rows() -> list:
    return list(SourceRecord.objects.filter(current=True, gone=None).order_by("key").values_list("key", "digest"))


def test_what_an_import_created_goes(tmp_path, person):
    report = imported(tmp_path, {}, {**OTHER, "local_equipment": '[{"kind": "scanner"}]'})

    done = undo(batch(report), by=person)

    assert (done.removed, done.restored, done.kept) == (2, 0, [])
    assert not Place.objects.exists() and not Offer.objects.exists()
    assert (batch(report).status, current_rows()) == ("annulé", [])
    assert counts(imported(tmp_path, {}, OTHER)) == (2, 0, 0, 0)


def test_what_an_import_changed_comes_back_with_its_origins(tmp_path):
    imported(
        tmp_path, {"local_equipment": '[{"kind": "scanner", "count": 2}]', "latitude": "50.69", "longitude": "3.1"}
    )
    before, rows = state(), current_rows()
    report = imported(
        tmp_path,
        {
            "telephone": "03 20 00 00 09", "date_maj": "2025-01-01", "local_equipment": '[{"kind": "imprimante"}]',
            "courriels": "a@exemple.test", "latitude": "50.70", "longitude": "3.2",
        },
    )  # fmt: skip
    assert state() != before

    done = undo(batch(report))

    assert (done.removed, done.restored, done.kept) == (0, 1, [])
    assert (state(), current_rows()) == (before, rows)
    place = Place.objects.get()
    assert list(place.equipment.values_list("kind", "count")) == [("scanner", 2)]
    assert place.events.first().changes["telephone"] == ["+33320000009", "+33320000001"]


def test_undoing_tells_the_readers_copies(tmp_path):
    report = imported(tmp_path, {})
    before = Revision.current(PLACES)
    undo(batch(report))
    assert Revision.current(PLACES) > before


def test_what_changed_since_stays_and_is_told(tmp_path, person):
    imported(tmp_path, {})
    report = imported(tmp_path, {"telephone": "03 20 00 00 09", "nom": "Espace du nouvel Essai"})
    update(Place.objects.get(), columns={"telephone": "+33320999999"}, by=person)

    done = undo(batch(report), by=person)

    place = Place.objects.get()
    assert (place.nom, place.telephone) == (ROW["nom"], "+33320999999")
    assert done.kept == [{"place": place.pk, "nom": place.nom, "columns": ["telephone"], "why": "modifié depuis"}]
    told = Event.objects.about(batch(report)).get(verb="undone")
    assert (told.by, told.told["kept"]) == (person, done.kept)


def test_what_somebody_confirmed_since_stays(tmp_path, person):
    imported(tmp_path, {})
    report = imported(tmp_path, {"telephone": "03 20 00 00 09"})
    Verification.objects.create(place=Place.objects.get(), columns=["telephone"], channel=Channel.MAIL, by=person)

    assert [one["why"] for one in undo(batch(report)).kept] == ["confirmé par une personne depuis"]
    assert Place.objects.get().telephone == "+33320000009"


@pytest.mark.parametrize("reason", ["event", "guest", "proposal", "source"])
def test_a_created_place_that_something_holds_stays(tmp_path, person, reason):
    report = imported(tmp_path, {}, OTHER)
    place = Place.objects.get(pk=ROW["id"])
    if reason == "event":
        update(place, columns={"telephone": "+33320999999"}, by=person)
    elif reason == "guest":
        guest = Place(id="invite", nom="Permanence", hosted_at=place)
        guest.save()
    elif reason == "proposal":
        Proposal.objects.create(place=place, changes={"nom": ["a", "b"]}, channel=Channel.PUBLIC)
    else:
        imported(tmp_path, {}, source="autre")

    done = undo(batch(report))

    assert (done.removed, [one["place"] for one in done.kept]) == (1, [ROW["id"]])
    assert Place.objects.filter(pk=ROW["id"]).exists()
    assert counts(imported(tmp_path, {}, OTHER)) == (1, 0, 1, 0)  # known again, not made twice


def test_an_import_is_undone_once(tmp_path):
    report = imported(tmp_path, {})
    undo(batch(report))
    with pytest.raises(AlreadyUndone):
        undo(batch(report))


def test_proposals_of_an_undone_import_no_longer_wait(tmp_path, person):
    imported(tmp_path, {})
    update(Place.objects.get(), columns={"telephone": "+33320999999"}, by=person)
    report = imported(tmp_path, {"telephone": "03 20 00 00 09"})
    undo(batch(report))
    assert list(Proposal.objects.values_list("status", flat=True)) == [Proposal.Status.OUTDATED]


def test_places_in_doubt_because_of_an_undone_file_are_no_longer(tmp_path):
    imported(tmp_path, {}, OTHER)
    before = state()
    report = imported(tmp_path, {}, complete=True)
    undo(batch(report))
    assert state() == before
    assert imported(tmp_path, {}, complete=True).gone == 1


def test_two_imports_are_undone_in_any_order(tmp_path):
    first = imported(tmp_path, {})
    second = imported(tmp_path, {"nom": "Espace du nouvel Essai"})
    undo(batch(first))
    assert Place.objects.exists()  # the second holds on it
    undo(batch(second))
    assert Place.objects.get().nom == ROW["nom"]


# -- a source taken away

OLDER = {
    "date_maj": "2023-01-01", "nom": "Espace de l'essai", "telephone": "03 20 00 00 02", "horaires": "Tu 10:00-12:00",
}  # fmt: skip


def test_only_what_nothing_else_says_goes(tmp_path, person):
    imported(tmp_path, OLDER, source="ancienne")
    imported(tmp_path, {"courriels": "a@exemple.test"})
    update(Place.objects.get(), columns={"adresse": "5 rue de l'Essai"}, by=person)

    withdraw(Source.objects.get(slug="mairie"), by=person)

    place = Place.objects.get()
    assert (place.telephone, place.horaires, place.courriels) == ("+33320000002", "Tu 10:00-12:00", [])
    assert (place.adresse, place.published) == ("5 rue de l'Essai", True)
    slugs = {one.source.slug if one.source else None for one in place.origins.all()}
    assert slugs == {"ancienne", None}


def test_a_place_that_only_this_source_knew_is_held_back_and_never_deleted(tmp_path):
    imported(tmp_path, {})
    withdraw(Source.objects.get())
    place = Place.objects.get()
    assert (place.nom, place.published) == ("", False)
    assert list(Place.objects.held_back()) == [place]


def test_taking_a_source_away_can_be_undone(tmp_path):
    imported(tmp_path, OLDER, source="ancienne")
    imported(tmp_path, {"local_labels": '[{"nom": "France services"}]'}, OTHER)
    before, rows = state(), current_rows()
    taken = withdraw(Source.objects.get(slug="mairie"))
    assert state() != before

    undo(taken)

    assert (state(), current_rows()) == (before, rows)


def test_a_source_that_comes_back_finds_its_places(tmp_path):
    rows = [{"id": "7"}, {"id": "8", "nom": "Autre lieu"}]
    imported(tmp_path, *rows)
    before = state()
    withdraw(Source.objects.get())
    assert counts(imported(tmp_path, *rows)) == (0, 2, 0, 0)
    assert state() == before


def test_a_source_that_says_nothing_is_not_taken_away(tmp_path):
    imported(tmp_path, {})
    withdraw(Source.objects.get())
    with pytest.raises(NothingToWithdraw):
        withdraw(Source.objects.get())


# -- a person decides between sources


def test_the_value_of_a_source_is_taken_as_a_human_decision(tmp_path, person):
    imported(tmp_path, OLDER, source="ancienne")
    imported(tmp_path, {})
    place, record = Place.objects.get(), SourceRecord.objects.get(source__slug="ancienne")

    take_value(place, "telephone", record=record, by=person)

    origin = place.origins.get(by=person)
    assert (Place.objects.get().telephone, origin.columns) == ("+33320000002", ["telephone"])
    assert (origin.source.slug, origin.date) == ("ancienne", timezone.localdate())
    assert place.events.first().by == person
    imported(tmp_path, {"telephone": "03 20 00 00 09"})
    assert Place.objects.get().telephone == "+33320000002"


def test_a_value_nobody_says_is_refused(tmp_path, person):
    imported(tmp_path, {})
    with pytest.raises(Unknown):
        take_value(Place.objects.get(), "courriels", record=SourceRecord.objects.get(), by=person)
    assert PlaceEvent.objects.count() == 1
