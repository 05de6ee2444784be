"""Entering by a mailed code, or by the link of the same mail."""

import re

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from maillage.accounts.models import LoginLink
from maillage.core.models import Message
from maillage.network.team import actions as team
from tests.accounts.conftest import EMAIL, is_inside
from tests.factories import OrganisationFactory


def other_than(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06}"


def test_the_code_of_the_mail_opens(client, member, ask, mail):
    assert ask()["Location"] == "/entrer/code/"

    response = client.post("/entrer/code/", {"code": mail(EMAIL).code})

    assert (response.status_code, response["Location"]) == (302, "/espace/")
    assert client.get("/espace/").context["user"] == member


@pytest.mark.parametrize("typed", ["{0} {1}", " {0}-{1} ", "{0}.{1}"])
def test_a_code_may_be_typed_as_one_reads_it(client, member, ask, mail, typed):
    ask()
    code = mail(EMAIL).code

    client.post("/entrer/code/", {"code": typed.format(code[:3], code[3:])})

    assert is_inside(client)


def test_a_code_serves_once(client, member, ask, mail):
    ask()
    code = mail(EMAIL).code
    client.post("/entrer/code/", {"code": code})
    client.post("/sortir/")
    ask()
    client.post("/entrer/code/", {"code": code})

    assert not is_inside(client)


def test_a_code_serves_fifteen_minutes(client, member, ask, mail):
    with time_machine.travel("2026-03-02 09:00:00+01:00", tick=False) as clock:
        ask()
        clock.shift(15 * 60 + 1)
        client.post("/entrer/code/", {"code": mail(EMAIL).code})

    assert not is_inside(client)


def test_a_code_is_worth_three_tries(client, member, ask, mail):
    ask()
    code = mail(EMAIL).code
    for _ in range(3):
        page = client.post("/entrer/code/", {"code": other_than(code)})
    client.post("/entrer/code/", {"code": code})

    assert page.context["form"].errors["code"] == [
        "Ce code ne sert plus : trois essais, ou quinze minutes passées. Demandez un autre message."
    ]
    assert not is_inside(client)


def test_a_code_opens_nothing_in_another_browser(client, member, ask, mail):
    ask()
    elsewhere = client.__class__()

    response = elsewhere.post("/entrer/code/", {"code": mail(EMAIL).code})

    assert response["Location"] == "/entrer/"
    assert not is_inside(elsewhere)


def test_neither_code_nor_link_is_kept(client, member, ask, mail):
    ask()
    sent = mail(EMAIL)
    kept = str(LoginLink.objects.values().get())

    assert sent.code not in kept
    assert sent.link.split("/")[-2] not in kept
    assert sent.code not in str(dict(client.session))


def everything_kept() -> str:
    """All rows of all tables, as the database holds them."""
    with connection.cursor() as cursor:
        rows = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            rows += cursor.fetchall()
    return str(rows)


def test_no_table_holds_a_code_or_a_link_in_clear(client, member, ask, mail):
    ask()
    sent = mail(EMAIL)
    structure = OrganisationFactory()
    with transaction.atomic():
        team.invite(structure, email="invitee@exemple.test", role="contributeur", by=member)
    invited = mail("invitee@exemple.test")
    kept = everything_kept()

    assert "invitee@exemple.test" in kept
    assert [one for one in (sent.code, sent.link.split("/")[-2], invited.link.split("/")[-2]) if one in kept] == []


def test_the_same_secret_has_another_digest_with_another_key(settings):
    from maillage.accounts.secrets import digest

    first = digest("login-code", "123456")
    settings.SECRET_KEY = "another key of the same site"

    assert digest("login-code", "123456") != first


# -- the link


def test_ten_looks_at_the_link_change_nothing_then_the_button_opens_once(client, member, ask, mail):
    ask()
    link = mail(EMAIL).link
    before = LoginLink.objects.values().get()
    scanner = client.__class__()
    looks = [scanner.get(link).status_code for _ in range(10)] + [scanner.head(link).status_code for _ in range(10)]

    assert set(looks) == {200}
    assert LoginLink.objects.values().get() == before
    assert not is_inside(scanner)

    elsewhere = client.__class__()
    assert elsewhere.post(link)["Location"] == "/espace/"
    assert is_inside(elsewhere)
    assert client.__class__().post(link).status_code == 410


def test_using_the_code_closes_the_link(client, member, ask, mail):
    ask()
    client.post("/entrer/code/", {"code": mail(EMAIL).code})

    assert client.__class__().post(mail(EMAIL).link).status_code == 410


def test_a_link_serves_fifteen_minutes(client, member, ask, mail):
    with time_machine.travel("2026-03-02 09:00:00+01:00", tick=False) as clock:
        ask()
        link = mail(EMAIL).link
        clock.shift(15 * 60 - 1)
        assert client.get(link).status_code == 200
        clock.shift(2)

        assert client.get(link).status_code == 410
        assert client.post(link).status_code == 410
        assert not is_inside(client)


@pytest.mark.parametrize("token", ["rien", "a" * 300, "..%00", "é"])
def test_a_link_one_invents_leads_nowhere(client, db, token):
    assert client.get(f"/entrer/lien/{token}/").status_code == 410
    assert client.post(f"/entrer/lien/{token}/").status_code == 410


def test_a_login_link_is_no_invitation(client, member, ask, mail):
    ask()
    token = mail(EMAIL).link.split("/")[-2]

    assert client.get(f"/invitation/{token}/").status_code == 410


def test_the_link_of_a_closed_account_opens_nothing(client, member, ask, mail):
    ask()
    get_user_model().objects.update(is_active=False)

    assert client.post(mail(EMAIL).link).status_code == 410


def test_the_page_of_a_link_tells_no_other_site_where_one_was(client, member, ask, mail):
    ask()

    assert client.get(mail(EMAIL).link)["Referrer-Policy"] == "same-origin"


def test_no_cache_keeps_the_page_of_a_link(client, member, ask, mail):
    ask()

    assert "no-store" in client.get(mail(EMAIL).link)["Cache-Control"]


def test_links_in_mails_name_our_site_whatever_host_was_asked(client, member, mail, settings):
    settings.ALLOWED_HOSTS = ["*"]
    settings.MAILLAGE_URL = "https://reseau.exemple.test"
    client.post("/entrer/", {"courriel": EMAIL}, headers={"Host": "piege.exemple.test"})

    assert re.findall(r"https?://([^/\s]+)", mail(EMAIL).text) == ["reseau.exemple.test"] * 2


# -- who is known, who is not


def test_an_unknown_address_gets_the_same_answer_and_no_mail(client, member, ask):
    known, unknown = ask(), ask("inconnue@exemple.test")
    first = client.__class__()
    first.post("/entrer/", {"courriel": EMAIL})
    second = client.__class__()
    second.post("/entrer/", {"courriel": "inconnue@exemple.test"})
    pages = [one.get("/entrer/code/").text for one in (first, second)]

    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert strip(pages[0]) == strip(pages[1])
    assert Message.objects.sent_to("inconnue@exemple.test").count() == 0


def strip(html: str) -> str:
    return re.sub(r'value="[^"]{64}"|\S+@exemple\.test', "", html)


def test_an_unknown_address_is_refused_like_a_wrong_code(client, member, ask, mail):
    told = []
    for email in (EMAIL, "inconnue@exemple.test"):
        ask(email)
        wrong = other_than(mail(EMAIL).code)
        told.append([client.post("/entrer/code/", {"code": wrong}).context["form"].errors for _ in range(3)])

    assert told[0] == told[1]


def test_an_inactive_account_receives_nothing(client, member, ask):
    get_user_model().objects.update(is_active=False)
    ask()

    assert Message.objects.count() == 0


def test_one_address_is_one_account_whatever_its_case(member):
    with pytest.raises(IntegrityError), transaction.atomic():
        get_user_model().objects.create(email="MEDIATRICE@Exemple.test")


def test_the_address_may_be_typed_in_capitals(client, member, ask, mail):
    ask("  Mediatrice@EXEMPLE.test ")

    client.post("/entrer/code/", {"code": mail(EMAIL).code})

    assert is_inside(client)


@pytest.mark.parametrize(
    "typed", ["", "bonjour", "a@b", "x" * 400 + "@exemple.test", "a@exemple.test\x00", "a@b.fr\r\nBcc: c@d.fr"]
)
def test_what_is_not_an_address_is_said_beside_the_field(client, db, typed):
    response = client.post("/entrer/", {"courriel": typed})

    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["courriel"]


@pytest.mark.parametrize("typed", ["", "12", "abcdef", "1234567", "\x00", "9" * 10_000, "½½½½½½"])
def test_what_is_not_a_code_costs_no_try(client, member, ask, mail, typed):
    ask()
    for _ in range(12):
        response = client.post("/entrer/code/", {"code": typed})
    client.post("/entrer/code/", {"code": mail(EMAIL).code})

    assert response.status_code == 200
    assert is_inside(client)


# -- the session


def test_the_session_s_key_changes_when_one_enters(client, member, ask, mail):
    ask()
    before = client.session.session_key
    client.post("/entrer/code/", {"code": mail(EMAIL).code})

    assert client.session.session_key != before
    assert not client.session.__class__(before).load()


def test_leaving_is_a_post_and_ends_the_session(client, member):
    client.force_login(member)

    assert client.get("/sortir/").status_code == 405
    assert is_inside(client)
    assert client.post("/sortir/")["Location"] == "/"
    assert not is_inside(client)


def test_a_closed_account_is_out_at_its_next_request(client, member):
    client.force_login(member)
    get_user_model().objects.update(is_active=False)

    assert client.get("/espace/")["Location"].startswith("/entrer/")


# -- where one is led


def test_one_is_led_to_the_page_one_came_for(client, member, ask, mail):
    asked = client.get("/espace/compte/")
    assert asked["Location"] == "/entrer/?next=/espace/compte/"
    ask(next="/espace/compte/")

    assert client.post("/entrer/code/", {"code": mail(EMAIL).code})["Location"] == "/espace/compte/"


def test_the_link_remembers_it_too(client, member, ask, mail):
    ask(next="/espace/compte/")

    assert client.__class__().post(mail(EMAIL).link)["Location"] == "/espace/compte/"


@pytest.mark.parametrize(
    "trap",
    [
        "https://piege.exemple.test/", "//piege.exemple.test/", "/\\piege.exemple.test", "\\\\piege",
        "javascript:alert(1)", "http:///piege.exemple.test", "/%0d%0aLocation:x\r\nLocation: //piege", "espace/",
        "/" + "a" * 600, "/\x00", "//testserver@piege.exemple.test/", " //piege.exemple.test",
    ],
)  # fmt: skip
def test_nobody_is_led_elsewhere(client, member, ask, mail, trap):
    ask(next=trap)
    response = client.post("/entrer/code/", {"code": mail(EMAIL).code})

    assert response["Location"] == "/espace/"
    assert client.get("/entrer/", {"next": trap})["Location"] == "/espace/"
    assert client.post("/sortir/", {"next": trap})["Location"] == "/"


def test_nobody_signs_up(client, db):
    for address in ("/accounts/signup/", "/entrer/inscription/", "/signup/", "/accounts/login/", "/accounts/email/"):
        assert client.get(address).status_code == 404
    client.post("/entrer/", {"courriel": "nouvelle@exemple.test"})

    assert get_user_model().objects.count() == 0


def test_the_operator_lets_somebody_in_when_mails_do_not_leave(client, member, capsys):
    call_command("way_in", EMAIL)
    path = capsys.readouterr().out.strip().removeprefix("http://127.0.0.1:8000")

    assert client.post(path)["Location"] == "/espace/"
    with pytest.raises(CommandError):
        call_command("way_in", "inconnue@exemple.test")
