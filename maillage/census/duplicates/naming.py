"""Do two names name the same body? Pure."""

from enum import Enum
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from maillage.census.duplicates.cards import Corpus
from maillage.census.duplicates.normalising import Name, alike
from maillage.census.duplicates.vocabulary import AKIN, ALONE_IN_A_COMMUNE, CARRIERS

CLEAR = 0.5  # weight of words from which a difference is no accident


class Naming(Enum):
    EXACT = "exact"  # word for word
    SAME = "same"  # the same words
    SLIP = "slip"  # but for slips of the pen
    SAME_BODY = "same_body"  # the same kind of body, nothing else said
    MORE = "more"  # one says more than the other
    AKIN = "akin"  # two words for bodies that are often one
    CARRIER = "carrier"  # a body, and the programme it may carry
    CLOSE = "close"  # many words in common, some differ
    TOWN = "town"  # nothing but the name of the commune in common
    OTHER = "other"  # nothing in common
    BODY = "body"  # two kinds of bodies
    WORDS = "words"  # the same kind of body, other names
    PART = "part"  # agence Nord, agence Sud; salle 1, salle 2
    BLANK = "blank"


class Named(NamedTuple):
    level: Naming
    points: float
    common: tuple[str, ...] = ()
    one: tuple[str, ...] = ()  # what only one says
    other: tuple[str, ...] = ()


def compare_names(one: Name, other: Name, corpus: Corpus, *, same_town: bool) -> Named:
    if one.blank or other.blank:
        return Named(Naming.BLANK, 0)
    if part := _parts(one, other):
        return part
    if one.letters == other.letters and same_town:
        return Named(Naming.EXACT, *_exact(one, corpus))
    if same_town and slips(one, other):
        return Named(Naming.SLIP, 4.1 if _own_nearly(one, other) else 2.0)
    common, left, right = _match(one, other, same_town)
    weights = [sum(corpus.weight(word) for word in words) for words in (common, left, right)]
    if _bodies_differ(one, other):
        return _two_bodies(one, other, weights, (common, left, right))
    named = _by_words(one, other, weights, (common, left, right), same_town)
    if named.level in (Naming.OTHER, Naming.TOWN) and same_town and _within(one, other):
        return Named(Naming.MORE, 2.0, common, left, right)
    return named


def _exact(one: Name, corpus: Corpus) -> tuple[float, tuple[str, ...]]:
    """What many places are called says little; three of a name in the whole list, and it is its own."""
    own = sum(corpus.weight(word) for word in one.own) >= CLEAR
    points = 4.8 if own or one.bodies & ALONE_IN_A_COMMUNE else 4.2 if one.bodies or one.signs else 2.5
    return points, one.own


def strangers(one: Name, other: Name) -> bool:
    """Quickly: nothing in common, not even the beginning of a word."""
    return bool(one.starts and other.starts) and one.starts.isdisjoint(other.starts) and not slips(one, other)


def slips(one: Name, other: Name) -> bool:
    """A letter wrong in seven, three at most, wherever it stands and whatever the order of words."""
    return (
        _nearly(one.letters, other.letters)
        or _nearly(one.sorted, other.sorted)
        or _nearly(one.full, other.full)
        or (_nearly(one.core, other.core) and one.bodies == other.bodies)
    )


def _own_nearly(one: Name, other: Name) -> bool:
    """ "Association Bêta" is not "Association Delta": the long word they share excuses nothing."""
    if one.bodies != other.bodies or one.signs != other.signs or not one.own or not other.own:
        return True  # the slip is in what it is, or in the commune
    mine, theirs = "".join(sorted(one.own)), "".join(sorted(other.own))
    errors = max(1, min(len(mine), len(theirs)) // 4)
    return (
        OSA.distance(mine, theirs, score_cutoff=errors) <= errors
        or OSA.distance("".join(one.own), "".join(other.own), score_cutoff=errors) <= errors
    )


def _nearly(one: str, other: str) -> bool:
    errors = min(3, min(len(one), len(other)) // 7)
    return errors > 0 and OSA.distance(one, other, score_cutoff=errors) <= errors


def _within(one: Name, other: Name) -> bool:
    """One name stands in the other, spaces and communes aside: "Servicesde"."""
    shorter, longer = sorted((one.core, other.core), key=len)
    return len(shorter) > 9 and fuzz.partial_ratio(shorter, longer) >= 93


def _parts(one: Name, other: Name) -> Named | None:
    """Numbers, sides and "agence X" that contradict each other."""
    for mine, theirs in ((one.numbers, other.numbers), (one.sides, other.sides)):
        if mine and theirs and mine.isdisjoint(theirs):
            return Named(Naming.PART, -5, (), tuple(sorted(mine)), tuple(sorted(theirs)))
    return None


def _match(one: Name, other: Name, same_town: bool) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """(in both, only in one, only in the other); the commune's words count when the communes differ."""
    if same_town:
        mine = [word for word in one.own if word not in other.town]
        theirs = [word for word in other.own if word not in one.town]
    else:
        mine, theirs = [*one.own, *sorted(one.town)], [*other.own, *sorted(other.town)]
    common = [word for word in mine if word in theirs]
    left = [word for word in mine if word not in common]
    right = [word for word in theirs if word not in common]
    for word in list(left):
        twin = next((candidate for candidate in right if alike(word, candidate)), None)
        if twin is not None:
            common.append(word)
            left.remove(word)
            right.remove(twin)
    if left and right and _glued("".join(left), "".join(right)):
        return (*common, *left), (), ()
    return tuple(common), tuple(left), tuple(right)


def _glued(one: str, other: str) -> bool:
    """ "cyber base", "cyberbase"; initials: "jb clement", "jean baptiste clement" are left apart."""
    return min(len(one), len(other)) > 5 and fuzz.ratio(one, other) >= 88


def _bodies_differ(one: Name, other: Name) -> bool:
    return bool(one.bodies and other.bodies) and one.bodies.isdisjoint(other.bodies)


def _akin(one: Name, other: Name) -> bool:
    mine, theirs = one.bodies | one.signs, other.bodies | other.signs
    return any(mine & group and theirs & group for group in AKIN)


def _two_bodies(one: Name, other: Name, weights: list[float], words: tuple) -> Named:
    common, mine, theirs = weights
    named_alike = common >= CLEAR and common / sum(weights) >= 0.6
    if _akin(one, other):
        if named_alike:
            return Named(Naming.SAME, 3.0, *words)
        if mine < CLEAR or theirs < CLEAR:
            return Named(Naming.AKIN, 1.0, *words)
    if named_alike:
        return Named(Naming.BODY, -1.5, *words)  # a building's name that several bodies bear
    carried = bool((one.bodies | other.bodies) & CARRIERS)
    return Named(Naming.BODY, -3.5 if carried else -4.5, *words)


def _by_words(one: Name, other: Name, weights: list[float], words: tuple, same_town: bool) -> Named:
    _common, mine, theirs = weights
    bodies = one.bodies & other.bodies
    if mine >= CLEAR and theirs >= CLEAR:
        return _crossed(weights, words, bool(bodies))
    if mine < CLEAR and theirs < CLEAR:
        return _without_difference(one, other, weights, words, bool(bodies))
    return _one_says_more(one, other, weights, words)


def _crossed(weights: list[float], words: tuple, same_body: bool) -> Named:
    common, mine, theirs = weights
    share = 2 * common / (2 * common + mine + theirs)
    if share >= 0.6:
        return Named(Naming.CLOSE, 1.5 if same_body else 1.0, *words)
    if share >= 0.35:
        return Named(Naming.CLOSE, -0.5, *words)
    return Named(Naming.WORDS if same_body else Naming.OTHER, -4.0 if same_body else -3.5, *words)


def _without_difference(one: Name, other: Name, weights: list[float], words: tuple, same_body: bool) -> Named:
    common = weights[0]
    rest = -0.5 if one.bodies != other.bodies else 0
    if one.sides != other.sides or one.numbers != other.numbers:
        rest -= 0.8
    if "epn" in one.signs ^ other.signs:  # the computer room of the town hall is not the town hall
        rest -= 1.5
    if common >= CLEAR and not same_body and one.bodies | other.bodies and one.signs != other.signs:
        return Named(Naming.CARRIER, 0.5, *words)
    if common >= CLEAR:
        return Named(Naming.SAME, 4.5 + rest, *words)
    if same_body:
        alone = bool(one.bodies & other.bodies & ALONE_IN_A_COMMUNE)
        return Named(Naming.SAME_BODY, (4.2 if alone else 3.5) + rest, *words)
    if one.bodies or other.bodies:  # one names a body, the other only a sign or the commune
        if one.signs & other.signs:
            return Named(Naming.MORE, 2.3, *words)
        if one.signs and other.signs:
            return Named(Naming.BODY, -2.5, *words)
        if _akin(one, other):
            return Named(Naming.AKIN, 1.5, *words)
        return Named(Naming.MORE if common else Naming.TOWN, 0.5 if common else -0.5, *words)
    if one.signs & other.signs:
        return Named(Naming.SAME_BODY, 3.5, *words)
    return (
        Named(Naming.SAME, 3.0, *words) if common or one.letters == other.letters else Named(Naming.TOWN, 0.0, *words)
    )


def _one_says_more(one: Name, other: Name, weights: list[float], words: tuple) -> Named:
    common, mine, theirs = weights
    share = common / (common + mine + theirs)
    if common >= CLEAR:
        return Named(Naming.MORE, 1.5 + 2.5 * share, *words)
    if one.bodies & other.bodies:
        return Named(Naming.MORE, 2.8 if one.bodies & other.bodies & ALONE_IN_A_COMMUNE else 2.3, *words)
    if one.signs & other.signs:
        return Named(Naming.MORE, 2.3, *words)
    return Named(Naming.OTHER, -2.5, *words)
