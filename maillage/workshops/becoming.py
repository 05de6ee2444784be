"""What became of a card, in words: the apps above say how theirs reads, because this one does not know them.

`register(CardBecame.Kind.GAP, resolver)` in an AppConfig.ready: resolver(refs) → {ref: Outcome}.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple


class Outcome(NamedTuple):
    words: str
    status: str  # as people read it: "ouvert", "tenu"…
    url: str = ""
    solved: bool = False


Resolver = Callable[[Iterable[str]], dict[str, Outcome]]
RESOLVERS: dict[str, Resolver] = {}


def register(kind: str, resolver: Resolver) -> None:
    RESOLVERS[str(kind)] = resolver


def outcomes(pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Outcome]:
    """{(kind, ref): how it reads}, one call a kind; what nobody can read any more is left out."""
    asked: dict[str, set[str]] = {}
    for kind, ref in pairs:
        asked.setdefault(str(kind), set()).add(ref)
    found = {}
    for kind, refs in asked.items():
        resolver = RESOLVERS.get(kind)
        if resolver:
            found |= {(kind, ref): outcome for ref, outcome in resolver(refs).items()}
    return found
