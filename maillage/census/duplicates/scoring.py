"""One pair of places → a score, a verdict, and the reasons. Pure.

Each thing compared adds or takes points, as a person would weigh it; the sum becomes a score between 0 and 1. Some
differences forbid to say "same" whatever the sum: they go to a human being.
"""

import math
from enum import StrEnum
from typing import NamedTuple

from maillage.census.duplicates.addresses import Resemblance, same_street
from maillage.census.duplicates.addresses import compare as compare_addresses
from maillage.census.duplicates.cards import Card, Corpus, called, host
from maillage.census.duplicates.naming import Named, Naming, compare_names, strangers
from maillage.census.duplicates.normalising import alike

START = -4.2  # two places taken at random in a same commune are not the same
SAME_FROM = 0.88
UNSURE_FROM = 0.25
MOVED = 0.3  # the very same name in the same commune, elsewhere: perhaps it moved
CAP = 0.85  # the most a pair gets that a human being must look at


class Verdict(StrEnum):
    SAME = "same"
    UNSURE = "unsure"
    DIFFERENT = "different"


class Reason(NamedTuple):
    """Why: `code` names the sentence (see `explaining`), `points` say for or against."""

    code: str
    points: float
    shown: tuple = ()


class Comparison(NamedTuple):
    score: float
    verdict: Verdict
    reasons: tuple[Reason, ...]


class Pair(NamedTuple):
    one: Card
    other: Card
    comparison: Comparison

    @property
    def score(self) -> float:
        return self.comparison.score

    @property
    def verdict(self) -> Verdict:
        return self.comparison.verdict


ADDRESS_POINTS = {
    Resemblance.FULL: 4.0,
    Resemblance.STREET: 2.2,
    Resemblance.SUFFIX: 2.2,
    Resemblance.NUMBER: -2.5,
    Resemblance.ELSEWHERE: -2.0,
    Resemblance.UNKNOWN: 0.0,
}
DOUBTS = frozenset({Naming.BODY, Naming.WORDS, Naming.PART, Naming.OTHER, Naming.TOWN})
WORD_FOR_WORD = frozenset({Naming.EXACT, Naming.SLIP})


def compare(one: Card, other: Card, corpus: Corpus) -> Comparison:
    town = same_town(one, other)
    named = compare_names(one.name, other.name, corpus, same_town=town or not (one.commune and other.commune))
    where = _where(one, other, town)
    reasons = [Reason(f"name_{named.level.value}", named.points, (" ".join(named.one), " ".join(named.other)))]
    reasons.append(Reason(f"address_{where.value}", _where_points(where, one, other, named)))
    reasons += _town(one, other, town)
    reasons += _contacts(one, other, corpus)
    reasons += _distance(one, other, where)
    reasons += _manner(one, other, named)
    points = START + sum(reason.points for reason in reasons)
    score = 1 / (1 + math.exp(-max(-30.0, min(30.0, points))))
    if score < UNSURE_FROM and may_have_moved(one, other, named, town, corpus):
        score = MOVED
        reasons.append(Reason("moved", 1.0))
    if score >= SAME_FROM and must_be_looked_at(one, other, named, where, town, reasons):
        score = CAP
    return Comparison(score, verdict_of(score), tuple(reasons))


def hopeless(one: Card, other: Card, corpus: Corpus) -> bool:
    """Quickly: nothing more could make these two worth a look. True of most of the pairs that share a key."""
    if _in_touch(one, other, corpus):
        return False
    if same_town(one, other) is False or strangers(one.name, other.name):
        return True
    if one.name.letters == other.name.letters or one.address.blank or other.address.blank:
        return False
    if same_street(one.address, other.address):
        return False
    far = metres(one, other)
    return far is None or far > 300


def _in_touch(one: Card, other: Card, corpus: Corpus) -> bool:
    return (
        not one.phones.isdisjoint(other.phones)
        or (bool(one.siret) and one.siret == other.siret)
        or any(corpus.mails[mail] <= 6 for mail in one.mails & other.mails)
    )


def _where_points(where: Resemblance, one: Card, other: Card, named: Named) -> float:
    if where is Resemblance.ELSEWHERE and named.level is Naming.EXACT:
        return -1.3  # it may have moved
    if where is Resemblance.NUMBER and _neighbours(one, other):
        return -1.2
    if where is Resemblance.STREET and one.address.numbers == other.address.numbers:
        return 2.7  # nobody gives a number there
    return ADDRESS_POINTS[where]


def _neighbours(one: Card, other: Card) -> bool:
    return min(abs(mine - theirs) for mine in one.address.numbers for theirs in other.address.numbers) <= 4


def verdict_of(score: float) -> Verdict:
    if score >= SAME_FROM:
        return Verdict.SAME
    return Verdict.UNSURE if score >= UNSURE_FROM else Verdict.DIFFERENT


def must_be_looked_at(one: Card, other: Card, named: Named, where: Resemblance, town, reasons: list[Reason]) -> bool:
    """What no number of small resemblances makes up for."""
    return (
        named.level in DOUBTS
        or where is Resemblance.NUMBER
        or (where is Resemblance.ELSEWHERE and _apart(one, other))
        or town is False
        or one.name.moving != other.name.moving
        or (one.name.branch != other.name.branch and named.level not in WORD_FOR_WORD)
    )


def _apart(one: Card, other: Card) -> bool:
    """Two addresses with their numbers, and no pins to say that they are two sides of one building."""
    far = metres(one, other)
    return bool(one.address.numbers and other.address.numbers) and (far is None or far > 150)


def may_have_moved(one: Card, other: Card, named: Named, town: bool | None, corpus: Corpus) -> bool:
    if named.level is not Naming.EXACT or not town or corpus.names[called(one)] > 3:
        return False
    far = metres(one, other)
    return far is None or far < 8000


def same_town(one: Card, other: Card) -> bool | None:
    """None: nobody can tell."""
    if one.code_insee and one.code_insee == other.code_insee:
        return True
    if one.department and other.department and one.department != other.department:
        return False
    if not one.commune or not other.commune:
        return True if one.code_postal and one.code_postal == other.code_postal else None
    if one.commune == other.commune or alike(one.commune.replace(" ", ""), other.commune.replace(" ", "")):
        return None if _two_districts(one, other) else True
    if one.code_postal and one.code_postal == other.code_postal:
        return True if _contained(one.commune, other.commune) else None
    return False


def _two_districts(one: Card, other: Card) -> bool:
    """Lyon 69003 and Lyon 69004: both codes say another arrondissement."""
    codes = one.code_insee, other.code_insee, one.code_postal, other.code_postal
    return all(codes) and codes[0] != codes[1] and codes[2] != codes[3]


def _contained(one: str, other: str) -> bool:
    mine, theirs = set(one.split()), set(other.split())
    return bool(mine and theirs) and (mine <= theirs or theirs <= mine)


def _town(one: Card, other: Card, town: bool | None) -> list[Reason]:
    if town is False:
        return [Reason("town_other", -3.0, (one.commune, other.commune))]
    return [Reason("town_close", -1.0, (one.commune, other.commune))] if town is None and one.commune else []


def _where(one: Card, other: Card, town: bool | None) -> Resemblance:
    """The same street and number in another commune is another street, unless the pins say otherwise."""
    where = compare_addresses(one.address, other.address)
    if town is not False or where is not Resemblance.FULL:
        return where if town is not False else Resemblance.ELSEWHERE
    far = metres(one, other)
    return where if far is not None and far < 300 else Resemblance.ELSEWHERE


def _contacts(one: Card, other: Card, corpus: Corpus) -> list[Reason]:
    found = []
    if one.phones and other.phones:
        found.append(_shared(one.phones & other.phones, corpus.phones, "phone", 4.0, -0.7))
    if one.mails and other.mails:
        found.append(_mail(one, other, corpus))
    if one.sites and other.sites:
        found += _sites(one, other, corpus)
    if one.siret and other.siret:
        found.append(_siret(one, other, corpus))
    return found


def _shared(common: frozenset[str], counts, code: str, points: float, against: float) -> Reason:
    if not common:
        return Reason(f"{code}_other", against)
    holders = min(counts[one] for one in common)
    if holders <= 3:
        return Reason(f"{code}_same", points)
    return Reason(f"{code}_shared", points * (0.55 if holders <= 6 else 0.25), (holders,))


def _mail(one: Card, other: Card, corpus: Corpus) -> Reason:
    if common := one.mails & other.mails:
        return _shared(common, corpus.mails, "mail", 3.0, 0)
    common = one.domains & other.domains
    if common and min(corpus.domains[domain] for domain in common) <= 6:
        return Reason("domain_same", 1.0, tuple(sorted(common)))
    return Reason("mail_other", -0.3 if common else -0.5)


def _sites(one: Card, other: Card, corpus: Corpus) -> list[Reason]:
    common = {host(site) for site in one.sites} & {host(site) for site in other.sites}
    if not common:
        return []
    alone = min(corpus.sites[name] for name in common) <= 4
    return [Reason("site_same", (1.5 if one.sites & other.sites else 0.8) if alone else 0.3, tuple(sorted(common)))]


def _siret(one: Card, other: Card, corpus: Corpus) -> Reason:
    if one.siret == other.siret:
        return _shared(frozenset({one.siret}), corpus.sirets, "siret", 2.0, 0)
    if one.siret[:9] == other.siret[:9]:
        return Reason("siren_same", 0.5)
    return Reason("siret_other", -0.4)


def metres(one: Card, other: Card) -> float | None:
    if one.latitude is None or other.latitude is None or one.longitude is None or other.longitude is None:
        return None
    north = (one.latitude - other.latitude) * 111_200
    east = (one.longitude - other.longitude) * 111_200 * math.cos(math.radians(one.latitude))
    return math.hypot(north, east)


def _distance(one: Card, other: Card, where: Resemblance) -> list[Reason]:
    """A far pin at the same address is an error of geocoding, not a difference."""
    far = metres(one, other)
    if far is None:
        return []
    if far < 60:
        return [Reason("pin_same", 1.5 if where is not Resemblance.NUMBER else 0.5, (round(far),))]
    if far < 300:
        return [Reason("pin_near", 0.8 if where is not Resemblance.NUMBER else 0.0, (round(far),))]
    if where in (Resemblance.FULL, Resemblance.STREET, Resemblance.SUFFIX):
        return [Reason("pin_misplaced", 0.0 if far < 30_000 else -1.0, (round(far),))]
    points = -0.3 if far < 1000 else -1.0 if far < 4000 else -2.5 if far < 15_000 else -4.0
    return [Reason("pin_far", points, (round(far),))]


def _manner(one: Card, other: Card, named: Named) -> list[Reason]:
    found = []
    if one.name.moving != other.name.moving:
        found.append(Reason("moving_one", -1.0))
    if one.name.branch != other.name.branch and named.level not in WORD_FOR_WORD:
        found.append(Reason("branch_one", -1.0, tuple(sorted(one.name.branch ^ other.name.branch))))
    return found
