"""More than a place: an action held there, or a workshop with its first session; told to all it concerns."""

import re
from datetime import datetime, timedelta
from html import unescape
from io import BytesIO

import pytest
from pypdf import PdfReader

from maillage.appointments import actions as agenda
from maillage.appointments.recurrence import PARIS
from maillage.places.enums import Service
from maillage.places.models import Offer
from maillage.referrals import actions
from maillage.referrals.enums import Stage, Who
from maillage.referrals.models import Pathway, Referral, Step
from maillage.referrals.pathways.presenting import next_words
from maillage.referrals.protecting.actions import exported
from maillage.referrals.protecting.person import person_of
from tests.factories import OfferFactory, PlaceFactory
from tests.factories.agenda import SessionFactory, WorkshopFactory
from tests.factories.referrals import sheet
from tests.referrals.writing.conftest import TYPED, send

pytestmark = pytest.mark.django_db
WRITE = "/espace/fiches/nouvelle/"
GONE = "Ce lieu ne propose pas, ou plus, cette action"


@pytest.fixture
def offer(place):
    return OfferFactory(nom="Café des tablettes", place=place, services=[Service.QUOTIDIEN.value], schedule="le lundi")


@pytest.fixture
def workshop(place):
    workshop = WorkshopFactory(nom="Premiers clics", place=place, organisation=place.organisation)
    start = datetime(2031, 3, 4, 14, 30, tzinfo=PARIS)
    SessionFactory(workshop=workshop, start=start, end=start + timedelta(hours=2))
    return workshop


def words(response) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", response.text)).split())


def printed(client, referral) -> tuple[int, str]:
    pdf = PdfReader(BytesIO(client.get(f"/espace/fiches/{referral.pk}/papier.pdf").content))
    return len(pdf.pages), " ".join(pdf.pages[0].extract_text().replace("\xa0", " ").split())


def test_each_action_of_a_place_has_its_button_for_members_only(inside, client, place, offer):
    link = f"{WRITE}?lieu=le-phare&amp;action={offer.pk}&amp;depuis=lieu"
    assert link in inside.get(place.get_absolute_url()).text
    assert link in inside.get("/actions/").text
    assert WRITE not in type(client)().get(place.get_absolute_url()).text

    form = inside.get(unescape(link)).context["form"]
    assert (form["offer"].value(), form["service"].value()) == (offer.pk, Service.QUOTIDIEN)


def test_it_is_told_to_the_sender_the_place_the_person_and_on_the_paper(inside, at_place, client, place, offer):
    send(inside, offer=str(offer.pk), language="ar")

    referral = Referral.objects.get()
    at_place.post(f"/espace/fiches/{referral.pk}/repondre/", {"geste": "ouvrir"})
    assert referral.offer == offer
    pages = [
        inside.get(f"/espace/fiches/{referral.pk}/"), at_place.get(f"/espace/fiches/{referral.pk}/repondre/"),
        at_place.get(f"/espace/fiches/{referral.pk}/"),
        type(client)().get(re.sub("/ar/", "/", re.search(r"/ar/fiche/[^/]+/", paper_of(referral))[0])),
    ]  # fmt: skip
    assert ["Café des tablettes le lundi" in words(one) for one in pages] == [True] * 4
    count, text = printed(inside, referral)
    assert (count, "Café des tablettes" in text) == (1, True)
    assert exported(person_of(referral), actions.Doer(Who.PERSON))["Fiches de liaison"][0]["action"] == str(offer)


def paper_of(referral) -> str:
    from maillage.referrals.writing.paper import printed

    return printed(referral).path


@pytest.mark.parametrize("chosen", ["elsewhere", "0", "9" * 30, "x", "\0", "-1"])
def test_an_action_that_is_not_held_there_is_said_and_nothing_is_lost(inside, place, offer, chosen):
    key = str(OfferFactory(place=PlaceFactory()).pk) if chosen == "elsewhere" else chosen
    answer = send(inside, offer=key)

    assert (answer.status_code, Referral.objects.count()) == (422, 0)
    assert (GONE in words(answer), "Faire un dossier" in answer.text) == (True, True)


def test_taken_away_meanwhile_it_is_said_beside_its_field(inside, place, offer):
    Offer.objects.all().delete()

    answer = send(inside, offer=str(offer.pk))
    assert (answer.status_code, GONE in words(answer)) == (422, True)
    assert send(inside, offer="").status_code == 302


@pytest.mark.parametrize("number", ["0", "99999999999999999999", "x"])
def test_a_link_to_an_action_held_elsewhere_says_so_and_writes_for_the_place(inside, place, number):
    page = f"{WRITE}?lieu=le-phare&action={number}"

    assert "n'est pas proposée par ce lieu" in words(inside.get(page))
    assert inside.post(page, TYPED).status_code == 302


def test_a_place_without_action_asks_nothing_more(inside, place):
    assert 'name="offer"' not in inside.get(f"{WRITE}?lieu=le-phare").text


def test_those_for_the_need_come_first(inside, place, offer):
    OfferFactory(nom="Atelier du budget", place=place, services=[Service.DEMARCHES.value])

    form = inside.get(f"{WRITE}?lieu=le-phare&besoin={Service.QUOTIDIEN}").context["form"]
    assert [name for _key, name in form["offer"].field.choices][1:] == ["Café des tablettes", "Atelier du budget"]


def test_elsewhere_the_action_stays_behind(inside, own, place, offer):
    before = sheet(place=place, organisation=own, offer=offer).referral
    PlaceFactory(slug="ailleurs")
    inside.post(f"/espace/fiches/{before.pk}/ailleurs/?lieu=ailleurs&action={offer.pk}", TYPED)

    assert Referral.objects.get(redirected_from=before).offer is None


def test_the_action_of_a_step_goes_with_its_sheet_and_to_the_house_before(inside, own, place, offer):
    pathway = Pathway.objects.create(organisation=own, code="P1", token_hash="p1", pin_hash="")
    step = Step.objects.create(
        pathway=pathway, order=1, stage=Stage.BASICS, service=Service.QUOTIDIEN, place=place, offer=offer
    )
    other = OfferFactory(nom="Autre action", place=place)

    assert inside.get(f"{WRITE}?etape={step.pk}").context["form"]["offer"].value() == offer.pk
    assert next_words(step) == "Apprendre les bases, à Le Phare (Café des tablettes)"
    inside.post(f"{WRITE}?etape={step.pk}", TYPED | {"offer": str(other.pk)})

    step.refresh_from_db()
    assert (step.place, step.offer) == (place, other)


def test_a_workshop_is_told_with_its_first_session(inside, at_place, own, place, workshop):
    asked = inside.get(f"{WRITE}?lieu=le-phare&atelier={workshop.pk}")
    assert "Premiers clics · Mardi 4 mars 2031, 14 h 30" in words(asked)
    written = sheet(place=place, organisation=own, workshop=workshop)
    referral = written.referral
    seat = agenda.register(workshop).registration
    actions.expect(referral, actions.Doer(Who.AUTHOR), registration=seat)

    pages = [
        inside.get(f"/espace/fiches/{referral.pk}/"), at_place.get(f"/espace/fiches/{referral.pk}/repondre/"),
        inside.get(f"/fiche/{written.token}/"),
    ]  # fmt: skip
    assert ["Premiers clics Mardi 4 mars 2031, 14 h 30" in words(one) for one in pages] == [True] * 3
    count, text = printed(inside, referral)
    assert (count, "Premiers clics" in text, text.count("mardi 4 mars, 14 h 30")) == (1, True, 1)
