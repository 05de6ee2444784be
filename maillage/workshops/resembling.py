"""Which cards say the same thing, or nearly. A suggestion: a human decides, unless the words are the same. Pure."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np
from rapidfuzz import fuzz, process

from maillage.core import text

NEAR = 68  # of 100: on the 120 notes of a first meeting, most pairs above it are worth a look
MOST = 40
SHORT = 2  # key words: "Matériels" is part of too many sentences to be their twin


class Alike(NamedTuple):
    first: int
    second: int
    score: int


def same_words(one: str) -> str:
    """What two cards must share to be one without asking: letters and digits, not signs or capitals."""
    return " ".join(text.words(one))


def close(
    told: Mapping[int, str], *, apart: Iterable[tuple[int, int]] = (), near: int = NEAR, most: int = MOST
) -> list[Alike]:
    """Pairs of cards, the most alike first; those set apart are left out. `told` is {card: its text}."""
    pks, known = list(told), {tuple(sorted(pair)) for pair in apart}
    stems = [" ".join(text.keys(told[pk])) for pk in pks]
    scores = process.cdist(stems, stems, scorer=fuzz.token_sort_ratio, score_cutoff=near, dtype=np.uint8)
    contained = process.cdist(stems, stems, scorer=fuzz.token_set_ratio, score_cutoff=90, dtype=np.uint8)
    long = np.array([len(one.split()) > SHORT for one in stems])
    best = np.maximum(scores, np.where(np.logical_and.outer(long, long), contained, 0))
    rows, columns = np.nonzero(np.triu(best, k=1))
    found = [Alike(pks[a], pks[b], int(best[a, b])) for a, b in zip(rows, columns, strict=True)]
    kept = [one for one in found if tuple(sorted(one[:2])) not in known]
    return sorted(kept, key=lambda one: (-one.score, one.first, one.second))[:most]
