"""Something was found wrong: the column is contested, the holder is asked by mail, a human answer gives trust back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from maillage.census.models import ErrorReport, Request
from maillage.census.verifying.actions import doubt, trust_again
from maillage.core.models import Message
from maillage.places.directory import Search, directory
from maillage.places.models import Place
from tests.factories import OrganisationFactory, PlaceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    holder = OrganisationFactory(verification_email="accueil@exemple.test")
    return PlaceFactory(organisation=holder, horaires="Mo-Fr 09:00-12:00", telephone="+33320000000")


def contested(place) -> list[str]:
    return list(Place.objects.get(pk=place.pk).contested)


def test_a_doubt_contests_the_column_and_says_so_in_the_history(place):
    doubt(place, ["horaires"], why="C'était fermé")

    assert contested(place) == ["horaires"]
    assert [event.changes for event in place.events.all()] == [{"contested": [[], ["horaires"]]}]


def test_the_directory_sees_it_at_once(place):
    directory.find(Search())
    before = Place.objects.get(pk=place.pk).revision

    doubt(place, ["horaires"])

    assert Place.objects.get(pk=place.pk).revision > before


def test_the_holder_is_asked_by_mail_with_our_words_and_a_link(place):
    assert doubt(place, ["horaires"], why="C'était fermé") is True

    message = Message.objects.get()
    assert message.to == "accueil@exemple.test"
    assert "C'était fermé" in message.text
    assert "À vérifier : horaires." in message.text
    assert "/verifier/" in message.text and "/verifier/" in message.html


def test_two_doubts_the_same_day_write_once(place):
    doubt(place, ["horaires"])
    doubt(place, ["telephone"])

    assert Message.objects.count() == 1
    assert Request.objects.count() == 1
    assert contested(place) == ["horaires", "telephone"]


def test_some_days_later_the_holder_is_written_to_again(place, time_machine):
    doubt(place, ["horaires"])
    time_machine.move_to(timezone.now() + timedelta(days=4))
    doubt(place, ["horaires"])

    assert Message.objects.count() == 2
    assert Request.objects.count() == 1


def test_two_places_of_one_holder_are_in_one_request(place):
    other = PlaceFactory(organisation=place.organisation)
    doubt(place, ["horaires"])
    doubt(other, ["telephone"])

    request = Request.objects.get()
    assert {line.place_id for line in request.lines.all()} == {place.pk, other.pk}
    assert Message.objects.count() == 2


def test_without_any_address_nobody_is_written_to_but_the_coordinator_can_call():
    place = PlaceFactory(telephone="+33320000000")

    assert doubt(place, ["horaires"]) is False
    assert Message.objects.count() == 0
    assert Request.objects.get().holder == f"lieu:{place.pk}"
    assert contested(place) == ["horaires"]


def test_a_doubt_about_nothing_in_particular_changes_nothing(place):
    assert doubt(place, []) is False
    assert contested(place) == []
    assert Request.objects.count() == 0


def test_trust_comes_back(place):
    doubt(place, ["horaires", "telephone"])
    trust_again(place, ["horaires"])

    assert contested(place) == ["telephone"]


def test_trust_does_not_come_back_while_a_report_is_open(place):
    report = ErrorReport.objects.create(place=place, kind=ErrorReport.Kind.CLOSED, columns=["horaires"])
    doubt(place, report.columns)
    trust_again(place, ["horaires"])
    assert contested(place) == ["horaires"]

    report.handled_at = timezone.now()
    report.save()
    trust_again(place, ["horaires"])
    assert contested(place) == []


def test_only_the_contested_column_is_written(place):
    """A page read before somebody else's correction does not undo it."""
    stale = Place.objects.get(pk=place.pk)
    place.telephone = "+33320111111"
    place.save()

    doubt(stale, ["horaires"])

    assert Place.objects.get(pk=place.pk).telephone == "+33320111111"
