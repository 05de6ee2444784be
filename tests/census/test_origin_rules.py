"""A human correction outlives imports; a source proposes; a complete file doubts what it omits."""

import pytest

from maillage.census.models import Channel, Proposal, SourceRecord, Verification
from maillage.places.actions import update
from maillage.places.models import Place, PlaceEvent
from tests.census.files import ROW, counts, imported, told

pytestmark = pytest.mark.django_db
NEW_PHONE, OTHER_PHONE, BY_HAND = "03 20 00 00 03", "03 20 00 00 04", "+33320999999"


@pytest.fixture
def person(django_user_model):
    return django_user_model.objects.create(username="coordination", email="coordination@exemple.test")


@pytest.fixture
def corrected(tmp_path, person):
    imported(tmp_path, {})
    place = Place.objects.get()
    update(place, columns={"telephone": BY_HAND}, by=person)
    return place


def waiting() -> list[dict]:
    return list(Proposal.objects.filter(status="en attente").values_list("changes", flat=True))


def phone() -> str:
    return Place.objects.get(pk=ROW["id"]).telephone


def test_what_a_source_newly_says_of_a_corrected_column_is_proposed(tmp_path, corrected):
    report = imported(tmp_path, {"telephone": NEW_PHONE})

    assert (counts(report), report.proposed, phone()) == ((0, 0, 1, 0), 1, BY_HAND)
    proposal = Proposal.objects.get()
    assert proposal.changes == {"telephone": [BY_HAND, "+33320000003"]}
    assert (proposal.channel, proposal.source.slug, proposal.batch_id) == (Channel.IMPORT, "mairie", report.batch)


def test_what_the_source_said_before_the_correction_is_not_proposed(tmp_path, corrected):
    report = imported(tmp_path, {"nom": "Espace de l'Essai rénové"})

    assert (report.proposed, waiting(), phone()) == (0, [], BY_HAND)
    assert told(report) == [(2, "telephone")]


def test_the_same_proposal_is_made_once(tmp_path, corrected):
    imported(tmp_path, {"telephone": NEW_PHONE})
    imported(tmp_path, {"telephone": NEW_PHONE, "nom": "Espace de l'Essai rénové"})

    assert waiting() == [{"telephone": [BY_HAND, "+33320000003"]}]


def test_a_refused_value_stays_refused_until_the_source_says_something_else(tmp_path, corrected):
    imported(tmp_path, {"telephone": NEW_PHONE})
    Proposal.objects.update(status=Proposal.Status.REFUSED)
    imported(tmp_path, {"telephone": NEW_PHONE, "nom": "Espace de l'Essai rénové"})
    assert waiting() == []

    imported(tmp_path, {"telephone": OTHER_PHONE})
    assert waiting() == [{"telephone": [BY_HAND, "+33320000004"]}]


def test_a_source_that_changes_its_mind_replaces_its_proposal(tmp_path, corrected):
    imported(tmp_path, {"telephone": NEW_PHONE})
    imported(tmp_path, {"telephone": OTHER_PHONE})

    assert waiting() == [{"telephone": [BY_HAND, "+33320000004"]}]
    assert Proposal.objects.filter(status=Proposal.Status.OUTDATED).count() == 1


def test_a_proposal_that_the_place_already_satisfies_no_longer_waits(tmp_path, corrected, person):
    imported(tmp_path, {"telephone": NEW_PHONE})
    update(Place.objects.get(), columns={"telephone": "+33320000003"}, by=person)
    imported(tmp_path, {"telephone": NEW_PHONE})

    assert list(Proposal.objects.values_list("status", flat=True)) == [Proposal.Status.OUTDATED]


def test_a_confirmed_value_is_not_overwritten_even_by_its_own_source(tmp_path, person):
    imported(tmp_path, {})
    Verification.objects.create(place=Place.objects.get(), columns=["telephone"], channel=Channel.MAIL, by=person)

    report = imported(tmp_path, {"telephone": NEW_PHONE, "nom": "Espace de l'Essai rénové"})

    place = Place.objects.get()
    assert (place.nom, place.telephone) == ("Espace de l'Essai rénové", "+33320000001")
    assert (counts(report), report.proposed) == ((0, 1, 0, 0), 1)


def test_an_older_source_heard_for_the_first_time_does_not_bother_anyone(tmp_path, person):
    imported(tmp_path, {})
    Verification.objects.create(place=Place.objects.get(), columns=["telephone"], channel=Channel.MAIL, by=person)

    report = imported(tmp_path, {"telephone": NEW_PHONE, "date_maj": "2023-01-01"}, source="ancienne")

    assert (report.proposed, phone()) == (0, "+33320000001")


def test_what_a_person_erased_does_not_come_back_by_itself(tmp_path, person):
    imported(tmp_path, {})
    update(Place.objects.get(), columns={"telephone": ""}, by=person)

    imported(tmp_path, {"nom": "Espace de l'Essai rénové"})
    assert phone() == ""
    imported(tmp_path, {"telephone": NEW_PHONE})
    assert (phone(), waiting()) == ("", [{"telephone": ["", "+33320000003"]}])


def test_both_halves_of_a_position_wait_together(tmp_path, person):
    here = {"latitude": "50.69", "longitude": "3.17"}
    imported(tmp_path, here)
    update(Place.objects.get(), columns={"latitude": 50.6901}, by=person)

    imported(tmp_path, {"latitude": "50.70", "longitude": "3.18"})

    assert waiting() == [{"latitude": [50.6901, 50.7], "longitude": [3.17, 3.18]}]
    assert Place.objects.get().longitude == 3.17


def test_each_row_keeps_what_it_says_once_read(tmp_path):
    imported(tmp_path, {})
    said = SourceRecord.objects.get().said
    assert (said["telephone"], said["date_maj"], "id" in said) == ("+33320000001", "2024-05-02", False)


# -- complete files

OTHER = {"id": "autre-lieu", "nom": "Autre lieu"}


def test_what_a_complete_file_leaves_out_is_to_be_verified_and_never_deleted(tmp_path):
    imported(tmp_path, {}, OTHER)
    report = imported(tmp_path, {}, complete=True)

    gone = Place.objects.get(pk="autre-lieu")
    assert (report.gone, gone.contested, gone.published) == (1, ["life_cycle"], True)
    event = PlaceEvent.objects.filter(place=gone).first()
    assert (event.changes, event.batch) == ({"contested": [[], ["life_cycle"]]}, report.batch)


def test_people_read_that_it_is_doubtful(tmp_path, client):
    imported(tmp_path, {}, OTHER)
    imported(tmp_path, {}, complete=True)
    shown = client.get(Place.objects.get(pk="autre-lieu").get_absolute_url()).content.decode()
    assert "Information contestée : appelez avant" in shown


def test_the_same_complete_file_twice_changes_nothing(tmp_path):
    imported(tmp_path, {}, OTHER)
    imported(tmp_path, {}, complete=True)
    events = PlaceEvent.objects.count()

    assert imported(tmp_path, {}, complete=True).gone == 0
    assert PlaceEvent.objects.count() == events


def test_a_file_that_does_not_claim_to_be_complete_only_counts_them(tmp_path):
    imported(tmp_path, {}, OTHER)
    assert imported(tmp_path, {}).gone == 1
    assert Place.objects.get(pk="autre-lieu").contested == []


def test_a_place_that_comes_back_is_no_longer_in_doubt(tmp_path):
    imported(tmp_path, {}, OTHER)
    imported(tmp_path, {}, complete=True)
    report = imported(tmp_path, {}, OTHER, complete=True)

    assert (counts(report), report.gone) == ((0, 1, 1, 0), 0)
    assert Place.objects.get(pk="autre-lieu").contested == []


def test_other_sources_are_not_concerned_by_a_complete_file(tmp_path):
    imported(tmp_path, OTHER, source="autre")
    imported(tmp_path, {}, complete=True)
    assert Place.objects.get(pk="autre-lieu").contested == []
