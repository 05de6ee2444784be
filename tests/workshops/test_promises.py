"""What organisations said they would do."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone

from maillage.network.enums import Role
from maillage.network.models import Membership
from maillage.network.rules import Actor, actor_of
from maillage.workshops import actions, queries
from maillage.workshops.enums import Column, Status
from maillage.workshops.models import Commitment, FollowUp
from tests.factories.meetings import CardFactory, CommitmentFactory, MeetingFactory

pytestmark = pytest.mark.django_db


def member(organisation, role=Role.CONTRIBUTOR, name="membre"):
    user = get_user_model().objects.create_user(name, email=f"{name}@exemple.test")
    Membership.objects.create(organisation=organisation, user=user, role=role)
    return user


@pytest.fixture
def promise():
    return CommitmentFactory(meeting__edition=1)


def test_one_tap_says_where_it_stands(client, promise):
    client.force_login(member(promise.organisation))

    for _ in range(2):
        client.post(reverse("promises:follow", args=[promise.pk]), {"etat": Status.DONE})

    promise.refresh_from_db()
    assert (promise.status, FollowUp.objects.count()) == (Status.DONE, 1)


def test_a_word_alone_changes_no_status(client, promise):
    client.force_login(member(promise.organisation))

    client.post(reverse("promises:follow", args=[promise.pk]), {"note": "On attend les tables"})

    assert list(FollowUp.objects.values_list("status", "note")) == [(Status.PROMISED, "On attend les tables")]


@pytest.mark.parametrize("sent", [{"etat": "licorne"}, {"note": "x" * 600}])
def test_what_cannot_be_kept_is_said(client, promise, sent):
    client.force_login(member(promise.organisation))

    page = client.post(reverse("promises:follow", args=[promise.pk]), sent, follow=True).content.decode()

    assert ("Choisissez où en est" in page) or ("x" * 600 in page)
    assert FollowUp.objects.count() == 0


def test_it_comes_back_at_the_next_meeting_until_it_is_settled(promise):
    following = MeetingFactory(series=promise.meeting.series, edition=2)
    before = queries.coming_back(following)

    actions.follow_up(promise, Status.DONE, by=None)

    assert (before, queries.coming_back(following)) == ([promise], [])
    assert queries.coming_back(promise.meeting) == []


def test_a_promise_due_soon_waits_for_those_who_made_it(promise):
    today = timezone.localdate()
    Commitment.objects.update(due=today + timedelta(days=3))
    CommitmentFactory(due=today)  # another structure's
    CommitmentFactory(organisation=promise.organisation, due=today + timedelta(days=60))

    (task,) = queries.today(actor_of(member(promise.organisation)))

    assert (task.words, task.url) == ("Dire où en est 1 engagement", "/espace/engagements/?de=moi")
    assert list(queries.today(Actor())) == []


def test_a_card_becomes_a_promise_once(promise):
    card = CardFactory(board__table__meeting=promise.meeting, column=Column.COMMITMENT)

    made = [
        actions.promise(promise.meeting, promise.organisation, "Prêter une salle", by=None, card=card) for _ in range(2)
    ]

    assert made[0] == made[1]
    assert list(card.became.values_list("kind", "ref")) == [("engagement", str(made[0].pk))]


def test_the_next_edition_tells_what_was_asked_and_what_became_of_it(promise):
    meeting = promise.meeting
    asked = CardFactory(board__table__meeting=meeting, text="Un stand au marché le samedi")
    alone = CardFactory(board=asked.board, text="Des tablettes accessibles")
    CardFactory(board=asked.board, text="Ateliers", column=Column.EXISTING)  # asks for nothing
    following = MeetingFactory(series=meeting.series, edition=2)
    again = CardFactory(board__table__meeting=following, text="des tablettes accessibles !")
    made = actions.promise(meeting, promise.organisation, "Tenir le stand", by=None, card=asked)

    found = {one.spoken.card: (one.status, one.again) for one in queries.since_last(meeting, following)}
    actions.follow_up(made, Status.DONE, by=None)
    later = {one.spoken.card: one.status for one in queries.since_last(meeting, following)}

    assert found == {asked: ("suivi", []), alone: ("ouvert", [again])}
    assert later == {asked: "réglé", alone: "ouvert"}


@pytest.mark.parametrize("cards", [1, 3])
def test_comparing_reads_as_many_times_whatever_the_cards(promise, cards, django_assert_num_queries):
    following = MeetingFactory(series=promise.meeting.series, edition=2)
    for card in CardFactory.create_batch(cards, board__table__meeting=promise.meeting):
        actions.promise(promise.meeting, promise.organisation, "Faire", by=None, card=card)

    with django_assert_num_queries(4):
        queries.since_last(promise.meeting, following)


def test_a_structure_promises_for_itself_only(client, promise):
    other = CommitmentFactory().organisation
    client.force_login(member(promise.organisation))
    sent = {"organisation": other.pk, "text": "Tout faire", "rencontre": promise.meeting.pk}

    page = client.post(reverse("promises:promise"), sent)

    assert (page.status_code, Commitment.objects.filter(text="Tout faire").count()) == (422, 0)
    assert "Tout faire" in page.content.decode()
