"""Cards that say the same: suggested, decided by a human, and every original stays."""

import pytest
from django.contrib.auth import get_user_model

from maillage.workshops import actions, queries
from maillage.workshops.enums import Column
from maillage.workshops.models import Card, CardGroup, Meeting
from maillage.workshops.resembling import close, same_words
from tests.factories.meetings import BoardFactory, CardFactory, TableFactory


@pytest.fixture
def person(db):
    return get_user_model().objects.create_user("anime", email="anime@exemple.test")


@pytest.fixture
def two_tables(db):
    first = BoardFactory()
    return first, BoardFactory(table=TableFactory(meeting=first.meeting))


def test_near_words_are_close_and_others_are_not():
    told = {1: "Meilleure connaissance des acteurs", 2: "Une meilleure connaissance des Acteurs !", 3: "Des tablettes"}

    assert [(one.first, one.second) for one in close(told)] == [(1, 2)]
    assert close(told, apart=[(2, 1)]) == []


def test_nothing_resembles_nothing():
    assert close({}) == []
    assert close({1: "seul"}) == []


def test_signs_and_capitals_do_not_make_other_words():
    assert same_words("• Accès numérique LIBRE") == same_words("Accès numérique libre.")


def test_the_same_words_in_one_column_are_grouped_without_asking(two_tables, person):
    one, other = two_tables
    cards = [CardFactory(board=board, text=text) for board, text in ((one, "Matériels"), (other, "matériels."))]
    elsewhere = CardFactory(board=other, text="Matériels", column=Column.MISSING)

    made = actions.gather_same_words(one.meeting, by=person)
    again = actions.gather_same_words(one.meeting, by=person)

    assert (made, again) == (1, 0)
    assert [[card.text for card in members] for _group, members in queries.groups_of(one.meeting)] == [
        ["Matériels", "matériels."]
    ]
    assert Card.objects.get(pk=elsewhere.pk).group is None
    assert CardGroup.objects.get().automatic is True
    assert Card.objects.count() == len(cards) + 1


def test_a_pair_is_suggested_until_somebody_decides(two_tables, person):
    one, other = two_tables
    first = CardFactory(board=one, text="Meilleure connaissance des acteurs")
    second = CardFactory(board=other, text="Une meilleure connaissance des acteurs du réseau")
    asked = queries.suggestions(one.meeting)

    actions.set_apart(second, first, by=person)

    assert [(pair.first, pair.second) for pair in asked] == [(first, second)]
    assert queries.suggestions(one.meeting) == []


def test_groups_merge_and_a_card_may_leave(two_tables, person):
    one, other = two_tables
    a, b, c = (CardFactory(board=board) for board in (one, other, other))
    actions.group([a, b], by=person)
    merged = actions.group([b, c], by=person)

    actions.ungroup(Card.objects.get(pk=c.pk), by=person)

    assert set(merged.cards.all()) == {a, b}
    actions.ungroup(Card.objects.get(pk=b.pk), by=person)
    assert (CardGroup.objects.count(), Card.objects.filter(group=None).count()) == (0, 3)


def test_grouping_is_seen_by_who_polls(two_tables, person):
    one, _other = two_tables
    cards = CardFactory.create_batch(2, board=one)
    before = one.revision

    actions.group(cards, by=person)

    one.refresh_from_db()
    assert one.revision > before
    assert [(spoken.card, spoken.others) for lane in queries.lanes(queries.told(one)) for spoken in lane.spoken] == [
        (cards[0], [cards[1]])
    ]


def test_ten_pairs_of_the_first_meeting_are_to_be_looked_at(first_meeting):
    found = queries.suggestions(first_meeting)

    texts = {(pair.first.reference, pair.second.reference) for pair in found}
    assert {("M3-08", "M3-14"), ("M3-15", "M3-19"), ("M1-20", "M2-02")} <= texts
    assert len(found) < 20


def test_a_card_never_changes_its_words(two_tables, person):
    card = CardFactory(board=two_tables[0])

    with pytest.raises(TypeError):
        actions.change_card(card, by=person, text="Autre chose")


def test_a_card_that_became_something_keeps_the_link_once(two_tables, person):
    card = CardFactory(board=two_tables[0])

    actions.card_became(card, "manque", 12, by=person)
    actions.card_became(card, "manque", "12", by=person)

    assert list(card.became.values_list("kind", "ref", "by")) == [("manque", "12", person.pk)]


def test_a_card_becomes_only_what_we_know_of(two_tables, person):
    with pytest.raises(ValueError):
        actions.card_became(CardFactory(board=two_tables[0]), "licorne", 1, by=person)


def test_meetings_do_not_mix(two_tables):
    CardFactory(board=two_tables[0], text="Des tablettes pour tous")
    CardFactory(board=BoardFactory(), text="Des tablettes pour tous")

    assert [len(queries.suggestions(meeting)) for meeting in Meeting.objects.all()] == [0, 0]
