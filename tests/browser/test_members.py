"""From an invitation to one's own space: by mail, by passkey, on a telephone, with and without scripts."""

import re

import pytest

from tests.browser.following import follow
from tests.browser.mails import last_mail
from tests.browser.test_every_page import AXE, RULES, RUN_AXE, TINY, TOO_WIDE

TEAM = "/espace/equipe/les-fileurs-du-numerique/"
OUTSIDE = re.compile(r"/entrer/$")


@pytest.fixture
def fine():
    """Accessible, no wider than the screen, everything wide enough for a thumb."""

    def fine(page):
        page.evaluate(AXE)
        assert page.evaluate(RUN_AXE, RULES) == []
        assert page.evaluate(TOO_WIDE) == []
        assert page.evaluate(TINY) == []

    return fine


def press(page, name: str) -> None:
    follow(page.get_by_role("button", name=name, exact=True))


@pytest.fixture(params=[True, False], ids=["with scripts", "without"])
def scripts(request):
    return request.param


def test_invited_then_in_one_s_space_on_a_telephone(visit_as, visit, site, scripts):
    email = f"invitee-{scripts}@exemple.test".lower()
    manager = visit_as("manager", TEAM, width=360, height=740, java_script_enabled=scripts)
    follow(manager.get_by_role("link", name="Inviter quelqu'un"))
    manager.get_by_label("Son adresse de courriel").fill(email)
    manager.locator("input[type=radio]").first.check()
    press(manager, "Envoyer l'invitation")
    assert manager.get_by_role("status").inner_text().strip() == f"L'invitation part à {email}. Elle vaut 14 jours."

    guest = visit(last_mail(site.data, email).path, width=360, height=740, java_script_enabled=scripts)
    guest.get_by_label("Votre nom").fill("Personne Invitée")
    press(guest, "Accepter")
    assert guest.url == site("/espace/")
    press(guest, "Sortir")

    follow(guest.get_by_role("link", name="Espace des professionnels"))
    guest.get_by_label("Votre adresse de courriel").fill(email)
    press(guest, "Recevoir mon code")
    guest.get_by_label("Le code reçu").fill(last_mail(site.data, email).code)
    press(guest, "Entrer")
    assert guest.url == site("/espace/")
    assert guest.get_by_role("link", name="Les Fileurs du numérique (exemple fictif)").count() == 1
    assert (guest.faults, manager.faults) == ([], [])


def test_the_link_of_the_mail_opens_a_page_with_a_button(visit, site, fine):
    email = "coordination@exemple.test"
    page = visit("/entrer/?next=/espace/equipe/", width=360)
    page.get_by_label("Votre adresse de courriel").fill(email)
    press(page, "Recevoir mon code")
    fine(page)
    telephone = visit(last_mail(site.data, email).path, width=360)
    fine(telephone)
    press(telephone, "Entrer dans mon espace")

    assert telephone.url == site("/espace/equipe/")


def test_a_volunteer_enters_with_a_slip_of_paper(visit_as, visit, site, fine):
    manager = visit_as("manager", f"{TEAM}papier/", width=360)
    manager.get_by_label("Son nom").fill("Bénévole Exemple")
    manager.locator("input[type=radio]").first.check()
    press(manager, "Faire le papier")
    fine(manager)
    code = manager.locator(".paper-code").inner_text()

    volunteer = visit("/entrer/", width=320)
    follow(volunteer.get_by_role("link", name="J'ai un code sur papier"))
    volunteer.get_by_label("Votre nom").fill("benevole exemple")
    volunteer.get_by_label("Le code").fill(code.lower().replace("-", " "))
    press(volunteer, "Entrer")

    assert volunteer.url == site("/espace/")


def test_ten_wrong_codes_then_a_page_that_says_what_to_do(visit, fine):
    page = visit("/entrer/", width=360)
    for _ in range(4):
        page.goto(page.url.split("/entrer/")[0] + "/entrer/")
        page.get_by_label("Votre adresse de courriel").fill("attaquee@exemple.test")
        press(page, "Recevoir mon code")
        for _ in range(3):
            if page.get_by_label("Le code reçu").count() and page.get_by_role("button", name="Entrer").count():
                page.get_by_label("Le code reçu").fill("000000")
                press(page, "Entrer")
                fine(page)

    assert page.get_by_role("heading", level=1).inner_text() == "Trop d'essais : attendez un quart d'heure"


# -- passkeys


@pytest.fixture
def authenticator():
    """A device that keeps passkeys and recognises its owner's finger."""

    def add(page):
        session = page.context.new_cdp_session(page)
        session.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
            "isUserVerified": True, "automaticPresenceSimulation": True,
        }  # fmt: skip
        session.send("WebAuthn.addVirtualAuthenticator", {"options": options})

    return add


@pytest.fixture
def local(visit, site):
    """Passkeys need a name: localhost is one that browsers trust without a certificate."""

    def local(path, **options):
        page = visit("/sante/", **options)
        page.home = site.url.replace("127.0.0.1", "localhost")
        page.goto(page.home + path)
        return page

    return local


def enter_by_mail(page, site, email: str) -> None:
    page.goto(page.home + "/entrer/")
    page.get_by_label("Votre adresse de courriel").fill(email)
    press(page, "Recevoir mon code")
    page.get_by_label("Le code reçu").fill(last_mail(site.data, email).code)
    press(page, "Entrer")


def test_a_passkey_is_made_then_opens_alone_and_as_second_step(local, site, authenticator, fine):
    email = "sig@exemple.test"
    page = local("/entrer/", width=360)
    authenticator(page)
    enter_by_mail(page, site, email)
    page.goto(page.home + "/espace/compte/cle/")
    fine(page)
    press(page, "Créer la clé")
    page.wait_for_selector(".codes")
    fine(page)
    codes = page.locator(".codes li").all_inner_texts()
    assert len(codes) == 10

    page.goto(page.home + "/espace/")
    press(page, "Sortir")
    page.goto(page.home + "/entrer/?next=/espace/compte/")
    press(page, "Entrer avec ma clé d'accès")
    page.wait_for_url(page.home + "/espace/compte/")
    fine(page)
    press(page, "Sortir")

    enter_by_mail(page, site, email)
    fine(page)
    assert page.url == page.home + "/entrer/deuxieme/"
    press(page, "Utiliser ma clé d'accès")
    page.wait_for_url(page.home + "/espace/")
    press(page, "Sortir")

    enter_by_mail(page, site, email)
    page.get_by_label("L'un de vos codes de secours").fill(codes[0])
    press(page, "Entrer")
    assert page.url == page.home + "/espace/"


def test_the_page_of_an_application_is_accessible(local, site, fine):
    page = local("/entrer/", width=320)
    enter_by_mail(page, site, "visite@exemple.test")
    page.goto(page.home + "/espace/compte/application/")
    fine(page)

    box = page.locator("img.scan").bounding_box()
    assert box["width"] == pytest.approx(box["height"], abs=1)
    page.get_by_label("Le code affiché").fill("000000")
    press(page, "Ajouter")
    fine(page)
    assert page.locator(".error").inner_text() == "Ce n'est pas le code affiché maintenant par l'application."


def test_without_scripts_no_passkey_is_promised(visit_as):
    page = visit_as("manager", "/espace/compte/", java_script_enabled=False)

    assert page.locator("form[data-passkey]:visible").count() == 0
