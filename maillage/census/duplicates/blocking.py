"""Which pairs are worth comparing: those that share a key. Never all against all, never one commune code only. Pure."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from maillage.census.duplicates.cards import Card, Corpus

MOST = 50  # a key that more places share tells nothing: its finer keys remain
CELL = 0.0045  # degrees: some 500 m
PREFIX = 4


def candidate_pairs(cards: list[Card], corpus: Corpus) -> Iterator[tuple[int, int]]:
    """Positions in `cards`, the smaller first, each pair once."""
    blocks: dict[tuple, list[int]] = defaultdict(list)
    for at, card in enumerate(cards):
        for key in keys(card, corpus):
            blocks[key].append(at)
    seen: set[int] = set()
    size = len(cards)
    for members in blocks.values():
        if 2 <= len(members) <= MOST:
            for one, other in combinations(members, 2):
                number = one * size + other
                if number not in seen:
                    seen.add(number)
                    yield one, other


def keys(card: Card, corpus: Corpus) -> set[tuple]:
    found: set[tuple] = set()
    found.update(("phone", one) for one in card.phones)
    found.update(("mail", one) for one in card.mails)
    found.update(("domain", one) for one in card.domains)
    if card.siret:
        found.add(("siret", card.siret))
    towns = _towns(card)
    found.update(_streets(card, towns))
    found.update(_names(card, towns, corpus))
    return found


def _towns(card: Card) -> list[str]:
    return [one for one in (card.code_postal or card.code_insee, card.commune[:12]) if one]


def _streets(card: Card, towns: list[str]) -> Iterator[tuple]:
    address = card.address
    department = card.department
    for word in address.street:
        for number in list(address.numbers)[:2]:
            yield "street", department, word, number
        for town in towns:
            yield "street", town, word[:6]
    if not address.street and address.kind:
        for town in towns:
            yield "street", town, address.kind


def _names(card: Card, towns: list[str], corpus: Corpus) -> Iterator[tuple]:
    name = card.name
    for word in name.own:
        if corpus.weight(word) > 0.55:
            yield "word", card.department, word
        for town in towns:
            yield "word", town, word[:PREFIX]
            for body in name.bodies | name.signs:
                yield "word", town, word[:PREFIX], body
    for body in name.bodies | name.signs:
        for town in towns:
            yield "body", town, body
    if not name.own:
        for town in towns:
            yield "bare", town, *sorted(name.bodies)
    yield "letters", card.department, name.letters
    if word := next(iter((*name.own, *sorted(name.bodies))), None):
        for cell in _cells(card):
            yield "cell", cell, word[:PREFIX]


def _cells(card: Card) -> Iterable[tuple[int, int, int]]:
    """One cell in each of four grids that overlap: two neighbours always share one."""
    if card.latitude is None or card.longitude is None:
        return
    north, east = card.latitude / CELL, card.longitude / (CELL * 1.4)
    for grid, (down, left) in enumerate(((0, 0), (0, 0.5), (0.5, 0), (0.5, 0.5))):
        yield grid, math.floor(north + down), math.floor(east + left)
