"""Behaviour 36: nobody creates, moves or says anything in another's diary without the right."""

import pytest
from django.urls import reverse

from maillage.appointments import actions
from maillage.appointments.enums import State
from maillage.appointments.models import Appointment, Closure, DoneNote, OpeningRange
from maillage.network.enums import Role
from maillage.network.rules import act_in_diary, actor_of
from tests.appointments.mediating.conftest import member_of
from tests.appointments.saying import at
from tests.factories import OrganisationFactory
from tests.factories.agenda import OpeningRangeFactory

ONE = {"day": "2026-12-07", "start": "10:00", "minutes": "30", "language": "fr", "booked_by": "un professionnel"}


def test_who_may_act_in_a_diary(diary, writer):
    here, elsewhere = diary.organisation, OrganisationFactory()
    who = {
        "whose it is": writer,
        "a colleague": member_of(here, Role.CONTRIBUTOR, "collegue"),
        "who answers for the structure": member_of(here, Role.MANAGER, "responsable"),
        "who answers for another": member_of(elsewhere, Role.MANAGER, "autre"),
        "the coordination": member_of(elsewhere, Role.COORDINATOR, "coordination"),
        "a visitor": member_of(elsewhere, Role.VISITOR, "visite"),
        "the GIS": member_of(elsewhere, Role.GIS_READER, "sig"),
    }

    may = {name for name, user in who.items() if act_in_diary(actor_of(user), diary)}

    assert may == {"whose it is", "who answers for the structure", "the coordination"}


def test_who_left_the_structure_no_longer_acts_in_what_was_their_diary(diary, writer):
    writer.memberships.all().delete()

    assert not act_in_diary(actor_of(writer), diary)


@pytest.fixture
def colleague(client, diary):
    """Of the same structure, in a browser; and a third diary, of somebody else."""
    client.force_login(member_of(diary.organisation, Role.CONTRIBUTOR, "collegue"))
    return client


@pytest.mark.parametrize(
    ("name", "sent"),
    [
        ("add", ONE), ("passing", {"service": ""}), ("settings", {"minutes": "45"}),
    ],
)  # fmt: skip
def test_a_colleague_writes_nothing_in_the_diary_of_another(colleague, diary, name, sent):
    answer = colleague.post(reverse(f"mediating:{name}", args=[diary.pk]), sent)

    assert answer.status_code == 404
    assert (Appointment.objects.count(), DoneNote.objects.count()) == (0, 0)


def test_a_colleague_neither_says_nor_describes_nor_changes_hours(colleague, diary):
    row = actions.book(diary, at("10:00")).appointment
    hours = diary.ranges.get()
    addresses = {
        reverse("mediating:say", args=[row.pk]): {"etat": State.CANCELLED},
        reverse("mediating:note", args=[row.pk]): {"service": ""},
        reverse("mediating:series", args=[hours.pk]): {},
        reverse("mediating:stop", args=[hours.pk]): {"last_day": "2026-12-08"},
        reverse("mediating:cancel_left", args=[hours.pk]): {},
        reverse("mediating:occurrence", args=[hours.pk, "2026-12-07"]): {"takes_place": "non"},
        reverse("mediating:publish") + f"?agenda={diary.pk}&jour=1": {"heures": "09:00-12:00"},
        reverse("calendars:open", args=[diary.pk]): {},
    }

    answers = {address: colleague.post(address, sent).status_code for address, sent in addresses.items()}

    row.refresh_from_db()
    assert answers == dict.fromkeys(addresses, 404)
    assert (row.state, OpeningRange.objects.count(), diary.feeds.count()) == (State.BOOKED, 1, 0)


def test_an_absence_is_set_in_no_diary_but_ones_own(colleague, diary):
    OpeningRangeFactory(practice__organisation=diary.organisation)

    answer = colleague.post(
        reverse("mediating:absences"), {"who": f"agenda-{diary.pk}", "first": "2026-12-14", "reason": ""}
    )

    assert answer.status_code == 422
    assert Closure.objects.count() == 0


def test_a_contributor_does_not_close_the_whole_place(inside, diary):
    answer = inside.post(reverse("mediating:absences"), {"who": f"lieu-{diary.place_id}", "first": "2026-12-14"})

    assert answer.status_code == 422
    assert Closure.objects.count() == 0


def test_who_answers_for_the_structure_closes_its_place_and_takes_it_back(client, diary):
    client.force_login(member_of(diary.organisation, Role.MANAGER, "responsable"))

    client.post(
        reverse("mediating:absences"), {"who": f"lieu-{diary.place_id}", "first": "2026-12-14", "reason": "Travaux"}
    )
    assert list(Closure.objects.values_list("place", "reason")) == [(diary.place_id, "Travaux")]

    client.post(reverse("mediating:back", args=[Closure.objects.get().pk]))
    assert Closure.objects.count() == 0
