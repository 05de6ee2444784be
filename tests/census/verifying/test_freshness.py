"""The last word on each column; and what it does to where people are sent."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from maillage.census.models import Channel
from maillage.census.verifying.actions import doubt
from maillage.census.verifying.actions.answering import confirm
from maillage.census.verifying.freshness import Freshness, Said, by_column, oldest
from maillage.orientation.gathering import candidate, places
from maillage.orientation.ranking import Enquiry, rank
from maillage.places.enums import Service
from maillage.places.models import Place
from tests.factories import OrganisationFactory, PlaceFactory

MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)


def test_a_column_is_as_fresh_as_its_origin():
    assert by_column([Said(["horaires"], MAY)], []) == {"horaires": Freshness(MAY)}


def test_a_confirmation_makes_it_fresher_an_older_one_does_not():
    said = Said(["horaires"], JUNE, "Maison", confirmed=True)

    assert by_column([Said(["horaires"], MAY)], [said])["horaires"] == Freshness(JUNE, "Maison", True)
    assert by_column([Said(["horaires"], date(2026, 7, 1))], [said])["horaires"] == Freshness(date(2026, 7, 1))


def test_on_the_same_day_a_confirmation_is_worth_more():
    said = Said(["horaires"], MAY, "Maison", confirmed=True)

    assert by_column([Said(["horaires"], MAY)], [said])["horaires"].confirmed is True


def test_a_doubt_makes_it_stale_whatever_its_date():
    found = by_column([Said(["horaires", "nom"], JUNE)], [], ["horaires", "telephone"])

    assert {name: one.is_fresh(JUNE, 30) for name, one in found.items()} == {
        "horaires": False, "nom": True, "telephone": False,
    }  # fmt: skip


def test_the_oldest_word_is_the_doubted_one_then_the_oldest():
    found = by_column([Said(["nom"], MAY), Said(["horaires", "telephone"], JUNE)], [], ["telephone"])

    assert oldest(found, ["nom", "horaires"]) == Freshness(MAY)
    assert oldest(found, ["nom", "horaires", "telephone"]) == Freshness(JUNE, contested=True)
    assert oldest(found, []) is None


# -- where people are sent


@pytest.fixture
def three(db):
    return [PlaceFactory(services=[Service.ACCES], organisation=OrganisationFactory()) for _ in range(3)]


def score(place) -> float:
    enquiry = Enquiry(services=(Service.ACCES,))
    now = timezone.localtime()
    [row] = places([place.pk])
    [match] = rank([candidate(row, 0.5, enquiry, now)], enquiry)
    return match.score


def test_a_verification_raises_a_place_and_a_doubt_lowers_it(three):
    place = three[0]
    Place.objects.filter(pk=place.pk).update(date_maj=timezone.localdate() - timedelta(days=900))
    old = score(place)

    confirm(place, channel=Channel.MAIL)
    verified = score(place)
    doubt(place, ["horaires"])
    doubted = score(place)
    confirm(place, channel=Channel.MAIL)

    assert doubted < old < verified
    assert score(place) == verified


def test_a_doubted_record_says_so_on_its_page(client, three):
    words = "Information contestée : appelez avant d'y aller"
    address = three[0].get_absolute_url()
    assert words not in client.get(address).content.decode().replace("&#x27;", "'")

    doubt(three[0], ["horaires"])
    assert words in client.get(address).content.decode().replace("&#x27;", "'")
