"""Short forms on some columns: what is saved, what is refused, what others wrote meanwhile."""

import pytest
import time_machine

from maillage.census.editing.sections import FORMS
from maillage.census.models import Proposal
from maillage.places import actions
from tests.census.editing.conftest import address, filled, send, text_of

pytestmark = pytest.mark.django_db


def fresh(place):
    place.refresh_from_db()
    return place


def test_each_form_sent_back_untouched_changes_nothing(manager, place):
    actions.update(
        place, columns={"telephone": "03.20.01.01.01", "languages": ["xx"], "site_web": ["HTTP://exemple.test/"]}
    )
    told = place.events.count()

    for key in FORMS:
        answer = send(manager, address(place, f"{key}/"))
        assert answer.status_code == 302, key
    assert place.events.count() == told


@time_machine.travel("2026-11-23T09:00:00+00:00", tick=False)
def test_a_telephone_is_corrected_said_fresh_and_its_origin_is_a_hand(manager, client, place):
    send(
        manager, address(place, "coordonnees/"), telephone="03.20.99.88.77", courriels="a@exemple.test\nb@exemple.test"
    )

    place = fresh(place)
    assert (place.telephone, list(place.courriels)) == ("+33320998877", ["a@exemple.test", "b@exemple.test"])
    assert {origin.by for origin in place.origins.all() if "telephone" in origin.columns} == {manager.user}
    page = text_of(client.get(place.get_absolute_url()))
    assert "Appeler le 03 20 99 88 77" in page
    assert "Mis à jour le 23 novembre 2026" in page


def test_a_correction_answers_a_doubt(manager, place):
    actions.update(place, columns={"contested": ["telephone", "nom"]})

    send(manager, address(place, "coordonnees/"), telephone="0320998877")

    assert list(fresh(place).contested) == ["nom"]


@pytest.mark.parametrize(
    ("key", "typed"),
    [
        ("coordonnees", {"telephone": "0320"}),
        ("coordonnees", {"courriels": "pas un courriel"}),
        ("coordonnees", {"site_web": "javascript:alert(1)"}),
        ("coordonnees", {"prise_rdv": "x" * 600}),
        ("nom", {"nom": ""}),
        ("nom", {"nom": "x" * 301}),
        ("nom", {"adresse": "\x00"}),
        ("nom", {"code_postal": "abc"}),
        ("services", {"services": "Tout"}),
        ("presentation", {"presentation_resume": "x" * 281}),
        ("etat", {"life_cycle": "rien"}),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_kept_as_typed(manager, place, key, typed):
    answer = send(manager, address(place, f"{key}/"), **typed)
    form = answer.context["form"]

    assert (answer.status_code, list(form.errors)) == (400, list(typed))
    assert [form[name].value() for name in typed] in ([*typed.values()], [[value] for value in typed.values()])
    assert place.events.count() == 0


def test_terms_are_ticked_and_a_word_no_list_knows_stays(manager, place):
    actions.update(place, columns={"services": ["Un service d'avant"], "languages": ["fr", "xx"]})
    form = manager.get(address(place, "services/")).context["form"]
    assert [value for value, _ in form.fields["services"].choices][-1] == "Un service d'avant"

    send(manager, address(place, "services/"), services=["Un service d'avant", "Utilisation sécurisée du numérique"])
    send(manager, address(place, "public/"), languages=["fr", "ar", "xx"])

    assert set(fresh(place).services) == {"Un service d'avant", "Utilisation sécurisée du numérique"}
    assert set(place.languages) == {"fr", "ar", "xx"}


def test_the_code_of_the_town_follows_it(manager, place):
    send(manager, address(place, "nom/"), commune="Ailleurs")
    assert (fresh(place).commune, place.code_insee) == ("Ailleurs", "")

    send(manager, address(place, "nom/"), commune="roubaix")
    assert fresh(place).code_insee == "59512"


def test_two_columns_written_by_two_people_are_both_kept(manager, coordinator, place):
    opened = filled(manager.get(address(place, "coordonnees/")))
    send(coordinator, address(place, "coordonnees/"), courriels="coordination@exemple.test")

    manager.post(address(place, "coordonnees/"), {**opened, "telephone": "0320998877"})

    assert (fresh(place).telephone, list(place.courriels)) == ("+33320998877", ["coordination@exemple.test"])


def test_the_same_column_written_by_two_people_is_asked_about_the_rest_typed_is_not_lost(manager, coordinator, place):
    url = address(place, "coordonnees/")
    opened = filled(manager.get(url))
    send(coordinator, url, telephone="0320000001")

    answer = manager.post(url, {**opened, "telephone": "0320000002", "courriels": "neuf@exemple.test"})
    assert (answer.status_code, fresh(place).telephone, place.courriels) == (409, "+33320000001", [])
    page = text_of(answer)
    assert "Téléphone Sur la fiche maintenant 03 20 00 00 01 Ce que vous avez écrit 03 20 00 00 02" in page

    manager.post(url, {**dict(answer.context["resent"]), "garder-telephone": "fiche"})
    assert (fresh(place).telephone, list(place.courriels)) == ("+33320000001", ["neuf@exemple.test"])


def test_a_form_without_its_prints_never_overwrites(manager, place):
    answer = manager.post(address(place, "coordonnees/"), {"telephone": "0320000002"})

    assert (answer.status_code, fresh(place).telephone) == (409, "+33320010101")


def test_who_contributes_proposes_and_is_told_so(contributor, place):
    answer = send(contributor, address(place, "coordonnees/"), telephone="0320998877")

    (proposal,) = Proposal.objects.all()
    assert (fresh(place).telephone, proposal.changes) == (
        "+33320010101",
        {"telephone": ["+33320010101", "+33320998877"]},
    )
    assert "va relire votre correction" in text_of(contributor.get(answer["Location"]))


def test_closing_for_good_is_told_and_undone(manager, client, place):
    send(manager, address(place, "etat/"), life_cycle="fermé")
    assert client.get(place.get_absolute_url()).status_code == 410

    manager.post(address(place, f"histoire/{place.events.get().pk}/"), {"tout": "1"})
    assert client.get(place.get_absolute_url()).status_code == 200


def test_others_do_not_know_the_place_exists(outsider, place):
    for part in ("", "nom/", "horaires/", "materiel/", "actions/", "position/", "histoire/"):
        assert outsider.get(address(place, part)).status_code == 404
