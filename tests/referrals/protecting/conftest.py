from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from maillage.appointments.enums import Seat
from maillage.appointments.models import Appointment, Registration
from maillage.network.enums import Role, SupportManner
from maillage.network.models import Membership
from maillage.referrals import actions
from maillage.referrals.actions import Agreement, Doer
from maillage.referrals.enums import ConsentChannel, Who
from maillage.referrals.models import Pathway, Step
from tests.factories import OrganisationFactory, PlaceFactory
from tests.factories.agenda import PracticeFactory, WorkshopFactory
from tests.factories.referrals import receiver, sheet

CANARY = "canarijaune"
PHONE = "0699887766"  # a number is known by its digits
WORDS = {  # every personal column of a sheet
    "called": f"{CANARY} prénom", "phone": PHONE, "email": f"{CANARY}@personne.test",
    "need": f"{CANARY} besoin", "tried": f"{CANARY} essayé", "adaptation": ("voir", "entendre"),
    "manner": SupportManner.FOR, "manner_reason": f"{CANARY} raison", "mandate": f"{CANARY} mandat",
}  # fmt: skip
YES = Agreement(language="fr", channel=ConsentChannel.SPOKEN, adaptation=True)


def member_of(organisation, role=Role.CONTRIBUTOR):
    number = get_user_model().objects.count()
    user = get_user_model().objects.create_user(f"membre-{number}", email=f"membre{number}@exemple.test")
    Membership.objects.create(organisation=organisation, user=user, role=role)
    return user


@pytest.fixture
def house(db):
    return OrganisationFactory(nom="Maison qui envoie")


@pytest.fixture
def welcome(db):
    return OrganisationFactory(nom="Maison qui accueille")


@pytest.fixture
def place(welcome):
    return PlaceFactory(organisation=welcome, courriels=["accueil@lieu.test"])


@pytest.fixture
def author(house):
    return member_of(house)


@pytest.fixture
def written(house, place, author):
    return sheet(organisation=house, place=place, by=author, consent=YES, **WORDS)


@pytest.fixture
def referral(written):
    return written.referral


@pytest.fixture
def life(referral, house, place):
    """One person with all that may be about them: a pathway, a step, two sheets, an appointment, a seat."""
    told = {"code": "PARCOURS", "token_hash": "t", "pin_hash": "p", "goals": f"{CANARY} but", "paper": f"{CANARY} clé"}
    path = Pathway.objects.create(organisation=house, **told)
    step = Step.objects.create(pathway=path, order=1, stage="repérage", place=place)
    actions.redirect(
        referral, receiver(referral), actions.Draft(place=place, service=referral.service, need=f"{CANARY} suite"),
        organisation=house, consent=YES,
    )  # fmt: skip
    second = referral.redirections.get()
    contact = {"called": f"{CANARY} rdv", "phone": PHONE, "email": f"{CANARY}@rdv.test", "contact_hash": CANARY}
    start = timezone.now() + timedelta(days=2)
    practice = PracticeFactory(organisation=house, place=place)
    booked = Appointment.objects.create(
        practice=practice, place=place, start=start, end=start + timedelta(minutes=30), code="AAA", token_hash="a",
        **contact,
    )  # fmt: skip
    workshop = WorkshopFactory(organisation=house, place=place)
    seat = Registration.objects.create(workshop=workshop, state=Seat.WAITING, code="BBB", token_hash="b", **contact)
    type(second).objects.filter(pk=second.pk).update(step=step, appointment=booked, registration=seat)
    return path


@pytest.fixture
def bearer_of(client, written):
    """The address of the scanned paper."""
    return f"/fiche/{written.token}/"


AUTHOR = Doer(Who.AUTHOR)
