"""Cards kept in memory with their keys, so that one place that changes is compared with its neighbours only. Pure."""

from collections.abc import Iterable

from maillage.census.duplicates.blocking import MOST, keys
from maillage.census.duplicates.cards import Card, Corpus
from maillage.census.duplicates.finding import find_pairs
from maillage.census.duplicates.scoring import Pair, Verdict, compare, hopeless


class Register:
    """All the cards of one base, and the pairs among them that may be one place."""

    def __init__(self, cards: Iterable[Card] = ()):
        self.cards: dict[str, Card] = {card.id: card for card in cards}
        self.corpus = Corpus.of(self.cards.values())
        self._blocks: dict[int, str | list[str]] = {}  # hash of a key → who has it; most are alone
        for card in self.cards.values():
            self._place(card)
        found = find_pairs(list(self.cards.values()), self.corpus)
        self.pairs: dict[frozenset[str], Pair] = {frozenset((pair.one.id, pair.other.id)): pair for pair in found}

    def put(self, card: Card) -> None:
        """A new card, or a new state of one."""
        self.remove(card.id)
        self.cards[card.id] = card
        self.corpus.add(card)
        self._place(card)
        for pair in self.like(card):
            self.pairs[frozenset((pair.one.id, pair.other.id))] = pair

    def remove(self, id: str) -> None:
        card = self.cards.pop(id, None)
        if card is None:
            return
        for key in keys(card, self.corpus):
            self._leave(hash(key), id)
        self.corpus.remove(card)
        self.pairs = {ids: pair for ids, pair in self.pairs.items() if id not in ids}

    def like(self, card: Card) -> list[Pair]:
        """The cards that are, or may be, the same place as this one; it need not be in the register."""
        found = []
        for id in self._neighbours(card):
            other = self.cards[id]
            if not hopeless(card, other, self.corpus):
                found.append(Pair(card, other, compare(card, other, self.corpus)))
        alike = [pair for pair in found if pair.verdict is not Verdict.DIFFERENT]
        return sorted(alike, key=lambda pair: (-pair.score, pair.other.id))

    def best_first(self) -> list[Pair]:
        return sorted(self.pairs.values(), key=lambda pair: (-pair.score, pair.one.id, pair.other.id))

    def _place(self, card: Card) -> None:
        for key in map(hash, keys(card, self.corpus)):
            block = self._blocks.get(key)
            if block is None:
                self._blocks[key] = card.id
            elif isinstance(block, str):
                self._blocks[key] = [block, card.id]
            else:
                block.append(card.id)

    def _leave(self, key: int, id: str) -> None:
        block = self._blocks.get(key)
        if block == id:
            del self._blocks[key]
        elif isinstance(block, list) and id in block:
            block.remove(id)

    def _neighbours(self, card: Card) -> set[str]:
        """Words weigh otherwise as places come and go: a key of a card that left may remain, and counts for nothing."""
        found: set[str] = set()
        for key in map(hash, keys(card, self.corpus)):
            block = self._blocks.get(key, ())
            if isinstance(block, str):
                found.add(block)
            elif len(block) <= MOST:
                found.update(block)
        return {id for id in found - {card.id} if id in self.cards}
