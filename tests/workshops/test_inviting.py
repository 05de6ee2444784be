"""The invitations of a meeting: written once, answered without an account, told again when the day changes."""

import re
from datetime import date, time, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from maillage.core.enums import MessageState
from maillage.core.models import Event, Message
from maillage.network.enums import Role
from maillage.network.models import Contact, Membership
from maillage.network.rules import actor_of
from maillage.workshops import jobs
from maillage.workshops.enums import Coming, Status
from maillage.workshops.inviting import actions, queries
from maillage.workshops.inviting.addresses import Reach, reach
from maillage.workshops.models import AgendaBlock, Attendance, InvitationLink, Meeting, MeetingInvitation, Seat
from tests.factories import OrganisationFactory, PlaceFactory
from tests.factories.invitations import InvitationFactory
from tests.factories.meetings import CommitmentFactory, MeetingFactory

pytestmark = pytest.mark.django_db

SOON = timedelta(days=14)


def member(organisation, role=Role.MANAGER, name="membre"):
    user = get_user_model().objects.create_user(name, email=f"{name}@exemple.test")
    Membership.objects.create(organisation=organisation, user=user, role=role)
    return user


@pytest.fixture
def coordinator(client):
    user = member(OrganisationFactory(nom="Ville"), Role.COORDINATOR, "coordination")
    client.force_login(user)
    return user


@pytest.fixture
def meeting():
    row = MeetingFactory(edition=2, day=timezone.localdate() + SOON, where="Salle des fêtes", objectives="Se parler.")
    AgendaBlock.objects.create(meeting=row, title="Tables", start=time(10), end=time(11, 30), items="Un\nDeux")
    AgendaBlock.objects.create(meeting=row, title="Café", start=time(9), end=time(10))
    return row


@pytest.fixture
def reached():
    return OrganisationFactory(nom="Les Fileurs", courriels=["accueil@fileurs.test"])


@pytest.fixture
def unreached():
    return OrganisationFactory(nom="Le Canal", telephone="+33320000000")


def link_in(message: Message) -> str:
    return re.search(r"/venir/[^\s/]+/", message.text).group()


def invited(meeting, organisation, by) -> str:
    """Its link."""
    actions.invite(meeting, [organisation], by=by)
    return link_in(Message.objects.get())


# -- whom to write to


def test_a_manager_is_written_to_before_a_member_and_a_member_before_the_structure(reached):
    assert reach([reached])[reached.pk].email == "accueil@fileurs.test"

    member(reached, Role.CONTRIBUTOR, "benevole")
    assert reach([reached])[reached.pk].email == "benevole@exemple.test"

    member(reached, Role.MANAGER, "responsable")
    assert reach([reached])[reached.pk].email == "responsable@exemple.test"


def test_what_is_no_address_is_passed_over_and_places_and_functions_have_one_too():
    one = OrganisationFactory(courriels=["pas une adresse"])
    Contact.objects.create(organisation=one, role="accueil", courriel="fonction@exemple.test", telephone="+33320000001")
    two = OrganisationFactory(courriels=[])
    PlaceFactory(organisation=two, courriels=["lieu@exemple.test"], telephone="+33320000002")

    assert reach([one, two]) == {
        one.pk: Reach("fonction@exemple.test", "+33320000001"), two.pk: Reach("lieu@exemple.test", "+33320000002")
    }  # fmt: skip


# -- inviting


def test_the_letter_says_when_where_what_for_and_what_was_promised(meeting, reached, coordinator):
    first = CommitmentFactory(meeting__edition=1, organisation=reached, text="Tenir un stand", due=date(2026, 3, 5))
    CommitmentFactory(meeting=first.meeting, organisation=reached, text="Prêter une salle", status=Status.DONE)

    actions.invite(meeting, [reached], by=coordinator)

    message = Message.objects.get()
    for words in ("de 9 h à 11 h 30", "Salle des fêtes", "Se parler.", "10 h – 11 h 30 : Tables", "- Deux"):
        assert words in message.text
    assert "Vous aviez promis" in message.text
    assert "- Tenir un stand (pour le 5 mars 2026)" in message.text
    assert "Prêter une salle" not in message.text
    assert "Tenir un stand" in message.html
    assert (message.to, message.subject.startswith("Invitation : ")) == ("accueil@fileurs.test", True)


def test_pressed_twice_it_leaves_once_to_each(client, meeting, reached, unreached, coordinator):
    sent = {"structure": [reached.pk, unreached.pk]}
    for _ in range(2):
        client.post(reverse("inviting:invite", args=[meeting.pk]), sent)

    assert [one.to for one in Message.objects.all()] == ["accueil@fileurs.test"]
    assert dict(meeting.invitations.values_list("organisation__nom", "mailed")) == {
        "Les Fileurs": True,
        "Le Canal": False,
    }
    assert [one.told for one in Event.objects.filter(verb="invited")] == [{"mailed": 1, "to_call": 1}]


def test_who_has_no_address_is_to_be_called_then_written_to_once_it_has_one(client, meeting, unreached, coordinator):
    page = reverse("inviting:invite", args=[meeting.pk])
    client.post(page, {"structure": [unreached.pk]})
    shown = client.get(page).text
    unreached.courriels = ["canal@exemple.test"]
    unreached.save()
    client.post(page, {"structure": [unreached.pk]})

    assert "À appeler" in shown
    assert 'href="tel:+33320000000"' in shown
    assert (Message.objects.get().to, meeting.invitations.get().mailed) == ("canal@exemple.test", True)


def test_those_of_the_last_edition_come_first_and_a_family_can_be_ticked(meeting, reached, unreached):
    Attendance.objects.create(meeting=MeetingFactory(edition=1), organisation=reached, present=2)
    unreached.families = ["numérique"]
    unreached.save()

    def ticked(chosen):
        lines = queries.candidates(meeting, [], chosen)
        return [(line.organisation.nom, line.ticked) for line in lines]

    assert ticked("") == [("Les Fileurs", True), ("Le Canal", True)]
    assert ticked("derniere-fois") == [("Les Fileurs", True), ("Le Canal", False)]
    assert ticked("numérique") == [("Les Fileurs", False), ("Le Canal", True)]


@pytest.mark.parametrize("chosen", [[], ["0"], ["99999999999999999999"], ["a\x00"], ["²"]])
def test_nobody_ticked_is_said_beside_the_list(client, meeting, reached, coordinator, chosen):
    page = client.post(reverse("inviting:invite", args=[meeting.pk]), {"structure": chosen})

    assert (page.status_code, "Choisissez au moins une structure." in page.text) == (422, True)


@pytest.mark.parametrize("state", ["past", "closed"])
def test_one_invites_to_nothing_past_or_closed(client, meeting, reached, coordinator, state):
    told = {"day": date(2020, 1, 1)} if state == "past" else {"closed_at": timezone.now()}
    Meeting.objects.filter(pk=meeting.pk).update(**told)

    for name in ("inviting:invite", "inviting:tell_change", "inviting:cancel"):
        client.post(reverse(name, args=[meeting.pk]), {"structure": [reached.pk]})

    assert (MeetingInvitation.objects.count(), Message.objects.count()) == (0, 0)
    assert "on n'y invite plus" in client.get(reverse("inviting:invite", args=[meeting.pk])).text.replace("&#x27;", "'")


# -- answering by link


def test_opening_the_link_says_nothing_a_button_does_and_one_may_change(client, meeting, reached, coordinator):
    link = invited(meeting, reached, coordinator)
    client.logout()
    answers = []
    for sent in (
        None,
        {"answer": "oui", "people": "3"},
        {"answer": "non", "people": "x"},
        {"answer": "oui", "people": "2"},
    ):
        client.get(link) if sent is None else client.post(link, sent)
        row = meeting.invitations.get()
        answers.append((row.answer, row.people))

    assert answers == [("", 0), ("oui", 3), ("non", 0), ("oui", 2)]
    assert "vous venez, 2 personnes" in client.get(link).text


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"answer": "oui", "people": ""}, "Dites combien vous serez."),
        ({"answer": "oui", "people": "0"}, "Au moins une personne."),
        ({"answer": "oui", "people": "99999999999999999999"}, "50 personnes au plus"),
        ({"answer": "oui", "people": "deux\x00"}, "Écrivez un nombre"),
        ({"answer": "peut-être", "people": "2"}, "Touchez un des deux boutons."),
        ({"people": "2"}, "Touchez un des deux boutons."),
    ],
)
def test_what_cannot_be_kept_is_said_beside_its_cause(client, meeting, reached, coordinator, sent, said):
    page = client.post(invited(meeting, reached, coordinator), sent)

    assert (page.status_code, said in page.text, meeting.invitations.get().answer) == (422, True, "")


def test_nothing_is_answered_once_it_is_closed(client, meeting, reached, coordinator):
    link = invited(meeting, reached, coordinator)
    Meeting.objects.update(closed_at=timezone.now())

    assert [client.get(link).status_code, client.post(link, {"answer": "oui", "people": "3"}).status_code] == [410, 410]
    assert meeting.invitations.get().answer == ""


def test_only_a_digest_is_kept_and_nobody_keeps_the_page(client, meeting, reached, coordinator):
    link = invited(meeting, reached, coordinator)
    page = client.get(link)

    assert InvitationLink.objects.get().token_hash not in link
    assert (page["Cache-Control"], page["X-Robots-Tag"]) == ("no-store", "noindex")
    assert client.get("/venir/autre/").status_code == 404


def test_the_day_goes_into_ones_own_calendar(client, meeting, reached, coordinator):
    file = Calendar.from_ical(client.get(f"{invited(meeting, reached, coordinator)}agenda.ics").content)

    event = file.walk("VEVENT")[0]
    assert (str(event["summary"]), str(event["location"])) == (str(meeting), "Salle des fêtes")
    assert [event.decoded(name).strftime("%H:%M") for name in ("dtstart", "dtend")] == ["09:00", "11:30"]


def test_a_meeting_without_an_agenda_is_a_whole_day(client, meeting, reached, coordinator):
    AgendaBlock.objects.all().delete()
    link = invited(meeting, reached, coordinator)

    event = Calendar.from_ical(client.get(f"{link}agenda.ics").content).walk("VEVENT")[0]

    assert [event.decoded(name) for name in ("dtstart", "dtend")] == [meeting.day, meeting.day + timedelta(days=1)]
    assert " h " not in Message.objects.get().text


# -- answering inside


def test_a_manager_answers_from_the_meeting_and_reads_how_many_come(client, meeting, reached):
    client.force_login(member(reached))
    InvitationFactory(meeting=meeting, organisation=reached)
    InvitationFactory(meeting=meeting, answer=Coming.NO)
    address = reverse("inviting:answer", args=[meeting.pk, reached.pk])
    before = client.get(meeting.get_absolute_url()).text

    client.post(address, {"answer": "oui", "people": "4"})

    assert address in before
    assert queries.answers(meeting.invitations.all()) == (1, 4, 1, 0)
    assert "1 structure vient" in client.get(meeting.get_absolute_url()).text


def test_a_contributor_reads_but_does_not_answer_and_nobody_answers_for_another(client, meeting, reached, unreached):
    for one in (reached, unreached):
        InvitationFactory(meeting=meeting, organisation=one)
    client.force_login(member(reached, Role.CONTRIBUTOR))
    contributor = client.get(reverse("inviting:answer", args=[meeting.pk, reached.pk])).status_code
    client.force_login(member(reached, Role.MANAGER, "responsable"))
    other = client.post(reverse("inviting:answer", args=[meeting.pk, unreached.pk]), {"answer": "non"}).status_code

    assert (contributor, other) == (404, 404)


def test_the_workspace_asks_a_manager_and_warns_the_coordinator(meeting, reached, coordinator):
    manager = member(reached)
    row = InvitationFactory(meeting=meeting, organisation=reached)
    asked = [task.words for task in queries.today(actor_of(manager))]
    quiet = list(queries.today(actor_of(coordinator)))
    Meeting.objects.update(where="Ailleurs")
    warned = [task.words for task in queries.today(actor_of(coordinator))]
    actions.answer(row, Coming.YES, 1, by=manager)

    assert (asked, quiet, warned) == (
        [f"Dire si vous venez : {meeting}"], [], ["Prévenir 1 structure du changement"]
    )  # fmt: skip
    assert list(queries.today(actor_of(manager))) == []


# -- reminding, changing, cancelling


def remind_at(days_before, **columns) -> list[str]:
    day = timezone.localdate() + timedelta(days=days_before)
    told = {"told_at": timezone.now() - timedelta(days=5), "told_day": day} | columns
    row = InvitationFactory(meeting__day=day, organisation__courriels=["une@exemple.test"], **told)
    Meeting.objects.filter(pk=row.meeting_id).update(day=day)
    for _ in range(2):
        jobs.remind()
    return list(Message.objects.values_list("subject", flat=True))


@pytest.mark.parametrize(("days_before", "letters"), [(4, 0), (3, 1), (1, 1), (0, 0), (-1, 0)])
def test_three_days_before_those_who_did_not_answer_are_reminded_once(days_before, letters):
    subjects = remind_at(days_before)

    assert len(subjects) == letters
    assert all(subject.startswith("Venez-vous ") for subject in subjects)


@pytest.mark.parametrize(
    "columns",
    [
        {"answer": Coming.NO}, {"answer": Coming.YES, "people": 2}, {"mailed": False},
        {"meeting__closed_at": timezone.now()}, {"meeting__cancelled_at": timezone.now()}, {"told_at": timezone.now()},
    ],
    ids=["said no", "said yes", "to be called", "closed", "cancelled", "just written to"],
)  # fmt: skip
def test_nobody_else_is_reminded(columns):
    assert remind_at(3, **columns) == []


def test_who_answers_before_the_reminder_leaves_does_not_get_it():
    remind_at(3)

    actions.answer(MeetingInvitation.objects.get(), Coming.YES, 1, by=None)

    assert Message.objects.get().state == MessageState.TOO_LATE


def test_a_change_is_told_to_the_coordinator_then_to_all_in_one_press(client, meeting, reached, coordinator):
    link = invited(meeting, reached, coordinator)
    client.post(link, {"answer": "oui", "people": "2"})
    page, old = meeting.get_absolute_url(), f"{meeting.day:%d/%m/%Y}"
    Meeting.objects.update(day=meeting.day + timedelta(days=7))
    warned = "Prévenir du changement" in client.get(page).text

    for _ in range(2):
        client.post(reverse("inviting:tell_change", args=[meeting.pk]))

    letter = Message.objects.order_by("pk").last()
    row = meeting.invitations.get()
    assert (warned, "Prévenir du changement" in client.get(page).text, Message.objects.count()) == (True, False, 2)
    assert letter.subject.startswith("Changement : ")
    assert "vous venez, 2 personnes" in letter.text
    assert old not in letter.text
    assert (row.answer, row.before_change, row.told_day) == ("oui", True, meeting.day + timedelta(days=7))
    assert "est-ce toujours vrai" in client.get(link).text


def test_cancelling_tells_those_who_got_a_letter_and_did_not_say_no(client, meeting, reached, unreached, coordinator):
    excused = OrganisationFactory(courriels=["non@exemple.test"])
    actions.invite(meeting, [reached, unreached, excused], by=coordinator)
    Message.objects.update(state=MessageState.SENT)
    actions.answer(meeting.invitations.get(organisation=excused), Coming.NO, 0, by=None)
    link = next(link_in(one) for one in Message.objects.all() if one.to == "accueil@fileurs.test")

    for _ in range(2):
        client.post(reverse("inviting:cancel", args=[meeting.pk]))

    told = Message.objects.filter(subject__startswith="Annulée : ")
    assert [one.to for one in told] == ["accueil@fileurs.test"]
    assert (Meeting.objects.get(pk=meeting.pk).said, client.get(link).status_code) == ("annulée", 410)
    assert "est annulée" in client.get(link).text


def test_letters_that_did_not_leave_stay_and_who_never_heard_is_told_once_it_is_reopened(
    client, meeting, reached, coordinator
):
    actions.invite(meeting, [reached], by=coordinator)
    actions.cancel_meeting(meeting, by=coordinator)
    stopped = [one.state for one in Message.objects.all()]
    client.post(reverse("meetings:close", args=[meeting.pk]), {"rouvrir": "1"})

    actions.tell_change(meeting, by=coordinator)

    assert stopped == [MessageState.TOO_LATE]
    assert Meeting.objects.get(pk=meeting.pk).said == "en préparation"
    assert [one.state for one in Message.objects.order_by("pk")] == [MessageState.TOO_LATE, MessageState.WAITING]


# -- from announced to present


def test_what_was_announced_fills_the_attendance(client, meeting, reached, unreached, coordinator):
    Attendance.objects.create(meeting=MeetingFactory(edition=1), organisation=unreached, present=1, of_the_city=True)
    InvitationFactory(meeting=meeting, organisation=reached, answer=Coming.YES, people=3)
    InvitationFactory(meeting=meeting, organisation=unreached, answer=Coming.NO)
    InvitationFactory(meeting=meeting)
    address = reverse("meetings:attendance", args=[meeting.pk])
    waiting = queries.expected(queries.invited(meeting), [], meeting)

    client.post(address, {"organisation": reached.pk, "present": 2, "excused": 0})

    assert waiting == [(unreached, 0, 1, True), (reached, 3, 0, False)]
    assert "3 annoncés" in client.get(address).text
    left = queries.expected(queries.invited(meeting), meeting.attendances.all(), meeting)
    assert [one.organisation for one in left] == [unreached]


def test_tables_are_composed_from_what_was_announced_until_somebody_is_there(client, meeting, reached, coordinator):
    InvitationFactory(meeting=meeting, organisation=reached, answer=Coming.YES, people=9)
    address = reverse("meetings:tables", args=[meeting.pk])
    page = client.get(address).text

    client.post(address, {"tables": "1"})

    assert "après les réponses aux invitations" in page
    assert list(Seat.objects.values_list("organisation", "people")) == [(reached.pk, 9)]
    Attendance.objects.create(meeting=meeting, organisation=reached, present=4)
    assert "après les réponses aux invitations" not in client.get(address).text


# -- costs, forgetting


@pytest.mark.parametrize(
    "name", ["meetings:meeting", "inviting:invite", "meetings:attendance", "meetings:tables"], ids=lambda name: name
)
def test_pages_cost_the_same_with_one_invitation_and_three(
    client, meeting, coordinator, django_assert_num_queries, name
):
    address = reverse(name, args=[meeting.pk])
    one = InvitationFactory(meeting=meeting, mailed=False, answer=Coming.YES, people=2)
    CommitmentFactory(meeting__edition=1, organisation=one.organisation)
    InvitationFactory(meeting=meeting, mailed=False)
    client.get(address)

    with CaptureQueriesContext(connection) as first:
        client.get(address)
    for answer in (Coming.YES, Coming.NO, ""):
        InvitationFactory(meeting=meeting, mailed=False, answer=answer, people=1)

    with django_assert_num_queries(len(first)):
        client.get(address)


def test_links_are_forgotten_thirty_days_after_the_meeting(client, meeting, reached, coordinator):
    link = invited(meeting, reached, coordinator)
    Meeting.objects.update(day=timezone.localdate() - timedelta(days=30))
    jobs.forget_links()
    kept = InvitationLink.objects.count()
    Meeting.objects.update(day=timezone.localdate() - timedelta(days=31))

    jobs.forget_links()

    assert (kept, client.get(link).status_code, meeting.invitations.count()) == (1, 404, 1)
