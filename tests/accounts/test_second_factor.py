"""The second step: digits of an application, recovery codes, passkeys that lie."""

import json
import re

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, hotp_value, yield_hotp_counters_from_time
from cryptography.fernet import Fernet

from maillage.core.models import Event, Message
from tests.accounts.conftest import EMAIL, is_inside


def digits_of(secret: str) -> str:
    return f"{hotp_value(secret, list(yield_hotp_counters_from_time())[1]):06}"


@pytest.fixture
def inside(client, member, ask, mail):
    """Entered a moment ago."""
    ask()
    client.post("/entrer/code/", {"code": mail(EMAIL).code})
    return client


@pytest.fixture
def protected(inside):
    """The client is out again; yields the secret and the recovery codes."""
    page = inside.get("/espace/compte/application/")
    secret = page.context["typed"].replace(" ", "")
    answer = inside.post("/espace/compte/application/", {"secret": page.context["signed"], "code": digits_of(secret)})
    inside.post("/sortir/")
    return secret, answer.context["codes"]


@pytest.fixture
def half_way(client, protected, ask, mail):
    ask()
    assert client.post("/entrer/code/", {"code": mail(EMAIL).code})["Location"] == "/entrer/deuxieme/"
    return client


@pytest.fixture(autouse=True)
def time_goes_on(monkeypatch):
    """Digits serve once; the test that says so takes this away."""
    from allauth.mfa.totp.internal import auth

    monkeypatch.setattr(auth.TOTP, "_mark_code_used", lambda self, code: True)


def test_half_way_is_not_inside(half_way):
    assert not is_inside(half_way)
    assert half_way.get("/espace/")["Location"].startswith("/entrer/")
    assert half_way.get("/entrer/deuxieme/").status_code == 200


def test_the_digits_of_the_application_open(half_way, protected):
    response = half_way.post("/entrer/deuxieme/", {"code": digits_of(protected[0])})

    assert response["Location"] == "/espace/"
    assert is_inside(half_way)


def test_a_recovery_code_opens_once(half_way, protected, ask, mail):
    code = protected[1][0]
    half_way.post("/entrer/deuxieme/", {"code": code})
    assert is_inside(half_way)
    half_way.post("/sortir/")
    ask()
    half_way.post("/entrer/code/", {"code": mail(EMAIL).code})
    half_way.post("/entrer/deuxieme/", {"code": code})

    assert not is_inside(half_way)


def test_digits_serve_once(half_way, protected, monkeypatch, ask, mail):
    monkeypatch.undo()
    digits = digits_of(protected[0])
    half_way.post("/entrer/deuxieme/", {"code": digits})
    half_way.post("/sortir/")
    ask()
    half_way.post("/entrer/code/", {"code": mail(EMAIL).code})
    half_way.post("/entrer/deuxieme/", {"code": digits})

    assert not is_inside(half_way)


def test_the_eleventh_try_meets_a_clear_page(half_way):
    answers = [half_way.post("/entrer/deuxieme/", {"code": "12345678"}).status_code for _ in range(12)]

    assert answers == [200] * 10 + [429] * 2


def test_the_link_of_the_mail_asks_for_the_second_step_too(client, protected, ask, mail):
    ask()

    assert client.__class__().post(mail(EMAIL).link)["Location"] == "/entrer/deuxieme/"


def test_one_does_not_wait_for_ever_half_way(half_way):
    with time_machine.travel("2036-01-01", tick=False):
        assert half_way.get("/entrer/deuxieme/")["Location"] == "/entrer/"


def test_nobody_half_way_is_led_to_the_door(client, db):
    assert client.get("/entrer/deuxieme/")["Location"] == "/entrer/"
    assert client.post("/entrer/deuxieme/", {"code": "123456"})["Location"] == "/entrer/"


LIES = [
    "", "null", "[]", "1", '"a"', "{}", '{"id": "x"}', "\x00", "{" * 5000,
    json.dumps({"id": "AA", "rawId": "AA", "type": "public-key", "response": {}}),
    json.dumps({"id": "AA", "rawId": "AA", "type": "public-key", "response": {"userHandle": "MQ"}}),
    json.dumps({"id": "AA", "rawId": "AA", "type": "public-key", "response": {
        "clientDataJSON": "e30", "authenticatorData": "AA", "signature": "AA", "userHandle": "MQ",
    }}),
    json.dumps({"id": 5, "rawId": {}, "type": None, "response": "x"}),
]  # fmt: skip


@pytest.mark.parametrize("lie", LIES)
def test_a_passkey_that_lies_opens_nothing(client, db, lie):
    client.post("/entrer/cle/question/")

    assert client.post("/entrer/cle/", {"credential": lie}).status_code == 400
    assert not is_inside(client)


@pytest.mark.parametrize("lie", LIES)
def test_nor_half_way(half_way, lie):
    half_way.post("/entrer/cle/question/")

    assert half_way.post("/entrer/deuxieme/", {"credential": lie}).status_code == 200
    assert not is_inside(half_way)


@pytest.mark.parametrize("lie", LIES)
def test_nor_is_it_kept(inside, lie):
    inside.post("/espace/compte/cle/question/")

    assert inside.post("/espace/compte/cle/", {"credential": lie}).status_code == 400
    assert Authenticator.objects.count() == 0


# -- protecting


def test_a_secret_is_encrypted_at_rest(protected, member):
    secret, codes = protected
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))

    assert secret not in kept
    assert [code for code in codes if code in kept] == []


def test_a_new_key_reads_what_the_former_sealed(client, member, ask, mail, settings):
    former, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    settings.MAILLAGE_KEYS = former
    factor = TOTP.activate(member, "A" * 32)
    settings.MAILLAGE_KEYS = f"{new},{former}"

    assert factor.validate_code(digits_of("A" * 32))


def test_a_change_is_told_by_mail_and_in_the_log(protected, member):
    assert Message.objects.latest("pk").subject == "votre façon d'entrer dans Maillage a changé"
    assert Event.objects.get(verb="second factor changed").by == member


def test_a_secret_made_for_another_account_is_refused(inside, django_user_model):
    from django.core import signing

    signed = signing.dumps({"secret": "A" * 32}, salt="maillage.totp-secret.999")
    inside.post("/espace/compte/application/", {"secret": signed, "code": digits_of("A" * 32)})

    assert Authenticator.objects.count() == 0


def test_wrong_digits_keep_the_same_drawing(inside):
    page = inside.get("/espace/compte/application/")
    again = inside.post("/espace/compte/application/", {"secret": page.context["signed"], "code": "000000"})

    assert again.context["typed"] == page.context["typed"]
    assert list(again.context["form"].errors) == ["code"]


def test_recovery_codes_are_shown_once_then_made_anew(inside, protected, ask, mail):
    ask()
    inside.post("/entrer/code/", {"code": mail(EMAIL).code})
    inside.post("/entrer/deuxieme/", {"code": digits_of(protected[0])})

    shown = inside.post("/espace/compte/secours/").context["codes"]

    assert (len(shown), set(shown) & set(protected[1])) == (10, set())
    assert inside.get("/espace/compte/secours/").status_code == 405


def test_removing_the_last_factor_removes_the_recovery_codes(inside, protected, ask, mail):
    ask()
    inside.post("/entrer/code/", {"code": mail(EMAIL).code})
    inside.post("/entrer/deuxieme/", {"code": digits_of(protected[0])})
    factor = Authenticator.objects.get(type="totp")
    inside.post(f"/espace/compte/retirer/{factor.pk}/")

    assert Authenticator.objects.count() == 0


def test_nobody_removes_the_factor_of_another(inside, django_user_model):
    other = django_user_model.objects.create(email="autre@exemple.test")
    factor = Authenticator.objects.create(user=other, type="totp", data={"secret": "x"})

    assert inside.post(f"/espace/compte/retirer/{factor.pk}/").status_code == 404
    assert Authenticator.objects.count() == 1


@pytest.mark.parametrize("address", ["application/", "cle/", "secours/", "retirer/1/", "cle/question/"])
def test_an_unattended_screen_changes_no_protection(client, member, address):
    client.force_login(member)

    again = "/espace/compte/de-nouveau/?next=%2Fespace%2Fcompte%2F"
    assert client.post(f"/espace/compte/{address}")["Location"] == again


def test_entering_again_comes_back_to_the_account(inside):
    page = inside.get("/espace/compte/de-nouveau/?next=/espace/compte/")
    then = re.search(r'name="next" value="([^"]+)"', page.text)[1]

    assert inside.post("/sortir/", {"next": then})["Location"] == "/entrer/?next=%2Fespace%2Fcompte%2F"


# -- one's own account


def test_one_says_one_s_name_and_agrees_to_show_it(inside, member):
    inside.post("/espace/compte/", {"nom": "Camille Exemple", "telephone": "03 00 00 00 00", "accord": "on"})
    member.refresh_from_db()
    assert (member.shown_name, member.shown_telephone, member.shown_email) == (
        "Camille Exemple", "03 00 00 00 00", EMAIL,
    )  # fmt: skip

    inside.post("/espace/compte/", {"nom": "Camille Exemple"})
    member.refresh_from_db()
    assert (member.shown_name, member.shown_telephone, member.shown_email) == ("un membre du réseau", "", "")


@pytest.mark.parametrize("told", [{"nom": "x" * 500}, {"nom": "a\x00b"}, {"telephone": "9" * 99}])
def test_a_name_one_cannot_keep_is_said_beside_its_field(inside, told):
    response = inside.post("/espace/compte/", told)

    assert response.status_code == 200
    assert response.context["form"].errors
