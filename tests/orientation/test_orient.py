import json
from datetime import date, datetime
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command

from maillage.core.points import Point
from maillage.orientation.enquiry import Person
from maillage.orientation.models import UnmetNeed
from maillage.orientation.queries import orient
from maillage.places.enums import Service
from tests.factories import EquipmentFactory, OfferFactory, PlaceFactory, ZoneFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 10, tzinfo=ZoneInfo("Europe/Paris"))  # a Monday
HERE = Point(50.69, 3.17)
CONTRACT = ["services", "scope", "question", "alert", "widened", "places"]
PRINT = [Service.ACCES.value]


def place(**columns):
    return PlaceFactory(
        **{"latitude": 50.691, "longitude": 3.17, "services": PRINT, "date_maj": date(2026, 10, 1), **columns}
    )


def names(answer):
    return [one["nom"] for one in answer["places"]]


def steps(answer):
    return [step["step"] for step in answer["widened"]]


def test_the_answer_has_the_shape_of_the_contract():
    printer = place(nom="Médiathèque", horaires="Mo-Fr 09:00-17:00", frais_a_charge=["Gratuit"])
    EquipmentFactory(place=printer, kind="imprimante", state="en service")

    answer = orient("je doi imprimé un papié pour la caf", near=HERE, now=NOW)

    assert list(answer)[:6] == CONTRACT
    assert answer["services"][:2] == [Service.ACCES, Service.DEMARCHES]
    assert (answer["scope"], answer["question"], answer["alert"], answer["widened"]) == ("in", None, None, [])
    found = answer["places"][0]
    assert [found[key] for key in ("id", "nom", "km", "unknown", "warnings")] == [
        printer.id,
        "Médiathèque",
        0.11,
        [],
        [],
    ]
    assert found["reasons"] == [
        "Ordinateurs et internet sur place", "Imprimante en service", "Gratuit",
        "Ouvert jusqu'à 17 h", "À 2 min à pied (estimation)",
    ]  # fmt: skip


def test_what_was_asked_and_nobody_filled_in_is_unknown_not_no():
    place(nom="Un lieu")

    answer = orient("imprimer gratuit le samedi, on parle arabe", near=HERE, now=NOW)

    assert answer["places"][0]["unknown"] == [
        "Imprimante : non renseigné", "Langue (arabe) : non renseigné", "Prix : non renseigné",
        "Ouverture le samedi : non renseigné",
    ]  # fmt: skip


def test_old_information_and_broken_devices_are_said():
    printer = place(date_maj=date(2022, 5, 3))
    EquipmentFactory(place=printer, kind="imprimante", state="en panne")

    assert orient("imprimer", near=HERE, now=NOW)["places"][0]["warnings"] == [
        "Imprimante en panne", "À vérifier : information de mai 2022",
    ]  # fmt: skip


def test_the_nearest_comes_first_and_three_at_most():
    for n in (4, 2, 1, 3):
        place(nom=f"Lieu {n}", latitude=50.69 + n / 100)

    assert names(orient("imprimer", near=HERE, now=NOW)) == ["Lieu 1", "Lieu 2", "Lieu 3"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_answer_costs_the_same_for_any_number_of_places(count, django_assert_num_queries):
    for n in range(count):
        EquipmentFactory(place=place(nom=f"Lieu {n}"), kind="imprimante")
    orient("imprimer", near=HERE, now=NOW)

    with django_assert_num_queries(7):
        orient("imprimer", near=HERE, now=NOW)


def test_a_zone_is_a_starting_point_and_its_places_are_preferred():
    ZoneFactory(code="epeule", nom="Épeule", latitude=50.69, longitude=3.17)
    place(nom="Dehors", latitude=50.6945)
    place(nom="Dedans", latitude=50.6935)

    answer = orient("imprimer", zone="epeule", now=NOW)

    assert (names(answer), steps(answer)) == (["Dedans", "Dehors"], [])


def test_nothing_in_the_zone_widens_and_says_so():
    ZoneFactory(code="epeule", nom="Épeule", latitude=50.69, longitude=3.17)
    place(nom="Loin", latitude=50.75)

    answer = orient("imprimer", zone="epeule", now=NOW)

    assert (names(answer), steps(answer)) == (["Loin"], ["zone"])
    assert answer["widened"][0]["text"] == "Rien dans le quartier Épeule ni à côté : voici plus loin."


def test_a_condition_nobody_filled_in_widens_and_says_so():
    place()

    assert steps(orient("imprimer, je ne parle pas français", near=HERE, now=NOW)) == ["adaptation"]


def test_a_neighbouring_service_comes_before_nothing():
    place(nom="Apprendre", services=[Service.QUOTIDIEN.value])

    answer = orient("intelligence artificielle", near=HERE, now=NOW)

    assert (names(answer), steps(answer)) == (["Apprendre"], ["service"])
    assert answer["unmet"] == {"service": Service.COMPREHENSION, "zone": ""}


def test_in_the_end_a_human_by_phone():
    place(
        nom="France services",
        services=[Service.DEMARCHES.value],
        telephone="+33320991028",
        dispositif_programmes_nationaux=["France Services"],
    )

    answer = orient("ordinateur pas cher", near=HERE, now=NOW)

    assert (answer["places"], steps(answer)) == ([], ["human"])
    assert (answer["human"]["nom"], answer["human"]["tel"]) == ("France services", "tel:+33320991028")


def test_out_of_scope_is_said_and_no_service_is_invented():
    place()

    answer = orient("un plombier pour une fuite", near=HERE, now=NOW)

    assert [answer[key] for key in ("services", "scope", "places")] == [[], "out", []]


def test_an_emergency_gives_its_number_and_no_place():
    place(telephone="+33320991028", dispositif_programmes_nationaux=["France Services"])

    answer = orient("mon mari me frappe", near=HERE, now=NOW)

    assert [line["number"] for line in answer["alert"]["numbers"]] == ["3919", "17", "114"]
    assert [answer[key] for key in ("services", "scope", "places", "human")] == [[], "out", [], None]


def test_a_word_with_two_meanings_is_asked_and_not_guessed():
    place()

    answer = orient("pic", near=HERE, now=NOW)

    assert [choice["code"] for choice in answer["question"]["choices"]] == [
        "projet-d-initiative-citoyenne", "plan-d-investissement-dans-les-competences",
    ]  # fmt: skip
    assert answer["places"] == []


def test_a_name_nobody_else_knows_finds_its_place():
    place(nom="Centre social E.C.H.O.", services=[])
    place(nom="Autre")

    assert names(orient("echo", now=NOW)) == ["Centre social E.C.H.O."]


def test_a_place_called_by_its_name_comes_first():
    place(nom="Tout près", latitude=50.69)
    place(nom="Médiathèque La Grand-Plage", latitude=50.70)

    assert names(orient("imprimer à la grand plage", near=HERE, now=NOW))[0] == "Médiathèque La Grand-Plage"


def test_unknown_starting_points_are_set_aside_and_said():
    place(nom="Un lieu")

    answer = orient("imprimer", near="nulle part", zone="inconnue", now=NOW)

    assert names(answer) == ["Un lieu"]
    assert answer["messages"] == [
        "Cette position n'est pas connue : elle n'a pas servi.", "Ce quartier n'est pas connu : il n'a pas servi.",
    ]  # fmt: skip


def test_answering_writes_nothing():
    orient("ordinateur pas cher", near=HERE, now=NOW)

    assert UnmetNeed.objects.count() == 0


def test_the_command_prints_the_same_json():
    place(nom="Un lieu")
    out = StringIO()
    call_command("orient", "imprimer", near="50.69,3.17", format="json", stdout=out)

    assert [one["nom"] for one in json.loads(out.getvalue())["places"]] == ["Un lieu"]


def test_the_command_speaks_to_people_too():
    place(nom="Un lieu")
    out = StringIO()
    call_command("orient", "imprimer", stdout=out)

    lines = out.getvalue().splitlines()
    assert lines[0] == "Services : Accès internet et matériel informatique"
    assert lines[1].startswith("1. Un lieu, ")


@pytest.mark.parametrize("start", [{"near": "ici"}, {"zone": "nulle"}])
def test_the_command_refuses_a_starting_point_it_does_not_know(start):
    with pytest.raises(CommandError):
        call_command("orient", "imprimer", **start)


def test_who_fears_is_sent_first_where_there_is_a_first_contact():
    place(nom="À côté")
    welcoming = place(nom="Plus loin", latitude=50.694)
    OfferFactory(place=welcoming, nom="Premier contact du mardi")

    answer = orient("imprimer", near=HERE, now=NOW, person=Person(fear=True))

    assert names(answer) == ["Plus loin", "À côté"]
    assert "Premier contact : Premier contact du mardi" in answer["places"][0]["reasons"]
    assert "Accueil de ceux qui débutent : non renseigné" in answer["places"][1]["unknown"]


def test_fear_said_in_words_is_heard_too():
    welcoming = place(services=[Service.QUOTIDIEN.value])
    OfferFactory(place=welcoming, nom="Atelier", level=["grand débutant"])

    answer = orient("j'ai peur de l'ordinateur", near=HERE, now=NOW)

    assert "first_contact" in answer["places"][0]["codes"]


def test_each_wish_is_answered_by_a_reason_or_an_unknown():
    place(languages=["ar"], prise_en_charge_specifique=["Handicaps moteurs"], frais_a_charge=["Gratuit"])
    person = Person(languages=("ar",), access=("Handicaps moteurs",), free=True, level="débutant", open="samedi")

    found = orient("imprimer", near=HERE, now=NOW, person=person)["places"][0]

    assert found["shown"] == [
        "Ordinateurs et internet sur place", "Parle arabe", "Accueil de personnes à mobilité réduite", "Gratuit",
    ]  # fmt: skip
    assert found["missing"] == [
        "Imprimante : non renseigné",
        "Niveau : non renseigné",
        "Ouverture le samedi : non renseigné",
    ]


def test_too_far_to_walk_is_said():
    place(latitude=50.70)

    answer = orient("imprimer", near=HERE, now=NOW, person=Person(minutes=10))

    assert "À plus de 10 min à pied" in answer["places"][0]["warnings"]


def test_one_thing_changed_moves_the_list():
    place(nom="Près")
    place(nom="On parle arabe", latitude=50.694, languages=["ar"])

    before = orient("imprimer", near=HERE, now=NOW)
    after = orient("imprimer", near=HERE, now=NOW, person=Person(languages=("ar",)))

    assert (names(before), names(after)) == (["Près", "On parle arabe"], ["On parle arabe", "Près"])


def test_at_most_five_reasons_and_four_unknowns_on_a_card():
    known = place(
        uses=["accès libre", "aide personnalisée", "écrivain public"], languages=["ar"], frais_a_charge=["Gratuit"],
        prise_en_charge_specifique=["Illettrisme"], modalites_acces=["Se présenter"], fiche_acces_libre="https://x.fr",
    )  # fmt: skip
    EquipmentFactory(place=known, kind="imprimante", state="en service")
    person = Person(languages=("ar",), access=("Surdité", "Handicaps moteurs", "Déficience visuelle"), fear=True,
                    reads_little=True, free=True, level="débutant", open="soir", mobility="domicile")  # fmt: skip

    found = orient("imprimer", near=HERE, now=NOW, person=person)["places"][0]

    assert (len(found["shown"]), len(found["missing"])) == (5, 4)
    assert len(found["unknown"]) > 4  # all of them stay in the answer


def test_the_order_is_told_in_one_sentence():
    place()

    assert orient("imprimer", near=HERE, now=NOW, person=Person(free=True))["order"] == (
        "Ce qui compte, dans cet ordre : ce que vous cherchez, ce que vous préférez, la distance, "
        "des informations récentes."
    )


def test_who_writes_in_arabic_is_shown_who_speaks_it():
    place(nom="Un", latitude=50.69101)
    place(nom="On parle arabe", languages=["ar"], latitude=50.69103)

    answer = orient("أريد طباعة وثيقة", near=HERE, now=NOW)

    assert (answer["language"], names(answer)[0]) == ("ar", "On parle arabe")


def test_the_command_knows_the_person_too():
    place(languages=["ar"], prise_en_charge_specifique=["Handicaps moteurs"])
    out = StringIO()
    call_command(
        "orient", "bghit ntba3 wra9", "--langue", "ar", "--acces", "fauteuil", "--peur", "--gratuit", "--minutes", "20",
        "--near", "50.69,3.17", "--quand", "samedi", "--level", "debutant", "--lit-peu", format="json", stdout=out,
    )  # fmt: skip

    answer = json.loads(out.getvalue())
    assert answer["language"] == "arabizi"
    assert answer["places"][0]["codes"] == ["service", "languages", "prise_en_charge_specifique", "walk"]
