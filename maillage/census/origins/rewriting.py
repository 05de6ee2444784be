"""Places as they stand, and steps that give some of their columns other values. Inside the caller's transaction."""

from collections.abc import Iterable, Mapping
from typing import Any

from maillage.census import queries
from maillage.census.comparing import Owner
from maillage.census.steps import UPDATED, Step, as_column, as_json, finish
from maillage.places.columns import LOCAL_ROWS
from maillage.places.models import Place
from maillage.territory.queries import locator


class Stand:
    """Some places, their origins and their rows; `step` changes columns of one of them."""

    def __init__(self, ids: Iterable[str], *, rows: Iterable[str] = LOCAL_ROWS):
        self.places = queries.places(ids)
        self.owners = queries.owners(self.places)
        self.rows = {name: queries.rows(name, self.places) for name in rows}
        self.organisations = dict(queries.organisations())
        self._slugs = {pk: slug for slug, pk in self.organisations.items()}

    def now(self, place: Place, columns: Iterable[str]) -> dict[str, Any]:
        """The columns as events tell them."""
        return {name: self._told(place, name) for name in columns}

    def _told(self, place: Place, name: str) -> Any:
        if name in LOCAL_ROWS:
            return as_json(self.rows[name].get(place.pk, []))
        if name == "organisation":
            return self._slugs.get(place.organisation_id, "")
        return place.hosted_at_id or "" if name == "hosted_at" else as_json(getattr(place, name))

    def blank(self, name: str) -> Any:
        """What a column holds when nobody fills it, as events tell it."""
        if name in (*LOCAL_ROWS, "organisation", "hosted_at"):
            return [] if name in LOCAL_ROWS else ""
        return as_json(as_column(name, None, {})[1])

    def step(self, place: Place, changes: Mapping[str, list], origins: dict[Owner, list[str]]) -> Step:
        """`changes`: {column: [now, wanted]}, as JSON."""
        for name, (_, wanted) in changes.items():
            if name not in LOCAL_ROWS:
                setattr(place, *as_column(name, wanted, self.organisations))
        return Step(
            UPDATED,
            0,
            place_id=place.pk,
            values=vars(place),
            changes=dict(changes),
            prior=self.owners.get(place.pk, {}),
            origins=origins,
            reassigns=True,
            rows={name: wanted or [] for name, (_, wanted) in changes.items() if name in LOCAL_ROWS},
        )

    def finish(self, steps: list[Step]) -> list[Step]:
        owned = queries.words_owned(step.place_id for step in steps)
        finish(steps, slugs=set(), locate=locator(), owned=owned)  # places keep the slug they have
        return steps
