"""Hours day by day, closures with dates: saved, said back, undone, never overwritten unseen."""

import pytest
import time_machine

from maillage.census.models import Proposal
from maillage.places import actions
from tests.census.editing.conftest import address, filled, send, text_of

pytestmark = [pytest.mark.django_db]
MONDAY_10H = time_machine.travel("2026-11-23T09:00:00+00:00", tick=False)


@pytest.fixture(autouse=True)
def one_day():
    with MONDAY_10H:
        yield


def fresh(place):
    place.refresh_from_db()
    return place


def test_tuesday_is_corrected_and_people_read_it_at_once(manager, client, place):
    answer = send(manager, address(place, "horaires/"), **{"j1-0-de": "10:00", "j1-1-a": "16:30"})

    assert answer.status_code == 302
    assert fresh(place).horaires == "Mo,We-Fr 09:00-12:00,14:00-17:00; Tu 10:00-12:00,14:00-16:30; PH off"
    assert "Demain 10 h – 12 h, 14 h – 16 h 30 Mercredi" in text_of(client.get(place.get_absolute_url()))
    (event,) = place.events.all()
    assert (event.by, sorted(event.changes)) == (manager.user, ["date_maj", "horaires"])


def test_a_day_may_be_shut_by_appointment_or_like_the_day_before(manager, place):
    send(
        manager,
        address(place, "horaires/"),
        **{"j1-etat": "veille", "j2-etat": "rdv", "j3-etat": "ferme", "j4-1-rdv": "on", "f-etat": "inconnu"},
    )

    assert fresh(place).horaires == (
        'Mo-Tu 09:00-12:00,14:00-17:00; We "sur rendez-vous"; Fr 09:00-12:00, Fr 14:00-17:00 "sur rendez-vous"'
    )


def test_school_holidays_shut_or_with_hours_of_their_own(manager, place):
    send(manager, address(place, "horaires/"), school="ferme")
    assert fresh(place).horaires == "Mo-Fr 09:00-12:00,14:00-17:00; SH off; PH off"

    own = {"school": "autre", **{f"v{at}-etat": "ferme" for at in (0, 1, 3, 4, 5, 6)}}
    own |= {"v2-etat": "ouvert", "v2-0-de": "14h", "v2-0-a": "16h30", "v2-1-de": "", "v2-1-a": ""}
    send(manager, address(place, "horaires/"), **own)
    assert fresh(place).horaires == ("Mo-Fr 09:00-12:00,14:00-17:00; SH Mo-Tu,Th-Fr off; SH We 14:00-16:30; PH off")


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"j1-0-de": "25:00"}, "j1-0-de", "Écrivez une heure comme 9:30 ou 9h30."),
        ({"j1-0-de": "\x00"}, "j1-0-de", "Le caractère nul n’est pas autorisé."),
        ({"j1-0-de": "13:00"}, "j1-0-a", "La fin (12 h) vient avant le début (13 h)."),
        ({"j1-0-a": ""}, "j1-0-a", "Il manque la fermeture."),
        ({"j1-0-de": ""}, "j1-0-de", "Il manque l'ouverture."),
        ({"j1-0-a": "15:00"}, "j1-1-de", "Cet horaire commence avant la fin du précédent."),
        ({"j5-etat": "ouvert"}, "j5-etat", "Écrivez les heures, ou choisissez « Fermé »."),
    ],
)
def test_what_is_wrong_is_said_beside_it_and_nothing_typed_is_lost(manager, place, typed, field, words):
    answer = send(manager, address(place, "horaires/"), **typed)

    assert answer.status_code == 400
    assert dict(answer.context["form"].errors.items()) == {field: [words]}
    assert all(answer.context["form"][name].value() == value for name, value in typed.items())
    assert fresh(place).horaires == "Mo-Fr 09:00-12:00,14:00-17:00; PH off"


def test_a_week_without_any_opening_is_asked_about(manager, place):
    shut = {f"j{at}-etat": "ferme" for at in range(7)}

    assert "remplissez au moins un jour" in text_of(send(manager, address(place, "horaires/"), **shut))
    assert fresh(place).horaires.startswith("Mo-Fr")


def test_one_may_read_it_again_before_saving_without_a_script(manager, place):
    answer = send(manager, address(place, "horaires/"), **{"j1-etat": "ferme", "apercu": "1"})

    assert "Les habitants liront Lundi : 9 h – 12 h, 14 h – 17 h Mardi : fermé" in text_of(answer)
    assert place.events.count() == 0


def test_with_a_script_only_the_sentence_comes_back(manager, place):
    data = {**filled(manager.get(address(place, "horaires/"))), "apercu": "1"}
    answer = manager.post(address(place, "horaires/"), data, headers={"HX-Request": "true"})

    assert answer.content.decode().strip().startswith("<h2>Les habitants liront</h2>")
    assert "<html" not in answer.content.decode()


def test_hours_that_say_more_than_a_week_are_shown_then_replaced_or_written(manager, place):
    rich = "Mo-Fr 09:00-12:00; week 1-20 Sa 09:00-12:00"
    actions.update(place, columns={"horaires": rich})
    page = text_of(manager.get(address(place, "horaires/")))
    assert "Ces horaires sont particuliers" in page
    assert "Aujourd'hui : 9 h – 12 h" in page

    assert manager.get(address(place, "horaires/texte/")).context["form"]["horaires"].value() == rich
    send(manager, address(place, "horaires/texte/"), horaires=rich + "; PH off")
    assert fresh(place).horaires == rich + "; PH off"

    week = {"j0-etat": "ouvert", "j0-0-de": "9h", "j0-0-a": "midi"}
    send(manager, address(place, "horaires/?remplacer=1"), **week)
    assert fresh(place).horaires == "Mo 09:00-12:00"


def test_text_nobody_can_read_is_refused(manager, place):
    answer = send(manager, address(place, "horaires/texte/"), horaires="du lundi au vendredi")

    assert answer.status_code == 400
    assert answer.context["form"]["horaires"].value() == "du lundi au vendredi"


def test_a_closure_is_announced_listed_shown_then_taken_back(manager, client, place):
    url = address(place, "fermetures/")
    manager.post(url, {"start": "2026-12-24", "end": "31/12/2026", "note": 'congés "de Noël"; bonnes fêtes'})
    written = '2026 Dec 24-2026 Dec 31 off "congés ’de Noël’, bonnes fêtes"'
    assert fresh(place).horaires == f"Mo-Fr 09:00-12:00,14:00-17:00; PH off; {written}"
    assert "24–31 déc. 2026 (congés ’de Noël’, bonnes fêtes)" in text_of(client.get(place.get_absolute_url()))
    assert "Fermé du 24 au 31 décembre 2026 (congés" in text_of(manager.get(url))

    manager.post(address(place, "fermetures/retirer/"), {"fermeture": written})
    assert fresh(place).horaires == "Mo-Fr 09:00-12:00,14:00-17:00; PH off"


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({}, {"start": ["Ce champ est obligatoire."]}),
        ({"start": "demain"}, {"start": ["Écrivez une date comme 31/12/2026."]}),
        ({"start": "31/02/2027"}, {"start": ["Écrivez une date comme 31/12/2026."]}),
        ({"start": "2026-12-24", "end": "2026-12-20"}, {"end": ["Le dernier jour vient avant le premier."]}),
        ({"start": "2026-11-02"}, {"start": ["Cette date est passée."]}),
        ({"start": "2036-11-02"}, {"start": ["Cette date est dans plus de deux ans."]}),
        ({"start": "99999-11-02"}, {"start": ["Écrivez une date comme 31/12/2026."]}),
    ],
)
def test_a_closure_that_cannot_be(manager, place, typed, errors):
    answer = manager.post(address(place, "fermetures/"), {**typed, "note": "congés"})

    assert (answer.status_code, dict(answer.context["form"].errors.items())) == (400, errors)
    assert answer.context["form"]["note"].value() == "congés"


def test_without_hours_a_closure_would_shut_the_place_for_ever(manager, place):
    actions.update(place, columns={"horaires": ""})

    answer = manager.post(address(place, "fermetures/"), {"start": "2026-12-24"})

    assert "Écrivez d'abord les horaires habituels" in text_of(answer)
    assert fresh(place).horaires == ""


def test_past_closures_go_with_the_next_change_and_the_week_keeps_the_others(manager, place):
    actions.update(place, columns={"horaires": "Mo 09:00-12:00; 2026 Nov 02 off; 2026 Dec 24 off"})

    send(manager, address(place, "horaires/"), **{"j0-0-a": "13:00"})

    assert fresh(place).horaires == "Mo 09:00-13:00; 2026 Dec 24 off"


def test_a_closure_announced_meanwhile_is_no_conflict(manager, coordinator, place):
    opened = filled(manager.get(address(place, "horaires/")))
    coordinator.post(address(place, "fermetures/"), {"start": "2026-12-24"})

    manager.post(address(place, "horaires/"), {**opened, "j4-etat": "ferme"})

    assert fresh(place).horaires == "Mo-Th 09:00-12:00,14:00-17:00; PH off; 2026 Dec 24 off"


def test_hours_written_by_two_are_shown_side_by_side(manager, coordinator, place):
    opened = filled(manager.get(address(place, "horaires/")))
    send(coordinator, address(place, "horaires/"), **{"j4-etat": "ferme"})
    theirs = fresh(place).horaires

    answer = manager.post(address(place, "horaires/"), {**opened, "j3-etat": "ferme"})
    page = text_of(answer)
    assert (answer.status_code, fresh(place).horaires) == (409, theirs)
    assert "Sur la fiche maintenant Du lundi au jeudi : 9 h – 12 h, 14 h – 17 h" in page
    assert "Ce que vous avez écrit Du lundi au mercredi : 9 h – 12 h, 14 h – 17 h ; Jeudi : fermé" in page

    again = dict(answer.context["resent"])
    unanswered = manager.post(address(place, "horaires/"), again)
    assert (unanswered.status_code, fresh(place).horaires) == (409, theirs)
    manager.post(address(place, "horaires/"), {**again, "garder-horaires": "fiche"})
    assert fresh(place).horaires == theirs
    manager.post(address(place, "horaires/"), {**again, "garder-horaires": "mien"})
    assert fresh(place).horaires == "Mo-We,Fr 09:00-12:00,14:00-17:00; PH off"


def test_who_contributes_proposes_and_the_page_stays_as_it_is(contributor, place):
    answer = send(contributor, address(place, "horaires/"), **{"j4-etat": "ferme"})

    (proposal,) = Proposal.objects.all()
    assert (answer.status_code, fresh(place).horaires) == (302, "Mo-Fr 09:00-12:00,14:00-17:00; PH off")
    assert proposal.changes["horaires"][1] == "Mo-Th 09:00-12:00,14:00-17:00; PH off"
    assert (proposal.by, proposal.channel) == (contributor.user, "membre")
