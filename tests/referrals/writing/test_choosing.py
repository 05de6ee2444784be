"""Where to send: free seats that match, then who fits and why, else a name."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from maillage.appointments import actions as agenda
from maillage.places.enums import Service
from maillage.referrals.models import Referral
from tests.factories import PlaceFactory
from tests.factories.agenda import SessionFactory, WorkshopFactory
from tests.referrals.writing.conftest import TYPED

pytestmark = pytest.mark.django_db
CHOOSE = "/espace/fiches/nouvelle/"


def workshop(place, *, days=4, **columns):
    columns = {"seats": 3, "services": [Service.DEMARCHES.value]} | columns
    row = WorkshopFactory(place=place, organisation=place.organisation, **columns)
    start = timezone.now() + timedelta(days=days)
    SessionFactory(workshop=row, start=start, end=start + timedelta(hours=2))
    return row


def test_first_for_what_in_pictures(inside):
    page = inside.get(CHOOSE)

    assert len(page.context["needs"]) == len(Service)
    assert page.context["needs"][0][1:] == (
        "Démarches en ligne", "?besoin=Aide+aux+d%C3%A9marches+administratives",
    )  # fmt: skip


def test_a_workshop_with_free_seats_for_that_need_is_suggested(inside, place):
    row = workshop(place)
    agenda.register(row)

    page = inside.get(f"{CHOOSE}?besoin=demarche")
    ((seats, url),) = page.context["seats"]
    assert (seats.workshop, seats.left, url) == (row, 2, f"?lieu=le-phare&besoin=demarche&atelier={row.pk}")
    assert "il reste 2 places" in page.content.decode()


def test_seats_change_as_they_are_taken_and_a_full_one_is_not_suggested(inside, place):
    row = workshop(place, seats=1)
    agenda.register(row)

    assert inside.get(f"{CHOOSE}?besoin=demarche").context["seats"] == []


@pytest.mark.parametrize(
    "columns",
    [{"services": [Service.LOISIRS.value]}, {"cancelled_at": timezone.now()}, {"days": -1}, {"languages": ["fr"]}],
)
def test_what_does_not_match_is_not_suggested(inside, place, columns):
    workshop(place, **columns)

    assert inside.get(f"{CHOOSE}?besoin=demarche&langue=ar").context["seats"] == []


def test_the_workshop_chosen_goes_with_the_sheet(inside, place):
    row = workshop(place)
    url = f"{CHOOSE}?lieu=le-phare&atelier={row.pk}"

    assert row.nom in inside.get(url).content.decode()
    inside.post(url, TYPED)
    assert Referral.objects.get().workshop == row


def test_a_workshop_held_elsewhere_does_not_go_with_it(inside, place):
    elsewhere = workshop(PlaceFactory(organisation=place.organisation))
    inside.post(f"{CHOOSE}?lieu=le-phare&atelier={elsewhere.pk}", TYPED)

    assert Referral.objects.get().workshop is None


def test_three_places_at_most_each_with_its_reasons(inside, place):
    for number in range(4):
        PlaceFactory(slug=f"lieu-{number}", services=[Service.DEMARCHES.value])

    proposed = inside.get(f"{CHOOSE}?besoin=demarche").context["proposed"]
    assert len(proposed) == 3
    assert all(one["shown"] or one["missing"] for one, _url in proposed)


def test_what_was_said_goes_on_to_the_next_page(inside, place):
    ((_one, url),) = inside.get(f"{CHOOSE}?besoin=demarche&langue=ar&niveau=debutant&depuis=porte").context["proposed"]

    assert url == "?lieu=le-phare&besoin=demarche&depuis=porte&niveau=debutant&langue=ar"


@pytest.mark.parametrize(("typed", "found"), [("phare", 1), ("PHARE", 1), ("xylophone", 0), ("\0", 0), ("x" * 500, 0)])
def test_a_place_is_found_by_its_name(inside, place, typed, found):
    page = inside.get(CHOOSE, {"q": typed})

    assert (page.status_code, len(page.context["named"])) == (200, found)


def test_a_need_nobody_answers_is_said(inside, db):
    assert "Aucun lieu connu ne fait cela" in inside.get(f"{CHOOSE}?besoin=acheter").content.decode()


def asked(client, url: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        client.get(url)
    return len(queries)


def test_three_ask_the_same_of_the_database_as_one(inside, place):
    workshop(place)
    url = f"{CHOOSE}?besoin=demarche&q=lieu"
    PlaceFactory(nom="Lieu un", services=[Service.DEMARCHES.value])
    inside.get(url)
    one = asked(inside, url)
    for number in range(2):
        workshop(
            PlaceFactory(nom=f"Lieu {number} bis", organisation=place.organisation, services=[Service.DEMARCHES.value])
        )
    inside.get(url)

    assert asked(inside, url) == one
