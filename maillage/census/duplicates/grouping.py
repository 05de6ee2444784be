"""From pairs to groups: a chain whose ends are not alike is cut, so that no group runs away. Pure."""

from collections.abc import Callable, Iterable

from maillage.census.duplicates.scoring import Pair, Verdict

MOST = 12  # records of one place; beyond that somebody must look


def groups(pairs: Iterable[Pair], alike: Callable[[str, str], bool]) -> list[list[str]]:
    """Ids that are one place, biggest first. `alike(a, b)`: would these two, compared, not be told different?

    The surest pairs bind first; two groups become one only if each of the one is alike each of the other.
    """
    group_of: dict[str, set[str]] = {}
    for pair in sorted(pairs, key=lambda pair: -pair.score):
        if pair.verdict is not Verdict.SAME:
            continue
        mine = group_of.setdefault(pair.one.id, {pair.one.id})
        theirs = group_of.setdefault(pair.other.id, {pair.other.id})
        if mine is theirs or len(mine) + len(theirs) > MOST:
            continue
        if all(alike(one, other) for one in mine for other in theirs):
            mine |= theirs
            group_of.update(dict.fromkeys(theirs, mine))
    distinct = {id(group): group for group in group_of.values() if len(group) > 1}
    return sorted((sorted(group) for group in distinct.values()), key=lambda group: (-len(group), group))


def broken(pairs: list[Pair], alike: Callable[[str, str], bool]) -> set[frozenset[str]]:
    """Pairs told the same that bind two groups whose ends differ: a human being must look at them."""
    member: dict[str, int] = {}
    for number, group in enumerate(groups(pairs, alike)):
        member.update(dict.fromkeys(group, number))
    same = [pair for pair in pairs if pair.verdict is Verdict.SAME]
    return {
        frozenset((pair.one.id, pair.other.id))
        for pair in same
        if member.get(pair.one.id, pair.one.id) != member.get(pair.other.id, pair.other.id)
    }
