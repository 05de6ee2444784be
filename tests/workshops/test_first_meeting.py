"""Edition n° 1 as the demo loads it: what the minutes say, to the unit."""

import json
from collections import Counter

import pytest

from maillage.workshops import demo, queries
from maillage.workshops.enums import Column
from maillage.workshops.models import Card, CardGroup, Commitment, Meeting
from maillage.workshops.transcribing import Cell, unique
from tests.conftest import SHARED

TOLD = json.loads(demo.FILE.read_text(encoding="utf-8"))


def test_a_hundred_and_twenty_notes_in_five_boards(first_meeting):
    boards = first_meeting.boards.order_by("table__number")

    assert [board.cards.count() for board in boards] == [22, 26, 19, 21, 32]


def test_each_column_holds_what_the_minutes_hold(first_meeting):
    found = Counter(Card.objects.filter(board__meeting=first_meeting).values_list("column", flat=True))

    assert found == {
        Column.NEED_PRO: 35, Column.NEED_RESIDENT: 23, Column.EXISTING: 26, Column.MISSING: 13, Column.EXPECTATION: 23,
    }  # fmt: skip


def test_thirteen_missing_actions_for_the_diagnosis(first_meeting):
    assert queries.missing_actions(first_meeting).count() == 13


def test_five_rows_typed_several_times_are_twenty_six_notes_and_thirty_nine_false_repeats():
    second = TOLD["boards"][1]

    found = demo.transcribed(second)

    assert (len(found), sum(one.repeats for one in found)) == (26, 39)
    assert sum(len(cells) for cells in second["rows"].values()) == 65
    assert {one.text for one in found} == {note["text"] for note in second["notes"]}


def test_the_same_words_twice_on_one_line_are_two_notes():
    cells = [
        Cell("a", "Ateliers", "1"),
        Cell("a", "ateliers.", "1"),
        Cell("a", "Ateliers", "2"),
        Cell("b", "Ateliers", "2"),
    ]

    assert [(one.column, one.text, one.lines) for one in unique(cells)] == [
        ("a", "Ateliers", ("1", "2")),
        ("a", "ateliers.", ("1",)),
        ("b", "Ateliers", ("2",)),
    ]


def test_who_came_is_counted_beside_what_was_announced(first_meeting):
    rows = list(first_meeting.attendances.select_related("organisation"))

    counts = queries.attendance(rows)

    assert counts == queries.Counts(
        people=48, from_organisations=31, organisations=24, city=17, excused=11, only_excused=2
    )
    assert counts.differs(first_meeting) == [
        ("from_organisations", 32, 31),
        ("organisations", 25, 24),
        ("city", 16, 17),
    ]


def test_actions_stand_in_a_grid_of_existing_and_missing(first_meeting):
    found = queries.actions_by_category(first_meeting)

    assert [line.label for line in found] == [
        "Sensibilisation", "Formation", "Équipement", "Communication", "Non précisé",
    ]  # fmt: skip
    assert (sum(line.existing for line in found), sum(line.missing for line in found)) == (26, 13)


def test_two_blocks_with_their_hours(first_meeting):
    assert [(str(one.start)[:5], str(one.end)[:5]) for one in first_meeting.blocks.all()] == [
        ("09:15", "10:00"),
        ("10:15", "11:15"),
    ]


def test_loading_again_changes_nothing(first_meeting):
    def counts():
        return [model.objects.count() for model in (Meeting, Card, CardGroup, Commitment)]

    before = counts()
    demo.load()

    assert counts() == before


def test_invented_promises_say_so(first_meeting):
    texts = list(first_meeting.commitments.values_list("text", flat=True))

    assert len(texts) > 0
    assert [text for text in texts if "(exemple fictif)" not in text] == []


def test_the_second_edition_starts_from_the_first(first_meeting):
    second = Meeting.objects.get(edition=2)

    assert [block.title for block in second.blocks.all()] == [block.title for block in first_meeting.blocks.all()]
    assert second.tables.count() == 5
    assert second.closed_at is None


@pytest.mark.skipif(not SHARED.is_dir(), reason="the large real files are not beside this repository (MAILLAGE_SHARED)")
def test_every_note_is_word_for_word_that_of_the_transcription():
    known = json.loads((SHARED / "domain" / "roubaix.json").read_text(encoding="utf-8"))["metaplans"]

    ours = {note["reference"]: note["text"] for board in TOLD["boards"] for note in board["notes"]}

    assert ours == {note["id"]: note["text"] for board in known for note in board["notes"]}
