"""Two snapshots beside each other: what opened, closed, moved, got solved. Pure."""

from dataclasses import dataclass, field

VERSION = 1


@dataclass
class Difference:
    """Names as they were last known. `states`: (service, zone, before, after) of cells that changed."""

    opened: list[str] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)
    states: list[tuple[str, str, str, str]] = field(default_factory=list)
    gaps_opened: list[str] = field(default_factory=list)
    gaps_closed: list[tuple[str, str]] = field(default_factory=list)  # (title, how)
    gaps_taken: list[tuple[str, str]] = field(default_factory=list)  # (title, by whom)
    promises_kept: list[tuple[str, str]] = field(default_factory=list)  # (organisation, what)

    def __bool__(self) -> bool:
        return any(vars(self).values())


def compare(before: dict, after: dict) -> Difference:
    """`data` of two snapshots, the older first."""
    old, new = before.get("places", {}), after.get("places", {})
    return Difference(
        opened=sorted(new[key]["nom"] for key in new.keys() - old.keys()),
        closed=sorted(old[key]["nom"] for key in old.keys() - new.keys()),
        moved=sorted(new[key]["nom"] for key in new.keys() & old.keys() if new[key]["at"] != old[key]["at"]),
        states=_states(before.get("cells", []), after.get("cells", [])),
        **_gaps(before.get("gaps", {}), after.get("gaps", {})),
        promises_kept=_kept(before.get("promises", {}), after.get("promises", {})),
    )  # fmt: skip


def _states(before: list, after: list) -> list[tuple[str, str, str, str]]:
    known = {(service, zone): state for service, zone, state in before}
    found = [(service, zone, known.get((service, zone)), state) for service, zone, state in after]
    return [(service, zone, was, now) for service, zone, was, now in found if was and was != now]


def _gaps(before: dict, after: dict) -> dict:
    taken = [
        (one["title"], one["owner"]) for key, one in after.items()
        if one["owner"] and one["owner"] != before.get(key, {}).get("owner") and not one["ending"]
    ]  # fmt: skip
    ended = [
        (one["title"], one["ending"]) for key, one in after.items()
        if one["ending"] and not before.get(key, {}).get("ending")
    ]  # fmt: skip
    opened = [one["title"] for key, one in after.items() if key not in before and not one["ending"]]
    return {"gaps_opened": sorted(opened), "gaps_closed": sorted(ended), "gaps_taken": sorted(taken)}


def _kept(before: dict, after: dict) -> list[tuple[str, str]]:
    done = [one for key, one in after.items() if one["kept"] and not before.get(key, {}).get("kept")]
    return sorted((one["organisation"], one["text"]) for one in done)
