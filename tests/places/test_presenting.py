"""Times, dates, phones and distances as people say them."""

from datetime import date, datetime, time

import pytest

from maillage.core.points import Point
from maillage.places import presenting
from maillage.places.hours import PARIS

MONDAY_14H = datetime(2026, 11, 23, 14, 0, tzinfo=PARIS)


@pytest.mark.parametrize(
    ("horaires", "line"),
    [
        ("Mo-Fr 09:00-17:00", "Ouvert jusqu'à 17 h"),
        ("Mo-Fr 09:00-17:45", "Ouvert jusqu'à 17 h 45"),
        ("Mo 09:00-24:00", "Ouvert jusqu'à minuit"),
        ("Mo 09:00-26:00", "Ouvert jusqu'à demain 2 h"),
        ("24/7", "Ouvert jour et nuit"),
        ("Mo 15:00-17:00", "Fermé, ouvre 15 h"),
        ("Tu 13:30-17:00", "Fermé, ouvre demain 13 h 30"),
        ("Th 09:00-17:00", "Fermé, ouvre jeudi 9 h"),
        ("Mo 09:00-12:00", "Fermé, ouvre lundi 30 novembre à 9 h"),
        ('Th 09:00-12:00 "sur rendez-vous"', "Fermé, ouvre jeudi 9 h (sur rendez-vous)"),
        ("2025 Mo 09:00-12:00", "Fermé"),
        ('Mo-Fr 09:00-17:00; 2026 Nov 23-25 off "congés"', "Fermé (congés), ouvre jeudi 9 h"),
        ("Mo-Fr 09:00-17:00; 2026 Nov 23 off", "Fermé, ouvre demain 9 h"),
        ('"sur rendez-vous"', "Sur rendez-vous"),
        ("", "Horaires non renseignés"),
        ("quand on peut", "Horaires à vérifier"),
    ],
)
def test_the_open_line(horaires, line):
    assert str(presenting.open_line(horaires, MONDAY_14H)) == line


@pytest.mark.parametrize(
    ("life_cycle", "line"),
    [
        ("prévu", "Pas encore ouvert"),
        ("fermé temporairement", "Fermé temporairement"),
        ("fermé", "Fermé définitivement"),
    ],
)
def test_a_place_that_does_not_run_is_never_said_open(life_cycle, line):
    assert str(presenting.open_line("24/7", MONDAY_14H, life_cycle)) == line


@pytest.mark.parametrize(
    ("date_maj", "verified_on", "by", "stamp"),
    [
        (date(2026, 11, 1), None, "", "Mis à jour le 1er novembre 2026"),
        (date(2022, 5, 3), date(2026, 11, 12), "", "Vérifié le 12 novembre 2026"),
        (date(2022, 5, 3), date(2026, 11, 12), "La Poste", "Vérifié le 12 novembre 2026 par La Poste"),
        (None, MONDAY_14H.date(), "", "Vérifié aujourd'hui, 23 novembre 2026"),
        (None, MONDAY_14H.date(), "La Poste", "Vérifié aujourd'hui, 23 novembre 2026, par La Poste"),
        (date(2022, 5, 3), None, "", "À vérifier : information de mai 2022"),
        (None, None, "", "À vérifier : date de l'information non renseignée"),
    ],
)
def test_the_stamp(date_maj, verified_on, by, stamp):
    assert str(presenting.stamp(date_maj, verified_on, MONDAY_14H.date(), by)) == stamp


@pytest.mark.parametrize(
    ("text", "shown", "link"),
    [
        ("+33320334500", "03 20 33 45 00", "tel:+33320334500"),
        ("0320334500", "03 20 33 45 00", "tel:+33320334500"),
        ("03.20.33.45.00", "03 20 33 45 00", "tel:+33320334500"),
        ("3646", "3646", "tel:3646"),
        ("+262262123456", "+262262123456", "tel:+262262123456"),
    ],
)
def test_phones(text, shown, link):
    assert presenting.phone(text).replace("\u00a0", " ") == shown
    assert presenting.phone_link(text) == link


@pytest.mark.parametrize(
    ("km", "words"),
    [(0, "1 min à pied"), (0.5, "10 min à pied"), (2.0, "39 min à pied"), (4.42, "4,4 km"), (123.4, "123 km")],
)
def test_distances(km, words):
    assert presenting.walk(km) == words


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("https://exemple.fr/a", "https://exemple.fr/a"),
        ("www.exemple.fr", "https://www.exemple.fr"),
        ("javascript:alert(1)", ""),
        ("JavaScript:alert(1)//www.exemple.fr", ""),
        ("data:text/html,x", ""),
        ("voir à l'accueil", ""),
    ],
)
def test_only_web_addresses_become_links(text, link):
    assert presenting.web_link(text) == link


def test_a_route_needs_a_position_or_an_address():
    assert (
        presenting.route_link(Point(50.69, 3.17), "")
        == "https://www.openstreetmap.org/directions?to=50.69000%2C3.17000"
    )
    assert presenting.route_link(None, "1 rue & co") == "https://www.openstreetmap.org/search?query=1%20rue%20%26%20co"
    assert presenting.route_link(None, "") == ""


def test_small_words():
    assert presenting.clock(time(13, 5)) == "13 h 05"
    assert presenting.joined(["a", "b", "c"]) == "a, b et c"
    assert presenting.language_name("ar") == "arabe"
    assert presenting.language_name("inconnue") == "inconnue"
    assert presenting.since("2021-10") == "octobre 2021"
    assert presenting.since("2021-13") == "2021-13"
    assert presenting.holiday_name(date(2026, 5, 14)) == "Ascension"
    assert [presenting.how_many(count) for count in (0, 1, 3)] == ["Aucun lieu", "1 lieu", "3 lieux"]
