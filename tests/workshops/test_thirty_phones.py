"""Thirty telephones, three hundred cards at once, through our web server: none is lost, none is double."""

import http.client
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from urllib.parse import urlencode, urlsplit

import pytest

from maillage.workshops.enums import Column
from tests.browser.site import maillage, served
from tests.core.test_killing import copied
from tests.factories.meetings import BoardFactory

PHONES, CARDS, AT_ONCE = 30, 10, 8
CSRF = "c" * 32
HEADERS = {
    "Content-Type": "application/x-www-form-urlencoded", "Cookie": f"csrftoken={CSRF}", "HX-Request": "true",
}  # fmt: skip
COLUMNS = [column.value for column in Column]


@pytest.fixture
def open_board(transactional_db, tmp_path):
    board = BoardFactory()
    with copied(tmp_path) as base:
        maillage("collectstatic", "--noinput", "--verbosity", "0", env=base.env)
        with served(base.env) as (url, _process):
            yield url, f"/rencontre/{board.code}/"


def ask(url: str, method: str, path: str, **headers) -> tuple[int, str, str]:
    body = headers.pop("body", None)
    with closing(http.client.HTTPConnection(urlsplit(url).netloc, timeout=60)) as line:
        line.request(method, path, body=body, headers=HEADERS | headers)
        answer = line.getresponse()
        return answer.status, answer.headers.get("ETag", ""), answer.read().decode()


def phone(url: str, path: str, number: int) -> list[int]:
    """One card in three is sent twice, as when an answer is lost on the way."""
    answers = []
    for card in range(CARDS):
        told = {"column": COLUMNS[card % 6], "text": said(number, card), "client": f"{number}-{card}"}
        body = urlencode(told | {"csrfmiddlewaretoken": CSRF})
        answers += [ask(url, "POST", path, body=body)[0] for _ in range(2 if card % 3 == 0 else 1)]
    return answers


def said(number: int, card: int) -> str:
    return f"Téléphone {number}, carte {card}."


def test_three_hundred_cards_of_thirty_phones_are_all_on_the_wall_once(open_board):
    url, path = open_board
    status, tag, _page = ask(url, "GET", f"{path}mur/")

    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = [code for codes in pool.map(lambda one: phone(url, path, one), range(PHONES)) for code in codes]

    seen, _tag, wall = ask(url, "GET", f"{path}mur/", **{"If-None-Match": tag})
    counts = {said(number, card): wall.count(said(number, card)) for number in range(PHONES) for card in range(CARDS)}
    assert (status, set(answers), seen) == (200, {201}, 200)
    assert len(counts) == PHONES * CARDS
    assert {text: count for text, count in counts.items() if count != 1} == {}
