"""The city's week: by day, walk-ins, slots and workshops in one list, narrowed as people ask."""

import re
from datetime import date, datetime, timedelta
from html import escape

import pytest
from django.contrib.auth import get_user_model

from maillage.appointments import actions
from maillage.appointments.enums import DeskWord, PracticeKind
from maillage.appointments.models import Changed, Closure
from maillage.appointments.recurrence import PARIS
from tests.factories import PlaceFactory
from tests.factories.agenda import OpeningRangeFactory, PracticeFactory, SessionFactory, WorkshopFactory

pytestmark = pytest.mark.django_db
CARD = re.compile(r'<li class="card.*?</li>', re.DOTALL)
SECTION = re.compile(r'<h2 id="jour-\d+">(.*?)</h2>(.*?)</section>', re.DOTALL)


def plain(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).replace("&#x27;", "'").strip()


def week(client, query="", prefix=""):
    return client.get(f"{prefix}/agenda/{query}").text


def days(client, query="", prefix="") -> dict[str, list[str]]:
    """{day: [each card in words]}"""
    found = SECTION.findall(week(client, query, prefix))
    return {
        plain(day): [plain(card) for card in re.findall(r'<li class="card.*?</li>', body, re.DOTALL)]
        for day, body in found
    }


def test_each_day_tells_what_happens_and_how_one_comes(client, place, workshop):
    assert days(client) == {
        "Aujourd'hui, mardi 1er décembre": [
            "9 h – 12 h Écrivain public 6 moments libres, le prochain à 9 h Maison des écrits arabe "
            "Prendre rendez-vous : Écrivain public, 9 h – 12 h"
        ],
        "Demain, mercredi 2 décembre": [
            "14 h – 17 h Aidant bénévole sans rendez-vous Maison des écrits Sonnez deux fois"
        ],
        "Vendredi 4 décembre": [
            "10 h – 12 h Découvrir la tablette atelier : il reste 2 places Maison des écrits "
            "S'inscrire : Découvrir la tablette, 10 h – 12 h"
        ],
    }


def test_one_moment_left_then_none(client, place, writer, clock):
    start = datetime(2026, 12, 1, 9, tzinfo=PARIS)
    said = []
    for n in range(6):
        actions.book(writer, start + timedelta(minutes=30 * n))
        (card,) = days(client, "?vue=jour").values()
        said.append(card[0])

    assert ["1 moment libre, à 11 h 30" in said[4], "sur rendez-vous : tout est pris" in said[5]] == [True, True]
    assert "Prendre rendez-vous" not in said[5]


def test_what_nobody_can_book_yet_is_not_said_to_be_taken(client, place, writer, clock):
    far = date(2026, 12, 1) + timedelta(weeks=10)

    (card,) = days(client, f"?vue=jour&du={far:%Y-%m-%d}&comment=rendez-vous").values()

    assert ["sur rendez-vous" in card[0], "tout est pris" in card[0]] == [True, False]


def test_an_empty_day_says_so_once_and_leads_to_the_other_days(client, place, clock):
    page = client.get("/agenda/?vue=jour&comment=sans-rendez-vous")
    text = page.content.decode()

    assert (text.count("Rien de prévu"), page.context["opened"]) == (1, False)
    assert f'href="{escape(page.context["quick"][2].url)}">Les sept jours</a>' in text


def test_what_is_over_today_is_no_longer_shown(client, place, clock):
    clock.move_to(datetime(2026, 12, 1, 12, 0, tzinfo=PARIS))

    assert list(days(client)) == ["Demain, mercredi 2 décembre"]


def test_a_walk_in_that_is_going_on_says_so(client, place, clock):
    clock.move_to(datetime(2026, 12, 2, 15, tzinfo=PARIS))

    assert "sans rendez-vous, en ce moment" in days(client)["Aujourd'hui, mercredi 2 décembre"][0]


def test_a_public_holiday_is_said_and_nobody_is_promised(client, place):
    OpeningRangeFactory(practice=place.practices.first(), weekday=4)

    found = days(client, "?du=2026-12-25&vue=jour")

    assert "annulé : jour férié" in found["Vendredi 25 décembre"][0]
    assert '<span class="chip neutral">jour férié : Noël</span>' in week(client, "?du=2026-12-25&vue=jour")


def test_a_closure_says_its_reason(client, place):
    Closure.objects.create(
        place=place,
        start=datetime(2026, 12, 2, tzinfo=PARIS),
        end=datetime(2026, 12, 3, tzinfo=PARIS),
        reason="travaux",
    )

    assert "annulé : travaux" in days(client)["Demain, mercredi 2 décembre"][0]


def test_an_itinerant_stop_is_where_it_is_that_day(client, place):
    market = PlaceFactory(nom="Place du marché")
    walk_in = place.opening_ranges.get(weekday=2)
    Changed.objects.create(range=walk_in, day=datetime(2026, 12, 2).date(), place=market)

    assert "Place du marché" in days(client)["Demain, mercredi 2 décembre"][0]


def test_a_full_workshop_offers_the_line(client, workshop):
    for _ in range(2):
        actions.register(workshop)

    assert "atelier complet, liste d'attente" in days(client)["Vendredi 4 décembre"][0]
    assert "Liste d'attente :" in days(client)["Vendredi 4 décembre"][0]


# Narrowed


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("?comment=sans-rendez-vous", ["Demain, mercredi 2 décembre"]),
        ("?comment=rendez-vous", ["Aujourd'hui, mardi 1er décembre"]),
        ("?comment=atelier", ["Vendredi 4 décembre"]),
        ("?fonction=ecrivain-public", ["Aujourd'hui, mardi 1er décembre"]),
        ("?langue=ar", ["Aujourd'hui, mardi 1er décembre"]),
        ("?public=Seniors", ["Aujourd'hui, mardi 1er décembre"]),
        ("?zone=epeule", ["Aujourd'hui, mardi 1er décembre", "Demain, mercredi 2 décembre", "Vendredi 4 décembre"]),
        ("?zone=ailleurs", []),
        ("?theme=Aide+aux+d%C3%A9marches+administratives&comment=rendez-vous", ["Aujourd'hui, mardi 1er décembre"]),
        ("?theme=Loisirs+et+cr%C3%A9ations+num%C3%A9riques", []),
        ("?vue=jour&comment=sans-rendez-vous", ["Aujourd'hui, mardi 1er décembre"]),
        ("?du=2026-12-02&vue=jour", ["Demain, mercredi 2 décembre"]),
    ],
)
def test_a_filter_keeps_what_answers(client, place, workshop, query, shown):
    assert list(days(client, query)) == shown


def test_each_filter_is_shown_and_can_be_taken_away(client, place):
    chips = re.findall(r'<a class="chip" href="([^"]*)">(.*?)<', week(client, "?zone=epeule&langue=ar"))

    assert [(url.replace("&amp;", "&"), text.strip()) for url, text in chips] == [
        ("?du=2026-12-01&langue=ar", "Épeule"), ("?du=2026-12-01&zone=epeule", "Arabe"),
    ]  # fmt: skip


def test_what_is_typed_stays_in_the_form(client, place):
    assert re.findall(r'<option value="([^"]*)"[^>]* selected>', week(client, "?zone=epeule&comment=atelier")) == [
        "epeule", "atelier"
    ]  # fmt: skip


@pytest.mark.parametrize(
    "query",
    [
        "?du=hier",
        "?du=0000-00-00",
        "?du=9999-12-31",
        "?vue=mois",
        "?zone=%00",
        "?comment=x&fonction=y",
        "?theme=" + "x" * 900,
    ],
)
def test_a_bad_address_is_answered(client, place, query):
    assert client.get(f"/agenda/{query}").status_code == 200


def test_nothing_says_so_and_leads_elsewhere(client, place):
    said = plain(week(client, "?zone=ailleurs"))

    assert ("Rien de prévu ces jours-là avec ces choix." in said, "Montrer tout" in said) == (True, True)


def test_days_go_forward_and_back_but_not_before_today(client, place):
    found = re.findall(r'<a class="button quiet" href="(\?du=[^"]*)">(Les jours[^<]*)<', week(client, "?du=2026-12-05"))
    links = {text: url for url, text in found}

    assert links == {"Les jours d'avant": "?du=2026-12-01", "Les jours d'après": "?du=2026-12-12"}
    assert "Les jours d'avant" not in week(client)


def test_a_table_shows_places_by_days(client, place, workshop):
    html = week(client, "?vue=tableau")
    heads = [plain(head) for head in re.findall(r'<th scope="col">(.*?)</th>', html)]
    (row,) = re.findall(r'<th scope="row">(.*?)</tr>', html, re.DOTALL)

    assert heads == ["Lieu", "Mardi 1", "Mercredi 2", "Jeudi 3", "Vendredi 4", "Samedi 5", "Dimanche 6", "Lundi 7"]
    assert [bool(plain(cell).strip("·")) for cell in re.findall(r"<td>(.*?)</td>", row, re.DOTALL)] == [
        True, True, False, True, False, False, False,
    ]  # fmt: skip


def test_in_arabic_hours_stay_in_order(client, place):
    assert "\u20669:00 – 12:00\u2069" in week(client, prefix="/ar").replace("\u00a0", " ")


def test_what_desks_say_stands_first_today_and_only_today(client, place):
    user = get_user_model().objects.create_user("accueil", email="accueil@exemple.test")
    actions.say_at_desk(place, DeskWord.COME, by=user)

    assert "En ce moment Maison des écrits Venez maintenant (jusqu'à 9 h)" in plain(week(client))
    assert "En ce moment" not in plain(week(client, "?du=2026-12-02"))


def test_a_place_nobody_sees_is_not_told(client, place):
    type(place).objects.filter(pk=place.pk).update(published=False)

    assert days(client) == {}


@pytest.mark.parametrize("count", [1, 3])
def test_the_week_costs_the_same_for_any_number_of_things(client, count, django_assert_num_queries):
    for n in range(count):
        place = PlaceFactory()
        practice = PracticeFactory(place=place, kind=list(PracticeKind)[n])
        OpeningRangeFactory(practice=practice, weekday=1)
        actions.book(practice, datetime(2026, 12, 1, 9, tzinfo=PARIS))
        room = WorkshopFactory(place=place)
        SessionFactory(
            workshop=room, start=datetime(2026, 12, 3, 9, tzinfo=PARIS), end=datetime(2026, 12, 3, 10, tzinfo=PARIS)
        )
        actions.register(room)

    with django_assert_num_queries(17):
        client.get("/agenda/")
