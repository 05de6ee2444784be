"""One place: what is known first, one sentence for what is not, where it all comes from."""

import re
from datetime import date

import pytest
import time_machine

from maillage.places import actions
from maillage.places.models import EquipmentService, Label, Staff
from tests.factories import (
    EquipmentFactory,
    OfferFactory,
    OrganisationFactory,
    PlaceFactory,
    SourceFactory,
    ZoneFactory,
)

pytestmark = pytest.mark.django_db
MONDAY_10H = time_machine.travel("2026-11-23T09:00:00+00:00", tick=False)


def text_of(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())).replace("&#x27;", "'")


def page(client, place) -> str:
    return text_of(client.get(place.get_absolute_url()))


@pytest.mark.parametrize("count", [1, 3])
def test_a_place_costs_the_same_whatever_it_holds(client, count, django_assert_num_queries):
    ZoneFactory(latitude=50.69, longitude=3.17)
    place = PlaceFactory(latitude=50.69, longitude=3.17, organisation=OrganisationFactory())
    for n in range(count):
        EquipmentFactory(place=place, kind=["imprimante", "scanner", "wifi"][n])
        OfferFactory(place=place, organisation=OrganisationFactory()).partners.add(OrganisationFactory())
        PlaceFactory(hosted_at=place)

    with django_assert_num_queries(13):
        client.get(place.get_absolute_url())


@MONDAY_10H
def test_a_full_place_says_everything_it_knows(client):
    place = PlaceFactory(
        nom="La Poste Épeule", adresse="173 rue de l'Épeule", telephone="+33320010845", horaires="Mo-Fr 09:00-17:00",
        services=["Aide aux démarches administratives"], uses=["écrivain public"], frais_a_charge=["Gratuit"],
        modalites_acces=["Se présenter"], modalites_accompagnement=["Accompagnement individuel"],
        publics_specifiquement_adresses=["Seniors"], languages=["fr", "ar"], prise_en_charge_specifique=["Surdité"],
        audience=["résidents"], level=["grand débutant"], prise_rdv="https://rdv.test/", verified_on=date(2026, 11, 12),
        verified_by="La Poste", dispositif_programmes_nationaux=["France Services"], latitude=50.69, longitude=3.17,
    )  # fmt: skip
    EquipmentFactory(place=place, kind="ordinateur", count=7, adapted_count=1, state="en service")
    EquipmentFactory(place=place, kind="scanner", state="en panne")
    EquipmentService(place=place, kind="prêt", item="portable", price="5 € par mois", conditions="sur dossier").save()
    Staff(place=place, role="médiateur numérique", count=2).save()
    Label(place=place, nom="France Services", since="2021-10").save()

    text = page(client, place)

    for told in (
        "Ouvert jusqu'à 17 h",
        "Appeler le 03 20 01 08 45",
        "Aide aux démarches administratives écrivain public",
        "Ordinateur : 7, dont 1 adapté au handicap, en service",
        "Scanner : en panne",
        "Prêt (portable) : 5 € par mois, sur dossier",
        "Aujourd'hui 9 h – 17 h Demain 9 h – 17 h Mercredi",
        "Langues français, arabe",
        "Accueil adapté Surdité",
        "Équipe médiateur numérique : 2",
        "Labels France Services, depuis octobre 2021 ",
        "Vérifié le 12 novembre 2026 par La Poste",
    ):
        assert told in text
    assert "Non renseigné" not in text


def test_a_bare_place_says_in_one_sentence_what_is_not_known(client):
    text = page(client, PlaceFactory(adresse="", telephone="0320334500"))

    assert (
        "Non renseigné : l'adresse, les horaires, les aides proposées, le matériel, le coût, la façon d'y accéder, "
        "les publics, les langues parlées et l'accessibilité aux personnes handicapées." in text
    )
    assert "Position non renseignée : ce lieu n'est pas sur la carte." in text


def test_what_means_nothing_to_who_comes_is_not_said(client):
    place = PlaceFactory(itinerance=["Fixe"])
    Staff(place=place, role="écrivain public", count=0.5).save()

    text = page(client, place)

    assert ("Équipe écrivain public" in text, "0,5" in text, "Itinérance" in text) == (True, False, False)


@pytest.mark.parametrize(
    ("columns", "actions"),
    [
        (
            {"telephone": "0320334500", "prise_rdv": "https://rdv.test"},
            ["Appeler", "Prendre", "Y aller"],
        ),
        ({"prise_rdv": "https://rdv.test"}, ["Prendre rendez-vous", "Y aller"]),
        ({}, ["Y aller"]),
        ({"adresse": "", "courriels": ["a@b.test"]}, []),
        ({"prise_rdv": "javascript:alert(1)"}, ["Y aller"]),
    ],
)
def test_the_main_action_is_to_call_else_to_book_else_to_go(client, columns, actions):
    portrait = client.get(PlaceFactory(**columns).get_absolute_url()).context["portrait"]

    assert [words[: len(start)] for (_, words, _), start in zip(portrait.actions, actions, strict=True)] == actions


@time_machine.travel("2026-11-09T09:00:00+00:00", tick=False)
def test_a_public_holiday_of_the_week_is_named(client):
    text = page(client, PlaceFactory(horaires="Mo-Fr 09:00-17:00; PH off"))

    assert "Mercredi fermé jour férié : 11 novembre Jeudi 9 h – 17 h" in text


@time_machine.travel("2026-12-21T09:00:00+00:00", tick=False)
def test_school_holidays_close_what_closes_then(client):
    text = page(client, PlaceFactory(horaires="Mo-Fr 09:00-17:00; SH off"))

    assert "Fermé , ouvre lundi 4 janvier 2027 à 9 h" in text
    assert "Vacances scolaires cette semaine" in text


@MONDAY_10H
def test_closures_announced_are_shown_with_their_reason(client):
    horaires = 'Mo-Su 09:00-17:00; 2026 Nov 02 off; 2026 Nov 25 off "travaux"; 2026 Dec 24-2027 Jan 03 off "congés"'
    place = PlaceFactory(horaires=horaires + "; 2027 Aug 01-15 off")

    text = page(client, place)

    assert "Mercredi fermé (travaux)" in text
    assert "Fermetures annoncées 25 nov. 2026 (travaux) 24 déc. 2026 – 3 janv. 2027 (congés) Venir" in text


def test_hours_in_words_are_shown_as_they_came(client):
    assert "tels que le lieu les a écrits, à vérifier : du lundi au jeudi" in page(
        client, PlaceFactory(horaires="du lundi au jeudi")
    )


def test_old_information_is_said_old(client):
    assert "À vérifier : information de mai 2022" in page(client, PlaceFactory(date_maj=date(2022, 5, 3)))


def test_a_doubtful_position_says_so(client):
    place = PlaceFactory(latitude=50.69, longitude=3.17, position_precision="rue")

    assert "Position sur la carte : dans la rue, sans numéro." in page(client, place)


def test_each_group_of_columns_says_where_it_comes_from(client):
    census = SourceFactory(slug="recensement", nom="Recensement", licence="Licence Ouverte")
    place = actions.create(id="a", columns={"nom": "Lieu", "adresse": "1 rue A"}, source=census, date=date(2022, 5, 3))
    actions.put_rows(place, rows={"equipment": [{"kind": "scanner"}]}, source=census, date=date(2022, 5, 3))
    actions.update(place, columns={"telephone": "0320334500"})

    text = page(client, place)

    assert "Recensement, 3 mai 2022 (Licence Ouverte) : adresse, matériel, nom" in text
    assert "complété par le réseau, date non renseignée : téléphone" in text


def test_offers_say_who_carries_them_and_with_whom(client):
    place = PlaceFactory()
    offer = OfferFactory(
        nom="Parcours Parentalité", place=place, nature="formation", schedule="mardi 9 h",
        organisation=OrganisationFactory(nom="Emmaüs Connect"), source="Compte rendu", source_date=date(2022, 5, 3),
    )  # fmt: skip
    offer.partners.add(OrganisationFactory(nom="Mairie"))

    text = page(client, place)

    assert "Parcours Parentalité formation · mardi 9 h Portée par Emmaüs Connect , avec Mairie" in text
    assert "Compte rendu, 3 mai 2022" in text


def test_host_and_guests_point_to_each_other(client):
    host = PlaceFactory(nom="Maison")
    guest = PlaceFactory(nom="Permanence", hosted_at=host)
    PlaceFactory(nom="Fermée", hosted_at=host, life_cycle="fermé")

    assert "Hébergé à Maison" in page(client, guest)
    assert "Dans les mêmes murs Permanence " in page(client, host)
    assert "Fermée" not in page(client, host)


def test_a_closed_place_says_so_and_where_else_to_go(client):
    closed = PlaceFactory(nom="Cyberbase", life_cycle="fermé", latitude=50.69, longitude=3.17)
    PlaceFactory(nom="Loin", latitude=50.72, longitude=3.17)
    PlaceFactory(nom="Près", latitude=50.6901, longitude=3.17)

    response = client.get(closed.get_absolute_url())

    assert response.status_code == 410
    assert [card.place.nom for card in response.context["nearby"]] == ["Près", "Loin"]
    assert 'content="noindex"' in response.content.decode()


@pytest.mark.parametrize("columns", [{"adresse": ""}, {"nom": ""}])
def test_a_place_held_back_has_no_page(client, columns):
    assert client.get(PlaceFactory(**columns).get_absolute_url()).status_code == 404


def test_hostile_words_stay_words(client):
    bad = "<script>alert(1)</script>"
    place = PlaceFactory(
        nom=bad, presentation_resume=bad, presentation_detail=bad, site_web=["javascript:alert(1)"], telephone=bad[:20],
        fiche_acces_libre="javascript:alert(1)", structure_parente=bad, horaires=f'Mo 09:00-12:00 "{bad}"',
        courriels=['"onclick=x'],
    )  # fmt: skip
    OfferFactory(nom=bad, description=bad, place=place)

    html = client.get(place.get_absolute_url()).content.decode()

    assert "<script>alert" not in html
    assert "javascript:" not in html
    assert 'mailto:"' not in html
