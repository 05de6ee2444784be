"""What already holds on a place when a row speaks of it: hands, confirmations, and what waits for a decision. Pure."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import cached_property
from typing import Any, NamedTuple

from maillage.census.comparing import Owner


class Waiting(NamedTuple):
    """What this source proposed about the place."""

    pk: int
    changes: dict[str, list]  # {column: [before, after]}
    waits: bool
    refused: bool


class Standing:
    def __init__(
        self,
        owners: Mapping[Owner, list[str]],
        confirmations: Mapping[str, datetime],
        said: Mapping[str, Any],
        proposals: list[Waiting],
    ):
        """`said`: what the source said the last time. `proposals`: the latest first."""
        self.owners = owners
        self.confirmations = confirmations
        self.said = said
        self.proposals = proposals

    @cached_property
    def by_column(self) -> dict[str, Owner]:
        return {column: owner for owner, columns in self.owners.items() for column in columns}

    @cached_property
    def confirmed(self) -> dict[str, date]:
        """Columns somebody said are true, after their value came."""
        return {
            column: at.date()
            for column, at in self.confirmations.items()
            if (owner := self.by_column.get(column)) is None or owner.date is None or at.date() >= owner.date
        }

    def news(self, incoming: Mapping[str, Any]) -> dict[str, bool]:
        """Does the source say this for the first time, or again after a refusal? Unknown for a source never heard."""
        found = {column: self.said.get(column) != value for column, value in incoming.items()} if self.said else {}
        for column, value in incoming.items():
            last = next((one for one in self.proposals if column in one.changes), None)
            if last is not None and last.changes[column][1] == value and (last.waits or last.refused):
                found[column] = False
        return found

    @cached_property
    def waiting(self) -> dict[str, list]:
        """Everything this source waits an answer about."""
        return {
            column: change for one in reversed(self.proposals) if one.waits for column, change in one.changes.items()
        }

    def after(
        self, proposed: Mapping[str, list], current: Mapping[str, Any], incoming: Mapping[str, Any]
    ) -> tuple[dict[str, list], list[int]]:
        """(what is to be proposed, the proposals that no longer wait): one proposal a source, always what it says."""
        if not self.waiting:
            return dict(proposed), []
        still = {
            column: [current.get(column, before), after]
            for column, (before, after) in self.waiting.items()
            if incoming.get(column, after) == after and current.get(column, before) != after
        }
        wanted = {**still, **proposed}
        if _afters(wanted) == _afters(self.waiting):
            return {}, []
        return wanted, [one.pk for one in self.proposals if one.waits]


def _afters(changes: Mapping[str, list]) -> dict[str, Any]:
    return {column: after for column, (_, after) in changes.items()}
