"""A workshop: seats in plain words, a line in order, a seat kept for a while."""

import re
from datetime import timedelta

import pytest

from maillage.appointments import actions
from maillage.appointments.actions import Person
from maillage.appointments.enums import Seat
from maillage.appointments.models import Registration
from tests.appointments.booking.walking import book, token_of
from tests.factories.agenda import SessionFactory, WorkshopFactory

pytestmark = pytest.mark.django_db
SEATS = re.compile(r"il reste \d places?|complet, .*")


@pytest.fixture
def workshop(monday):
    """Three seats, two Mondays."""
    room = WorkshopFactory(nom="Découvrir la tablette", seats=3)
    for week in (0, 7):
        start = monday + timedelta(days=week)
        SessionFactory(workshop=room, start=start, end=start + timedelta(hours=2))
    return room


def plain(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.text.partition("<main")[2])).replace("&#x27;", "'")


def page(client, workshop):
    return client.get(f"/rendez-vous/atelier/{workshop.pk}/")


def signed_up(client, workshop, **said):
    return book(client, f"/rendez-vous/atelier/{workshop.pk}/pour/?qui=la+personne", **said)


def test_seats_left_are_said_in_plain_words(client, workshop):
    said = []
    for _ in range(5):
        said.append(
            re.search(r"il reste \d places?|complet, [^<]*?(?=\s+M'inscrire|$)", plain(page(client, workshop))).group()
        )
        actions.register(workshop)

    assert said[:3] == ["il reste 3 places", "il reste 2 places", "il reste 1 place"]
    assert said[3].startswith("complet, liste d'attente ouverte")
    assert said[4].startswith("complet, 1 personne attend")


def test_one_signs_up_without_saying_anything(client, workshop):
    answer = signed_up(client, workshop)

    said = plain(client.get(answer["Location"]))
    assert (Registration.objects.get().state, "C'est réservé" in said) == (Seat.CONFIRMED, True)
    assert [day for day in ("7 décembre", "14 décembre") if day not in said] == []


def test_once_full_one_waits_with_a_rank(client, workshop):
    tokens = [token_of(signed_up(client, workshop)) for _ in range(5)]

    said = [plain(client.get(f"/rendez-vous/{token}/")) for token in tokens]
    assert ["liste d'attente" in one for one in said] == [False, False, False, True, True]
    assert [re.search(r"Votre rang : (\d)", one).group(1) for one in said[3:]] == ["1", "2"]


def test_it_is_said_before_that_one_will_wait(client, workshop):
    for _ in range(3):
        actions.register(workshop)

    said = plain(client.get(f"/rendez-vous/atelier/{workshop.pk}/pour/"))

    assert "C'est complet : vous serez sur la liste d'attente" in said


def offered(workshop):
    """Three who have a seat, one who waits; the first leaves."""
    first, *_, waiting = [actions.register(workshop) for _ in range(4)]
    actions.withdraw(first.registration)
    return waiting


def test_a_seat_that_comes_free_is_kept_for_the_first_who_waits_with_a_deadline(client, workshop):
    waiting = offered(workshop)

    said = plain(client.get(f"/rendez-vous/{waiting.token}/")).replace("\u00a0", " ")

    assert ("Une place s'est libérée pour vous" in said, "demain 8 h" in said) == (True, True)


def test_yes_takes_it(client, workshop):
    waiting = offered(workshop)

    answer = client.post(f"/rendez-vous/{waiting.token}/reponse/", {"reponse": "oui"})

    assert answer["Location"] == f"/rendez-vous/{waiting.token}/"
    assert Registration.objects.get(pk=waiting.registration.pk).state == Seat.CONFIRMED


def test_no_passes_it_to_the_next(client, workshop):
    waiting = offered(workshop)
    following = actions.register(workshop)

    client.post(f"/rendez-vous/{waiting.token}/reponse/", {"reponse": "non"})

    states = {row.pk: row.state for row in Registration.objects.all()}
    assert (states[waiting.registration.pk], states[following.registration.pk]) == (Seat.REFUSED, Seat.OFFERED)


def test_looking_at_the_offer_answers_nothing(client, workshop):
    waiting = offered(workshop)

    client.get(f"/rendez-vous/{waiting.token}/")

    assert Registration.objects.get(pk=waiting.registration.pk).state == Seat.OFFERED


def test_after_the_deadline_it_is_said_that_it_is_too_late(client, workshop, before):
    waiting = offered(workshop)
    before.shift(timedelta(hours=30))

    answer = client.post(f"/rendez-vous/{waiting.token}/reponse/", {"reponse": "oui"}, follow=True)

    assert "Il est trop tard : cette place n'est plus gardée" in plain(answer)


def test_cancelling_from_the_ticket_gives_the_seat_back(client, workshop):
    token = token_of(signed_up(client, workshop))

    client.get(f"/rendez-vous/{token}/annuler/")
    client.post(f"/rendez-vous/{token}/annuler/")

    assert Registration.objects.get().state == Seat.EXCUSED
    assert "il reste 3 places" in plain(page(client, workshop))


def test_the_same_contact_has_one_seat(client, workshop):
    actions.register(workshop, person=Person(email="a@exemple.test"))

    answer = signed_up(client, workshop, email="a@exemple.test")

    assert (answer.status_code, Registration.objects.count()) == (409, 1)


def test_a_seat_is_not_moved(client, workshop):
    token = token_of(signed_up(client, workshop))

    assert client.get(f"/rendez-vous/{token}/deplacer/").status_code == 404


def test_once_begun_nobody_signs_up(client, workshop, before, monday):
    before.move_to(monday + timedelta(minutes=1))

    assert "M'inscrire" not in plain(page(client, workshop))
    assert client.get(f"/rendez-vous/atelier/{workshop.pk}/pour/").status_code == 302


@pytest.mark.parametrize("pk", ["0", "999", "99999999999999999999999"])
def test_an_unknown_workshop_is_not_found(client, db, pk):
    assert client.get(f"/rendez-vous/atelier/{pk}/").status_code == 404


def test_a_workshop_in_a_place_nobody_sees_is_not_found(client, workshop):
    type(workshop.place).objects.filter(pk=workshop.place.pk).update(published=False)

    assert page(client, workshop).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_a_workshop_costs_the_same_for_any_number_of_people(client, workshop, count, django_assert_num_queries):
    for _ in range(count):
        actions.register(workshop)

    with django_assert_num_queries(4):
        page(client, workshop)
