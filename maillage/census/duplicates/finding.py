"""All the pairs of a list of places that are, or may be, one and the same. Pure."""

from collections.abc import Iterator, Sequence

from maillage.census.duplicates.blocking import candidate_pairs
from maillage.census.duplicates.cards import Card, Corpus
from maillage.census.duplicates.grouping import broken
from maillage.census.duplicates.scoring import CAP, Comparison, Pair, Reason, Verdict, compare, hopeless

ENDS = 0.03


def find_pairs(cards: Sequence[Card], corpus: Corpus | None = None) -> list[Pair]:
    """Same or unsure, best first."""
    corpus = corpus or Corpus.of(cards)
    found = list(_alike(list(cards), corpus))
    known = {card.id: card for card in cards}
    chained = broken(found, lambda one, other: may_be_one(known[one], known[other], corpus))
    pairs = (_doubted(pair) if frozenset((pair.one.id, pair.other.id)) in chained else pair for pair in found)
    return sorted(pairs, key=lambda pair: (-pair.score, pair.one.id, pair.other.id))


def _alike(cards: list[Card], corpus: Corpus) -> Iterator[Pair]:
    for one, other in candidate_pairs(cards, corpus):
        if hopeless(cards[one], cards[other], corpus):
            continue
        comparison = compare(cards[one], cards[other], corpus)
        if comparison.verdict is not Verdict.DIFFERENT:
            yield Pair(cards[one], cards[other], comparison)


def may_be_one(one: Card, other: Card, corpus: Corpus) -> bool:
    """Nothing sets them far apart. Two ends of a chain may know little of each other: that is no contradiction."""
    return compare(one, other, corpus).score >= ENDS


def _doubted(pair: Pair) -> Pair:
    """Same as one of two records that are not alike: nobody can say which without looking."""
    told = pair.comparison
    reasons = (*told.reasons, Reason("chain", 0.0))
    return pair._replace(comparison=Comparison(min(told.score, CAP), Verdict.UNSURE, reasons))
