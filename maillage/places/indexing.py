"""Places held in memory as arrays: filters, facet counts, text with typing errors, distances. Pure: no ORM.

A facet's term is a row of bits over places; counting a facet is one AND and one population count. 20 000 places and
all counts take about two milliseconds, where grouping in SQL takes hundreds.
A changed place gets a new position at the end and its old one dies, so nothing is ever moved.
"""

from array import array
from collections import defaultdict
from dataclasses import dataclass, field

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from maillage.core.points import EARTH_RADIUS_KM, Box, Point
from maillage.core.text import EMPTY_WORDS, stem, words

NAME_WEIGHT = 4  # a word of the name counts more than a word of the presentation


@dataclass
class Row:
    """What the index knows of a place. `facets` maps a facet's name to the place's terms."""

    id: str
    facets: dict[str, list[str]]
    latitude: float | None = None
    longitude: float | None = None
    horaires: str = ""
    fresh_on: int = 0  # ordinal of the date the information was last confirmed; 0: unknown
    name: str = ""  # sort key
    name_keys: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)


class Index:
    def __init__(self, capacity: int = 1024):
        self.ids: list[str] = []
        self.position: dict[str, int] = {}
        self.names: list[str] = []
        self.alive = np.zeros(capacity, bool)
        self.latitude = np.full(capacity, np.nan)
        self.longitude = np.full(capacity, np.nan)
        self.fresh_on = np.zeros(capacity, np.int32)
        self.hours_of = np.zeros(capacity, np.int32)  # which distinct expression
        self.expressions: dict[str, int] = {"": 0}
        self.terms: dict[tuple[str, str], int] = {}  # (facet, term) → row of `bits`
        self.facets: dict[str, dict[str, int]] = defaultdict(dict)
        self.bits = np.zeros((64, capacity), bool)
        self.postings: dict[str, array] = {}
        self.name_postings: dict[str, array] = {}
        self._packed: np.ndarray | None = None
        self._vocabulary: list[str] | None = None
        self._name_order: np.ndarray | None = None
        self._corrections: dict[str, list[str]] = {}

    # -- writing

    def __len__(self) -> int:
        return int(self.alive.sum())

    def put(self, row: Row) -> None:
        """Add a place, or replace it."""
        self.remove(row.id)
        at = len(self.ids)
        self._make_room(at)
        self.ids.append(row.id)
        self.names.append(row.name)
        self.position[row.id] = at
        self.alive[at] = True
        if row.latitude is not None and row.longitude is not None:
            self.latitude[at], self.longitude[at] = row.latitude, row.longitude
        self.fresh_on[at] = row.fresh_on
        self.hours_of[at] = self.expressions.setdefault(row.horaires, len(self.expressions))
        for facet, terms in row.facets.items():
            for term in terms:
                term_row = self._term(facet, term)  # may replace `bits` by a larger table
                self.bits[term_row, at] = True
        for key in dict.fromkeys(row.keys):
            self.postings.setdefault(key, array("i")).append(at)
        for key in dict.fromkeys(row.name_keys):
            self.name_postings.setdefault(key, array("i")).append(at)
        self._packed = self._vocabulary = self._name_order = None
        self._corrections.clear()

    def remove(self, id: str) -> None:
        at = self.position.pop(id, None)
        if at is not None:
            self.alive[at] = False
            self.bits[:, at] = False
            self._packed = None

    @property
    def wasted(self) -> int:
        """Dead positions: above a share of the whole, the owner builds a new index."""
        return len(self.ids) - len(self.position)

    def _make_room(self, at: int) -> None:
        if at < len(self.alive):
            return
        size = len(self.alive) * 2
        for name in ("alive", "latitude", "longitude", "fresh_on", "hours_of"):
            old = getattr(self, name)
            new = np.full(size, np.nan) if old.dtype == float else np.zeros(size, old.dtype)
            new[: len(old)] = old
            setattr(self, name, new)
        bits = np.zeros((len(self.bits), size), bool)
        bits[:, : self.bits.shape[1]] = self.bits
        self.bits = bits

    def _term(self, facet: str, term: str) -> int:
        row = self.terms.get((facet, term))
        if row is None:
            row = self.terms[facet, term] = self.facets[facet][term] = len(self.terms)
            if row >= len(self.bits):
                self.bits = np.vstack([self.bits, np.zeros_like(self.bits)])
        return row

    # -- masks: boolean arrays over positions

    def everything(self) -> np.ndarray:
        return self.alive.copy()

    def having(self, facet: str, terms) -> np.ndarray:
        """Places with at least one of these terms."""
        rows = [self.facets[facet][term] for term in terms if term in self.facets.get(facet, ())]
        return self.bits[rows].any(axis=0) if rows else np.zeros_like(self.alive)

    def inside(self, box: Box) -> np.ndarray:
        with np.errstate(invalid="ignore"):
            return (
                (self.latitude >= box.south)
                & (self.latitude <= box.north)
                & (self.longitude >= box.west)
                & (self.longitude <= box.east)
            )

    def where_hours(self, accept) -> np.ndarray:
        """Places whose opening hours satisfy `accept(expression)`, asked once per distinct expression."""
        answers = np.fromiter((bool(accept(text)) for text in self.expressions), bool, len(self.expressions))
        return answers[self.hours_of] & self.alive

    # -- counts

    def counts(self, mask: np.ndarray, facet: str) -> dict[str, int]:
        """How many places of the mask have each term of a facet."""
        terms = self.facets.get(facet)
        if not terms:
            return {}
        rows = list(terms.values())
        totals = np.bitwise_count(self._packed_bits()[rows] & np.packbits(mask)).sum(axis=1, dtype=np.int64)
        return dict(zip(terms, totals.tolist(), strict=True))

    def _packed_bits(self) -> np.ndarray:
        if self._packed is None:
            self._packed = np.packbits(self.bits, axis=1)
        return self._packed

    # -- order

    def km_from(self, point: Point) -> np.ndarray:
        """Kilometres from a point to every position (NaN where there is none)."""
        lat, lon = np.radians(self.latitude), np.radians(self.longitude)
        here_lat, here_lon = np.radians(point.latitude), np.radians(point.longitude)
        h = np.sin((lat - here_lat) / 2) ** 2 + np.cos(lat) * np.cos(here_lat) * np.sin((lon - here_lon) / 2) ** 2
        return 2 * EARTH_RADIUS_KM * np.arcsin(np.minimum(1, np.sqrt(h)))

    def name_order(self) -> np.ndarray:
        """Rank of each position in the order of names."""
        if self._name_order is None:
            ranks = np.zeros(len(self.alive), np.int32)
            ranks[sorted(range(len(self.names)), key=self.names.__getitem__)] = np.arange(len(self.names))
            self._name_order = ranks
        return self._name_order

    # -- text

    def matching(self, text: str) -> np.ndarray | None:
        """A score per position (0: no match), None when the text holds no word.

        Every word must match, exactly, as a beginning, or with a typing error; if no place has them all, places that
        have some come in the order of how many.
        """
        found = words(text)
        wanted = [stem(word) for word in found if word not in EMPTY_WORDS] or [stem(word) for word in found]
        if not wanted:
            return None
        scores = [self._word_scores(key) for key in dict.fromkeys(wanted)]
        total = np.sum(scores, axis=0)
        everywhere = np.all([score > 0 for score in scores], axis=0) & self.alive
        return np.where(everywhere if everywhere.any() else self.alive, total, 0)

    def _word_scores(self, key: str) -> np.ndarray:
        scores = np.zeros(len(self.alive), np.float32)
        for candidate, weight in self._candidates(key):
            for postings, importance in ((self.postings, 1), (self.name_postings, NAME_WEIGHT)):
                hits = postings.get(candidate)
                if hits:
                    at = np.frombuffer(hits, np.int32)
                    scores[at] = np.maximum(scores[at], weight * importance)
        return scores

    def _candidates(self, key: str) -> list[tuple[str, float]]:
        exact = [(key, 1.0)] if key in self.postings else []
        if len(key) >= 3:
            exact += [(word, 0.7) for word in self._beginning_with(key)]
        return exact or [(word, 0.5) for word in self._corrected(key)]

    def _beginning_with(self, key: str, most: int = 60) -> list[str]:
        from bisect import bisect_left

        vocabulary = self._sorted_vocabulary()
        start = bisect_left(vocabulary, key)
        end = bisect_left(vocabulary, key + "\uffff", start)
        return [word for word in vocabulary[start : min(end, start + most)] if word != key]

    def _corrected(self, key: str) -> list[str]:
        """Known words one typing error away (two for long words); never for numbers."""
        if len(key) < 4 or any(letter.isdigit() for letter in key):
            return []
        if key not in self._corrections:
            errors = 1 if len(key) < 8 else 2
            found = process.extract(key, self._sorted_vocabulary(), scorer=OSA.distance, score_cutoff=errors, limit=8)
            best = min((distance for _, distance, _ in found), default=0)
            self._corrections[key] = [word for word, distance, _ in found if distance == best]
        return self._corrections[key]

    def _sorted_vocabulary(self) -> list[str]:
        if self._vocabulary is None:
            self._vocabulary = sorted(word for word in self.postings if not word.isdigit())
        return self._vocabulary
