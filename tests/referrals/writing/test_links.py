"""From a place, a result, a level check or an appointment: one link, for members who write sheets, with codes only."""

import re
from datetime import datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from maillage.appointments import actions as agenda
from maillage.appointments.actions import Person
from maillage.appointments.recurrence import PARIS
from maillage.network.enums import Role
from maillage.places.enums import Level, Service
from maillage.referrals.enums import Origin, Stage
from maillage.referrals.models import Pathway, Referral, Step
from tests.factories import OrganisationFactory, PlaceFactory
from tests.factories.agenda import OpeningRangeFactory, PracticeFactory
from tests.referrals.writing.conftest import TYPED, member_of

pytestmark = pytest.mark.django_db
LEVEL = "/niveau/resultat/126j011410g842158rp/"


def links(response) -> list[str]:
    found = re.findall(r'href="(/espace/fiches/nouvelle/[^"]*)"', response.content.decode())
    return [one.replace("&amp;", "&") for one in found]


@pytest.fixture
def shown(place):
    """A place that "Où aller ?" and a level check may propose."""
    place.latitude, place.longitude, place.services = 50.69, 3.17, list(Service.values)
    place.save()
    return place


def test_from_a_place(inside, shown):
    assert links(inside.get(shown.get_absolute_url())) == ["/espace/fiches/nouvelle/?lieu=le-phare&depuis=lieu"]


def test_from_a_page_in_another_language_it_is_kept(inside, shown):
    found = links(inside.get("/ar/lieux/le-phare/"))

    assert found == ["/espace/fiches/nouvelle/?lieu=le-phare&depuis=lieu&langue=ar"]


def test_from_a_result_with_the_need_in_pictures_and_never_the_words(inside, shown):
    pictured = links(inside.get("/ou-aller/?besoin=demarche&depart=indifferent"))
    written = links(inside.get("/ou-aller/?q=faire+ma+declaration&depart=indifferent"))

    assert pictured == ["/espace/fiches/nouvelle/?lieu=le-phare&depuis=resultat&besoin=demarche"]
    assert written == ["/espace/fiches/nouvelle/?lieu=le-phare&depuis=resultat"]


def test_from_a_level_check_with_its_code(inside, shown):
    found = links(inside.get(LEVEL))

    assert found[0].startswith("/espace/fiches/nouvelle/?lieu=le-phare&depuis=niveau&niveau=")
    form = inside.get(found[0]).context["form"]
    assert form["level"].value() == Level.AUTONOMOUS
    inside.post(found[0], TYPED)
    assert Referral.objects.get().origin == Origin.LEVEL


@pytest.mark.parametrize("who", ["nobody", Role.COORDINATOR, Role.GIS_READER, Role.VISITOR])
def test_for_others_there_is_no_link(client, shown, who):
    if who != "nobody":
        client.force_login(member_of(OrganisationFactory(), "autre", who))

    pages = ("/lieux/le-phare/", "/ou-aller/?besoin=demarche&depart=indifferent", LEVEL)
    assert [links(client.get(page)) for page in pages] == [[], [], []]


@pytest.fixture
def expected(own, writer):
    """Somebody whom the writer receives this morning."""
    with time_machine.travel(datetime(2026, 12, 7, 9, 10, tzinfo=PARIS), tick=False):
        practice = OpeningRangeFactory(
            practice=PracticeFactory(organisation=own, place=PlaceFactory(organisation=own), user=writer)
        ).practice
        person = Person(called="Mme K.", phone="+33612345678", language="ar", service=Service.DEMARCHES)
        start = timezone.now().replace(minute=30) + timedelta(minutes=0)
        yield agenda.book(practice, start, person=person).appointment


def test_from_an_appointment_what_was_said_there_is_not_typed_again(inside, expected, place):
    (link,) = links(inside.get("/espace/agenda/"))
    assert "Mme" not in link and "612345678" not in link

    form = inside.get(f"{link}&lieu=le-phare").context["form"]
    known = {name: form[name].value() for name in ("called", "contact", "language", "service")}
    assert known == {
        "called": "Mme K.", "contact": "+33612345678", "language": "ar", "service": Service.DEMARCHES,
    }  # fmt: skip


def test_an_appointment_of_another_diary_says_nothing(client, expected, place):
    client.force_login(member_of(OrganisationFactory(), "curieux"))

    page = client.get(f"/espace/fiches/nouvelle/?lieu=le-phare&rdv={expected.pk}")
    assert "Mme K." not in page.content.decode()


def test_a_step_of_a_pathway_one_follows_goes_with_the_sheet(inside, own, place):
    rows = [
        Pathway.objects.create(organisation=one, code=f"P{number}", token_hash=f"p{number}", pin_hash="")
        for number, one in enumerate((own, OrganisationFactory()))
    ]
    steps = [
        Step.objects.create(pathway=row, order=1, stage=Stage.FIX, service=Service.SECURITE, place=place)
        for row in rows
    ]

    ours, theirs = (inside.get(f"/espace/fiches/nouvelle/?etape={one.pk}") for one in steps)
    assert (ours.context["form"]["service"].value(), "form" in theirs.context) == (Service.SECURITE, False)
    inside.post(f"/espace/fiches/nouvelle/?etape={steps[0].pk}", TYPED)
    assert Referral.objects.get().step == steps[0]
