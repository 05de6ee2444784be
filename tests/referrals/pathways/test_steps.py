"""Ordered steps in several houses, adapted; what is not found is counted; what becomes of a sheet moves its step."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from maillage.network.enums import SupportAim, SupportManner
from maillage.orientation.models import UnmetNeed
from maillage.places.enums import Service
from maillage.referrals import actions as sheets
from maillage.referrals import journal
from maillage.referrals.actions import Incomplete
from maillage.referrals.enums import Autonomy, Outcome, Stage, Who
from maillage.referrals.models import Pathway, Step
from maillage.referrals.pathways import actions, queries
from maillage.referrals.pathways.actions import Wanted
from tests.factories import OrganisationFactory, PlaceFactory
from tests.factories.pathways import FOLLOWS, pathway
from tests.factories.referrals import sheet

pytestmark = pytest.mark.django_db
DONE = {"manner": SupportManner.WITH, "autonomy": Autonomy.SOMETIMES, "aim": SupportAim.PREVENTIVE}
BY_LINK = sheets.Doer(Who.RECEIVER, sure=True)


@pytest.fixture
def places():
    return PlaceFactory.create_batch(3, organisation=OrganisationFactory())


@pytest.fixture
def begun(places):
    return pathway(*places)


@pytest.fixture
def steps(begun):
    return list(begun.pathway.steps.all())


def stages(begun) -> list[str]:
    return list(begun.pathway.steps.values_list("stage", flat=True))


def test_a_pathway_is_a_code_and_its_words_are_sealed(places):
    begun = pathway(*places, goals=["Aider ma fille avec l'école"])

    with connection.cursor() as cursor:
        cursor.execute("SELECT goals, paper FROM referrals_pathway")
        row = cursor.fetchone()
    plain = ("ma fille", '"pin"')  # a sealed text may hold a short word by chance
    assert [words in column for words, column in zip(plain, row, strict=True)] == [False, False]
    assert sheets.open_with_pin(Pathway, begun.pathway.code, begun.pin) == begun.pathway


def test_a_step_without_a_place_is_a_need_without_answer(places):
    pathway(places[0], None, zone="epeule")

    assert list(UnmetNeed.objects.values_list("service", "zone", "count")) == [(Service.QUOTIDIEN, "epeule", 1)]


def test_steps_are_taken_away_moved_and_added(begun, steps):
    actions.move(steps[0], 1, FOLLOWS)
    assert stages(begun) == [Stage.BASICS, Stage.EQUIP, Stage.THEME]

    actions.remove(steps[1], FOLLOWS)
    added = actions.add(begun.pathway, Wanted(Stage.FIX, Service.DEMARCHES, steps[2].place), FOLLOWS)
    actions.move(added, -1, FOLLOWS)
    assert stages(begun) == [Stage.EQUIP, Stage.FIX, Stage.THEME]
    assert list(begun.pathway.steps.values_list("order", flat=True)) == [1, 2, 3]


def test_at_an_end_a_step_stays_where_it_is(begun, steps):
    actions.move(steps[0], -1, FOLLOWS)

    assert stages(begun) == [Stage.EQUIP, Stage.BASICS, Stage.THEME]


def test_giving_up_a_place_is_counted_once(steps):
    actions.place_at(steps[0], None, FOLLOWS)
    actions.place_at(steps[0], None, FOLLOWS)

    assert UnmetNeed.objects.get().count == 1


@pytest.mark.parametrize("missing", DONE)
def test_a_step_is_not_done_without_how_and_what_one_can_do(steps, missing):
    with pytest.raises(Incomplete, match=missing):
        actions.mark_done(steps[0], FOLLOWS, **(DONE | {missing: ""}))

    assert Step.objects.filter(done_on__isnull=False).count() == 0


def test_the_next_step_follows_what_is_done_or_left_aside(begun, steps):
    actions.mark_done(steps[0], FOLLOWS, **DONE)
    actions.leave_aside(steps[1], FOLLOWS)

    assert queries.way(queries.the_pathway(begun.pathway.pk)).next == steps[2]


def test_what_is_done_is_not_taken_away(steps):
    actions.mark_done(steps[0], FOLLOWS, **DONE)

    with pytest.raises(Incomplete, match="done"):
        actions.remove(steps[0], FOLLOWS)


def test_each_change_leaves_a_line(begun, steps):
    actions.plan(steps[0], date(2026, 12, 1), FOLLOWS)
    actions.end(begun.pathway, FOLLOWS, level_after="débutant")

    assert list(journal.about(begun.pathway).values_list("why", flat=True)) == ["commencer", "prévoir", "terminer"]


def test_no_pathway_without_a_step(places):
    with pytest.raises(Incomplete, match="steps"):
        actions.begin([], doer=FOLLOWS, organisation=places[0].organisation)


# -- a sheet for a step


def test_the_house_that_receives_knows_the_next_one(steps, places):
    referral = sheet(place=places[0], step=steps[0]).referral

    assert queries.after(referral) == steps[1]
    assert queries.after(sheet(place=places[2], step=steps[2]).referral) is None
    assert queries.after(sheet(place=places[2]).referral) is None


def test_a_moment_given_is_the_day_of_the_step(steps, places):
    at = timezone.now() + timedelta(days=3)
    sheets.expect(sheet(place=places[0], step=steps[0]).referral, BY_LINK, at)

    steps[0].refresh_from_db()
    assert steps[0].planned_on == timezone.localdate(at)


@pytest.mark.parametrize(("outcome", "done"), [(Outcome.SOLVED, True), (Outcome.PARTLY, True), (Outcome.NOT, False)])
def test_a_sheet_solved_is_a_step_done_and_says_no_more(steps, places, outcome, done):
    told = {"manner": SupportManner.WITH, "before": Autonomy.GUIDED, "after": Autonomy.ALONE}
    sheets.close(sheet(place=places[0], step=steps[0]).referral, BY_LINK, outcome, **told)

    steps[0].refresh_from_db()
    assert (steps[0].done_on is not None, steps[0].manner, steps[0].autonomy) == (done, "", "")


def test_a_sheet_sent_to_another_house_moves_its_step_there(steps, places):
    sheet(place=places[2], step=steps[0])

    steps[0].refresh_from_db()
    assert steps[0].place == places[2]
