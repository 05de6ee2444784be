"""A code on paper, for a person without e-mail."""

import pytest
import time_machine
from django.contrib.auth import get_user_model

from maillage.accounts import actions
from maillage.accounts.models import AccessCode
from maillage.accounts.secrets import LETTERS
from tests.accounts.conftest import is_inside


@pytest.fixture
def holder(db):
    return get_user_model().objects.create(name="Aïcha-Noëlle Exemple")


@pytest.fixture
def paper(holder, member):
    return actions.make_paper_code(holder, by=member)[1]


def enter(client, name, code, **more):
    return client.post("/entrer/papier/", {"nom": name, "code": code, **more})


@pytest.mark.parametrize("name", ["Aïcha-Noëlle Exemple", "aicha noelle exemple", "  AICHA-NOELLE   EXEMPLE "])
def test_name_and_code_open(client, holder, paper, name):
    assert enter(client, name, paper)["Location"] == "/espace/"
    assert client.get("/espace/").context["user"] == holder


@pytest.mark.parametrize("change", [str.lower, lambda code: code.replace("-", ""), lambda code: f" {code} ."])
def test_the_code_may_be_typed_as_one_reads_it(client, holder, paper, change):
    enter(client, holder.name, change(paper))

    assert is_inside(client)


def test_the_code_serves_again(client, holder, paper):
    enter(client, holder.name, paper)
    client.post("/sortir/")
    enter(client, holder.name, paper)

    assert is_inside(client)


def test_the_code_of_another_name_opens_nothing(client, member, paper):
    response = enter(client, member.name, paper)

    assert not is_inside(client)
    assert response.context["form"].errors["code"] == [
        "Ce nom et ce code ne vont pas ensemble, ou le code n'est plus valable."
    ]


def test_an_unknown_name_gets_the_same_answer(client, holder, paper):
    told = [enter(client, name, "ABCD-EFGH-JKMN").context["form"].errors for name in (holder.name, "Personne")]

    assert told[0] == told[1]


def test_it_ends_after_ninety_days(client, holder, member):
    with time_machine.travel("2026-03-02", tick=False) as clock:
        code = actions.make_paper_code(holder, by=member)[1]
        clock.shift(90 * 24 * 3600 - 1)
        enter(client, holder.name, code)
        assert is_inside(client)
        client.post("/sortir/")
        clock.shift(2)
        enter(client, holder.name, code)

        assert not is_inside(client)


def test_a_new_code_stops_the_former_one(client, holder, member, paper):
    actions.make_paper_code(holder, by=member)
    enter(client, holder.name, paper)

    assert not is_inside(client)


def test_only_its_digest_is_kept_and_it_is_long(holder, paper):
    kept = str(AccessCode.objects.values().get())

    assert paper not in kept
    assert paper.replace("-", "") not in kept
    assert len(LETTERS) ** len(paper.replace("-", "")) > 2**59


def test_the_eleventh_wrong_code_meets_a_clear_page(client, holder, paper):
    answers = [enter(client, holder.name, "ABCD-EFGH-JKMN").status_code for _ in range(12)]

    assert answers == [200] * 10 + [429] * 2


def test_even_then_the_right_code_opens(client, holder, paper):
    for _ in range(12):
        enter(client, holder.name, "ABCD-EFGH-JKMN")
    enter(client, holder.name, paper)

    assert is_inside(client)


@pytest.mark.parametrize(("name", "code"), [("", ""), ("A" * 500, "B" * 500), ("\x00", "\x00"), ("Personne", "court")])
def test_what_is_neither_name_nor_code_is_said_beside_the_field(client, db, name, code):
    response = enter(client, name, code)

    assert response.status_code == 200
    assert response.context["form"].errors
