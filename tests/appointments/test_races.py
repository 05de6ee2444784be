"""`make race` and `make kill`, shorter: through our web server and the real pages, on the database of the tests.

What holds for ten thousand attempts and thirty kills is told in docs/reliability.md.
"""

import pytest

from tests.browser.site import maillage
from tests.core.test_killing import copied
from tests.racing.kill import Killing
from tests.racing.race import Race, Size, is_right

SMALL = Size(attempts=100, diaries=1, seats=3, sign_ups=40, leaving=2, tickets=10, workers=2, processes=1)


@pytest.fixture
def base(transactional_db, tmp_path):
    with copied(tmp_path) as found:
        maillage("collectstatic", "--noinput", "--verbosity", "0", env=found.env)
        yield found


def test_line_01_a_hundred_at_once_never_two_in_one_moment(base):
    for told in Race(base, SMALL).go():
        assert is_right(told), told


def test_without_lock_transaction_nor_backstop_two_are_let_in(base):
    """A small crowd may be lucky once; not ten times in a row."""
    runs = (Race(base, SMALL, control=True, parts=("appointments", "seats")).go() for _ in range(10))

    assert any(appointments["overlaps"] + seats["overlaps"] > 0 for appointments, seats in runs)


def test_what_was_said_yes_to_survives_a_server_killed(base):
    told = Killing(base, rounds=2, most=10).go()

    assert (told["lost"], told["half_written"], told["overlaps"], told["whole"]) == (0, 0, 0, True), told
    assert told["acknowledged"] >= 2, told
