"""Where a structure is alone, and who does the same nearby (C13). Pure.

Something is "done" in a neighbourhood when a place there offers the service. Places of one structure count once;
a place nobody carries counts for itself.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

FEW = 2  # others; above, there are many


class Done(NamedTuple):
    """A service in a neighbourhood, by somebody. `who` identifies them, `nom` is how they are called."""

    service: str
    zone: str
    who: str
    nom: str
    url: str = ""


class Share(NamedTuple):
    """What `mine` does there, and who else does it."""

    service: str
    zone: str
    others: tuple[Done, ...]

    @property
    def alone(self) -> bool:
        return not self.others

    @property
    def few(self) -> bool:
        return 0 < len(self.others) <= FEW


class Gap(NamedTuple):
    """What others do where `mine` is, and it does not: whom to send people to."""

    service: str
    zone: str
    others: tuple[Done, ...]


def shares(done: Iterable[Done], mine: str) -> list[Share]:
    """Every (service, neighbourhood) of `mine`, alone first, then by how many others there are."""
    cells = _cells(done)
    found = [
        Share(service, zone, tuple(one for one in several if one.who != mine))
        for (service, zone), several in cells.items()
        if any(one.who == mine for one in several)
    ]
    return sorted(found, key=lambda share: (len(share.others), share.zone, share.service))


def complements(done: Iterable[Done], mine: str) -> list[Gap]:
    """What `mine` does not do in the neighbourhoods where it is present, and others do."""
    done = list(done)
    zones = {one.zone for one in done if one.who == mine}
    found = [
        Gap(service, zone, tuple(several))
        for (service, zone), several in _cells(done).items()
        if zone in zones and all(one.who != mine for one in several)
    ]
    return sorted(found, key=lambda gap: (gap.zone, gap.service))


def _cells(done: Iterable[Done]) -> dict[tuple[str, str], list[Done]]:
    """(service, zone) → each who once, by name."""
    cells: dict[tuple[str, str], dict[str, Done]] = defaultdict(dict)
    for one in done:
        cells[one.service, one.zone].setdefault(one.who, one)
    return {key: sorted(several.values(), key=lambda one: one.nom) for key, several in cells.items()}
