"""What leaves by mail or short message: to the place, to who sent the sheet, to the person."""

import pytest
from django.utils import translation

from maillage.appointments.booking.naming import moment_called
from maillage.core.enums import Channel, MessageState
from maillage.core.models import Message
from maillage.network.enums import SupportManner
from maillage.referrals import actions
from maillage.referrals.enums import Autonomy, Outcome, Refusal, Who
from tests.factories import OrganisationFactory, PlaceFactory
from tests.factories.referrals import bearer, receiver, sheet

pytestmark = pytest.mark.django_db
CANARIES = ("anari", "12 34", "612345678", "personne.test")  # an address may hold four figures by chance


@pytest.fixture
def sender(django_user_model):
    return django_user_model.objects.create_user("qui-envoie", email="oriente@structure.test")


@pytest.fixture
def written(place, sender):
    return sheet(
        place=place, by=sender, organisation=OrganisationFactory(nom="Canari structure"), need="Canari du besoin",
        tried="Canari essayé", called="Canari", phone="06 12 34 56 78", email="canari@personne.test",
    )  # fmt: skip


def to(address: str) -> list[Message]:
    return list(Message.objects.sent_to(address).order_by("pk"))


def said(messages) -> str:
    return " ".join(f"{one.subject} {one.text} {one.html}" for one in messages)


def test_the_place_gets_one_mail_with_a_link_and_nothing_of_the_person(written):
    (mail,) = to("accueil@lieu.test")

    assert mail.subject == "Une fiche de liaison pour Maison d'essai"
    assert f"/fiche/recue/{written.receiver_token}/" in mail.text
    assert [word for word in CANARIES if word in said([mail]).replace(written.receiver_token, "")] == []


def test_a_place_without_an_address_is_written_to_at_its_own(place, db):
    place = PlaceFactory(courriels=["lieu@seul.test"])
    sheet(place=place)
    sheet(place=PlaceFactory())

    assert len(to("lieu@seul.test")) == 1
    assert Message.objects.count() == 1


DONE = {"manner": SupportManner.WITH, "before": Autonomy.GUIDED, "after": Autonomy.ALONE}


@pytest.mark.parametrize(
    ("act", "subject"),
    [
        (lambda one: actions.refuse(one, receiver(one), Refusal.FULL), "Une fiche attend un autre lieu"),
        (lambda one: actions.close(one, receiver(one), Outcome.SOLVED, **DONE), "Une demande est résolue"),
        (lambda one: actions.close(one, receiver(one), Outcome.NOT, **DONE), "Une fiche est terminée"),
    ],
)
def test_who_sent_it_learns_that_it_was_and_never_how(written, act, subject):
    act(written.referral)

    (mail,) = to("oriente@structure.test")
    assert mail.subject == subject
    how = (*CANARIES, "complet", "guid", "autonom", "pas résolu", "Maison d'essai")
    assert [word for word in how if word in said([mail])] == []


def test_who_answers_for_both_is_not_written_to(written, sender):
    actions.refuse(written.referral, actions.Doer(Who.RECEIVER, user=sender), Refusal.FULL)

    assert to("oriente@structure.test") == []


def test_the_person_reads_the_day_the_hour_and_the_place(written, in_a_week):
    actions.expect(written.referral, receiver(written.referral), moment_called(in_a_week))

    (mail,) = to("canari@personne.test")
    assert mail.subject.startswith("Rendez-vous ")
    assert "Maison d'essai" in mail.text
    assert [word for word in CANARIES if word in said([mail])] == []


def test_in_their_language(place, in_a_week):
    referral = sheet(place=place, language="ar", email="canari@personne.test").referral
    actions.expect(referral, receiver(referral), moment_called(in_a_week))

    (mail,) = to("canari@personne.test")
    with translation.override("ar"):
        assert (mail.language, mail.subject[:3]) == ("ar", translation.gettext("Rendez-vous %(when)s")[:3])


def test_a_changed_moment_replaces_the_message_that_waits(written, in_a_week):
    for hour in ("10:00", "11:00"):
        at = moment_called(in_a_week.replace("10:00", hour))
        actions.expect(written.referral, receiver(written.referral), at)

    first, second = to("canari@personne.test")
    assert (first.state, second.state, "11" in second.subject) == (MessageState.TOO_LATE, MessageState.WAITING, True)


def test_what_the_person_noted_themselves_is_not_told_to_them(written, in_a_week):
    actions.expect(written.referral, bearer(), moment_called(in_a_week))

    assert to("canari@personne.test") == []


@pytest.mark.parametrize(("sms", "count"), [("", 0), ("file", 1)])
def test_a_short_message_where_there_are_some(written, in_a_week, settings, sms, count):
    settings.MAILLAGE_SMS = sms
    actions.expect(written.referral, receiver(written.referral), moment_called(in_a_week))

    sent = list(Message.objects.filter(channel=Channel.SMS))
    assert len(sent) == count
    assert [one for one in sent if "anari" in one.text or len(one.text) > 160] == []


def test_withdrawn_nothing_more_leaves(written, in_a_week):
    actions.expect(written.referral, receiver(written.referral), moment_called(in_a_week))
    actions.withdraw(written.referral, bearer())

    assert set(Message.objects.values_list("state", flat=True)) == {MessageState.TOO_LATE}


def test_an_address_that_is_none_stops_nothing(place, in_a_week):
    referral = sheet(place=place, email="pas une adresse").referral

    actions.expect(referral, receiver(referral), moment_called(in_a_week))
    assert Message.objects.filter(template="mails/referrals/moment").count() == 0
