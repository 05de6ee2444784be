"""What the welcome desk says goes by itself; the city's week tells everything in one list."""

from datetime import date, timedelta

import pytest

from maillage.accounts.models import User
from maillage.appointments import actions, queries
from maillage.appointments.enums import DeskWord, PracticeKind, Shape
from maillage.appointments.models import DeskSays
from maillage.places.enums import Service
from tests.appointments.saying import MONDAY, WEEK, at, clock
from tests.factories import PlaceFactory
from tests.factories.agenda import OpeningRangeFactory, PracticeFactory, SessionFactory, WorkshopFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_of_december")]
HOUR = timedelta(hours=1)


@pytest.fixture
def staff():
    return User.objects.create_user("accueil", email="accueil@example.org")


def said(place) -> list[str]:
    return [row.word for row in queries.desk_words([place.pk]).get(place.pk, [])]


# -- the desk


def test_a_word_goes_by_itself_after_an_hour(staff, first_of_december):
    place = PlaceFactory()
    actions.say_at_desk(place, DeskWord.COME, by=staff)
    assert said(place) == [DeskWord.COME]

    first_of_december.shift(HOUR)

    assert said(place) == []


def test_never_until_tomorrow(staff, first_of_december):
    first_of_december.move_to(at("23:30"))

    assert actions.say_at_desk(PlaceFactory(), DeskWord.FULL, by=staff, minutes=600).until == at(
        "00:00", date(2026, 12, 8)
    )


def test_full_replaces_come_and_the_printer_is_another_matter(staff):
    place, other = PlaceFactory(), PlaceFactory()
    for word in (DeskWord.COME, DeskWord.PRINTER, DeskWord.FULL):
        actions.say_at_desk(place, word, by=staff)
    actions.say_at_desk(other, DeskWord.COME, by=staff)

    assert (sorted(said(place)), said(other)) == (["complet", "imprimante"], ["venez"])


def test_all_is_taken_back_in_one_tap(staff):
    place = PlaceFactory()
    actions.say_at_desk(place, DeskWord.COME, by=staff)

    assert (actions.hush_desk(place, by=staff), said(place), DeskSays.objects.count()) == (1, [], 1)


# -- the week


@pytest.fixture
def week(diary):
    """Slots on Monday, a walk-in on Tuesday, a workshop on Wednesday."""
    mediator = PracticeFactory(
        kind=PracticeKind.MEDIATOR, place__zones=["epeule"], languages=["ar"], publics=["Seniors"],
        services=[Service.values[0]],
    )  # fmt: skip
    OpeningRangeFactory(practice=mediator, weekday=1, shape=Shape.WALK_IN, capacity=10, note="au rez-de-chaussée")
    wednesday = MONDAY + timedelta(days=2)
    SessionFactory(workshop=WorkshopFactory(seats=3), start=at("14:00", wednesday), end=at("16:00", wednesday))
    return mediator


def shapes(**asked) -> list[str]:
    return [one.shape for one in queries.occasions(MONDAY, MONDAY + timedelta(days=6), **asked)]


def test_everything_is_there_in_order_whatever_its_shape(week, diary):
    actions.book(diary, at("09:00"))

    told = queries.occasions(MONDAY, MONDAY + timedelta(days=6))

    assert [(one.shape, one.free, one.capacity, one.seats_left) for one in told] == [
        ("créneaux", 5, None, None), ("permanence", None, 10, None), ("atelier", None, None, 3),
    ]  # fmt: skip
    assert (clock(told[0].next_free), told[1].note, len({one.key for one in told})) == (
        "09:30",
        "au rez-de-chaussée",
        3,
    )


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"kind": PracticeKind.MEDIATOR}, ["permanence"]),
        ({"shape": Shape.SLOTS}, ["créneaux"]),
        ({"shape": "atelier"}, ["atelier"]),
        ({"shape": "autre"}, []),
        ({"language": "ar"}, ["permanence"]),
        ({"public": "Seniors"}, ["permanence"]),
        ({"service": Service.values[0]}, ["permanence"]),
        ({"zone": "ailleurs"}, []),
        ({"places": []}, []),
    ],
)
def test_it_is_narrowed(week, asked, found):
    assert shapes(**asked) == found


def test_what_the_practice_does_not_say_its_place_says(diary):
    place = diary.place
    place.languages = ["tr"]
    place.save()

    assert (shapes(language="tr"), shapes(language="ro")) == (["créneaux"], [])


def test_a_place_that_is_not_published_is_not_told(diary):
    type(diary.place).objects.filter(pk=diary.place_id).update(published=False)

    assert shapes() == []


def test_a_place_that_is_only_visited_that_day_is_told(diary):
    there = PlaceFactory()
    actions.change_occurrence(diary.ranges.get(), MONDAY, place=there)

    assert (shapes(places=[there.pk]), shapes(places=[diary.place_id])) == (["créneaux"], [])


def test_part_of_a_walk_in_that_is_closed_leaves_the_rest_and_says_why(week, staff):
    tuesday = MONDAY + timedelta(days=1)
    actions.absent(week, at("10:00", tuesday), at("11:00", tuesday), "réunion", by=staff)

    told = queries.occasions(tuesday, tuesday)

    assert [(clock(one.start), clock(one.end), one.why, one.cancelled) for one in told] == [
        ("09:00", "10:00", "réunion", False), ("11:00", "12:00", "réunion", False),
    ]  # fmt: skip
    assert told[1].key == f"{told[0].key}-2"


def test_a_closed_day_is_there_and_says_why(week, staff):
    actions.absent(week.place, at("00:00"), at("00:00", MONDAY + WEEK), "travaux", by=staff)

    told = queries.occasions(MONDAY + timedelta(days=1), MONDAY + timedelta(days=1))

    assert [(one.cancelled, one.why) for one in told] == [(True, "travaux")]


def test_a_change_raises_the_sequence_of_its_day_only(diary):
    before = [one.sequence for one in queries.occasions(MONDAY, MONDAY + WEEK)]
    actions.change_occurrence(diary.ranges.get(), MONDAY, note="salle 2")

    assert [one.sequence for one in queries.occasions(MONDAY, MONDAY + WEEK)] == [before[0] + 1, before[1]]
