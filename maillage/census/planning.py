"""What an import will do, row by row, decided before anything is written.

Reads the database a few hundred rows at a time, writes nothing.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from hashlib import blake2b
from itertools import islice
from typing import Any

from maillage.census import queries
from maillage.census.checking import Checked, Issue
from maillage.census.comparing import BLANK, Decision, Owner, adoptable, agree, decide, same
from maillage.census.drifting import Drift
from maillage.census.standing import Standing
from maillage.census.steps import CREATED, GONE, OUTCOMES, REJECTED, UNCHANGED, UPDATED, Step, as_json, finish
from maillage.core.text import fold
from maillage.places.columns import LOCAL_PREFIX, LOCAL_ROWS
from maillage.places.enums import LifeCycle, PositionPrecision, PositionSource
from maillage.places.models import Place, Source
from maillage.places.origins import reassign
from maillage.territory.queries import locator

CHUNK = 400
NEW_SOURCE = 0  # no key yet: it is written with the rest
NOT_ORIGINS = ("contested",)  # said of a column, not by a source


class Planner:
    """One reading of one file for one source."""

    def __init__(self, source: Source, date_of_file: date | None):
        self.source = source
        self.date = date_of_file
        self.counts = dict.fromkeys(OUTCOMES, 0)
        self.proposed = 0  # rows that leave something to decide
        self.gone = 0  # places a complete file no longer names
        self.drift = Drift()
        self.issues: list[Issue] = []
        self.hosts: dict[str, tuple[int, str]] = {}  # place → (line, wanted host)
        self.settled: dict[str, str | None] = {}  # place → the host it gets
        self.adopted: dict[str, str] = {}  # id in the file → id here, when they differ
        self._seen: dict[str, str] = {}  # key → digest, in this file
        self.assigned: set[str] = set()
        self._met: set[str] = set()  # places a row of this file speaks of
        self._organisations = queries.organisations()
        self._slugs = queries.slugs_taken()
        self._locate = locator()

    def steps(self, rows: Iterable[Checked]) -> Iterator[list[Step]]:
        """Chunks of steps, in the order of the file."""
        rows = iter(rows)
        while chunk := list(islice(rows, CHUNK)):
            yield self._plan(chunk)

    def _plan(self, chunk: list[Checked]) -> list[Step]:
        keyed = [(checked, *self._key(checked)) for checked in chunk]
        known = _Known(self.source, {key: self._seen[key] for _, key, _ in keyed}, chunk)
        steps = []
        for checked, key, repeated in keyed:
            step = Step(UNCHANGED, checked.line) if repeated else self._step(checked, key, known)
            self.counts[step.outcome] += 1
            self.proposed += bool(step.proposed)
            self.issues += checked.issues
            self._met.add(step.place_id or "")
            steps.append(step)
        self._derive(steps)
        return steps

    def absent(self) -> list[queries.Absent]:
        """Once the file is read: places this source gave before and no longer names."""
        known = queries.current_rows(self.source.pk) if self.source.pk else ()
        return [one for one in known if one.key not in self._seen and one.place_id not in self._met]

    def goodbyes(self) -> Iterator[list[Step]]:
        """The file is complete: what it no longer names is to be verified, never deleted."""
        rows = iter(self.absent())
        while chunk := list(islice(rows, CHUNK)):
            places = queries.places(one.place_id for one in chunk)
            steps = [self._goodbye(one, places[one.place_id]) for one in chunk]
            self.gone += len(steps)
            self._derive(steps)
            yield steps

    def _goodbye(self, row: queries.Absent, place: Place) -> Step:
        step = Step(GONE, row.line, row.key, replaces=row.pk, place_id=place.pk, nom=place.nom)
        if place.life_cycle != LifeCycle.CLOSED and "life_cycle" not in place.contested and not place.merged_into_id:
            contested = [*place.contested, "life_cycle"]
            step.changes = {"contested": [[*place.contested], contested]}
            place.contested = contested
            step.values = vars(place)
        return step

    def _key(self, checked: Checked) -> tuple[str, bool]:
        """The row's key in its source; True when the very same row came before in this file."""
        base, digest = checked.key or _key_of_content(checked), checked.digest
        key, number = base, 1
        while key in self._seen:
            if self._seen[key] == digest:
                return key, True
            number += 1
            key = f"{base}#{number}"
        if number > 1 and checked.key:
            _say(
                checked,
                "id",
                checked.key,
                "Identifiant déjà pris par une autre ligne du fichier : la ligne est gardée à part.",
            )
        self._seen[key] = digest
        return key, False

    def _step(self, checked: Checked, key: str, known: "_Known") -> Step:
        record = known.records.get(key)
        step = Step(REJECTED, checked.line, key, checked.digest, replaces=record.pk if record else None)
        news = record is None or record.digest != step.digest or record.gone
        if checked.rejected:
            if news:
                self._keep_row(step, checked)
            step.place_id = record.place_id if record else None
            return step
        place = self._place_of(checked, record, known)
        if place is not None and not news and place.pk == record.place_id:
            return self._same(step, place, known)
        self._links(checked)
        self._keep_row(step, checked)
        if record is None or record.gone or record.place_id is None:  # rejected until now: new to the network
            self.drift.note(None, step.said)
        elif record.said:
            self.drift.note(record.said, step.said)
        if place is None:
            return self._create(step, checked, known)
        return self._update(step, checked, place, known)

    def _same(self, step: Step, place: Place, known: "_Known") -> Step:
        """Word for word what the source said before; a proposal may have been satisfied since."""
        step.place_id = place.pk
        self.drift.same()
        if place.pk in known.proposals:
            standing = known.standing(place.pk, said={})
            self._settle(step, standing, known.columns(place, self._organisations), {})
        return _unchanged(step)

    def _keep_row(self, step: Step, checked: Checked) -> None:
        step.raw = checked.raw
        step.dated = self._mine(checked).date
        if not checked.rejected:
            columns = self._with_implied(checked, checked.columns)
            step.said = {name: as_json(value) for name, value in columns.items() if value not in BLANK}

    def _place_of(self, checked: Checked, record, known: "_Known") -> Place | None:
        if record and record.place_id in known.places:
            return known.places[record.place_id]
        place = known.places.get(checked.key)
        if place is None or place.pk in self.assigned or not agree(vars(place), checked.columns, checked.key):
            return None
        return place

    def _links(self, checked: Checked) -> None:
        """Slugs of organisations nobody knows are told and left out."""
        slug = checked.columns.get("organisation")
        if slug and slug not in self._organisations:
            _say(
                checked,
                f"{LOCAL_PREFIX}organisation",
                slug,
                "Structure inconnue : créez-la d'abord, ou corrigez son code.",
            )
            del checked.columns["organisation"]
        for offer in checked.columns.get("offers", ()):
            unknown = [
                one for one in (offer["organisation"], *offer["partners"]) if one and one not in self._organisations
            ]
            if unknown:
                _say(
                    checked,
                    f"{LOCAL_PREFIX}offers",
                    ", ".join(unknown),
                    "Structure inconnue : l'action est gardée sans elle.",
                )
                offer["organisation"] = "" if offer["organisation"] in unknown else offer["organisation"]
                offer["partners"] = [one for one in offer["partners"] if one not in unknown]

    def _create(self, step: Step, checked: Checked, known: "_Known") -> Step:
        step.outcome = CREATED
        step.place_id = self._free_id(checked, step.key, known)
        columns = self._with_implied(checked, checked.columns)
        self._fill(step, Place(id=step.place_id), columns)
        step.changes = {name: [None, as_json(value)] for name, value in columns.items() if value not in BLANK}
        step.origins = {self._mine(checked): sorted(name for name, value in columns.items() if value not in BLANK)}
        return step

    def _update(self, step: Step, checked: Checked, place: Place, known: "_Known") -> Step:
        step.place_id, step.nom = place.pk, place.nom
        if place.pk in self.assigned:
            _say(
                checked,
                "id",
                checked.key,
                "Une autre ligne du fichier décrit déjà ce lieu : celle-ci n'est pas appliquée.",
            )
            return _unchanged(step)
        self.assigned.add(place.pk)
        before = known.columns(place, self._organisations)
        mine = self._mine(checked)
        incoming = {
            name: value for name, value in checked.columns.items() if not _as_exported(before.get(name), checked, name)
        }
        record = known.records.get(step.key)
        standing = known.standing(place.pk, said=record.said if record else {})
        told = {name: as_json(value) for name, value in checked.columns.items()}
        decision = decide(
            before, incoming, standing.by_column, mine, confirmed=standing.confirmed, news=standing.news(told)
        )
        self._tell(step, checked, decision, before)
        self._settle(step, standing, {**before, **decision.changes}, told)
        wanted = self._with_implied(checked, decision.changes) if decision.changes else {}
        changes = {name: value for name, value in wanted.items() if not same(before.get(name), value)}
        if record and record.gone and place.pk in known.doubted_by_files:
            changes["contested"] = [name for name in place.contested if name != "life_cycle"]
        return self._change(step, place, changes, before, standing, mine) if changes else _unchanged(step)

    def _tell(self, step: Step, checked: Checked, decision: Decision, before: dict) -> None:
        for column, reason in {**decision.kept, **decision.proposed}.items():
            value = as_json(checked.columns[column])
            _say(checked, column, value, reason)
            shown = [as_json(before.get(column)), value]
            if column in decision.kept:
                step.kept[column] = [*shown, reason]
            else:
                step.proposed[column] = [self._key_of(column, one) for one in shown]

    def _settle(self, step: Step, standing: Standing, place: dict, told: dict) -> None:
        """What waits already waits once, and no longer when the place says it."""
        current = {name: self._key_of(name, as_json(place[name])) for name in standing.waiting if name in place}
        step.proposed, step.closes = standing.after(step.proposed, current, told)

    def _key_of(self, column: str, value: Any) -> Any:
        """Whoever accepts a proposal writes a key, not a slug."""
        return self._organisations.get(value) if column == "organisation" else value

    def _change(self, step: Step, place: Place, changes: dict, before: dict, standing: Standing, mine: Owner) -> Step:
        step.outcome = UPDATED
        step.changes = {name: [as_json(before.get(name)), as_json(value)] for name, value in changes.items()}
        given = [name for name, value in changes.items() if value not in BLANK and name not in NOT_ORIGINS]
        step.prior, step.reassigns = standing.owners, True
        step.origins = reassign(standing.owners, given, mine)
        self._fill(step, place, changes)
        return step

    def _mine(self, checked: Checked) -> Owner:
        return Owner(self.source.pk or NEW_SOURCE, checked.columns.get("date_maj") or self.date, None)

    def _with_implied(self, checked: Checked, columns: dict) -> dict:
        """What follows from columns that arrive: where a position comes from, the date of a file that gives none."""
        implied: dict[str, Any] = {}
        if columns.keys() & {"latitude", "longitude"}:
            precision = PositionPrecision.DOUBTFUL if checked.doubtful else PositionPrecision.UNKNOWN
            implied = {"position_source": PositionSource.FILE.value, "position_precision": precision.value}
        if checked.undated and self.date:
            implied["date_maj"] = self.date
        return {**columns, **{name: value for name, value in implied.items() if name not in checked.columns}}

    def _fill(self, step: Step, place: Place, columns: dict) -> None:
        for name, value in columns.items():
            if name in LOCAL_ROWS:
                step.rows[name] = value
            elif name == "organisation":
                place.organisation_id = self._organisations[value]
            elif name == "hosted_at":
                place.hosted_at_id = value
                self.hosts[place.pk] = (step.line, value)
            else:
                setattr(place, name, value)
        step.values = vars(place)
        self.assigned.add(place.pk)

    def _free_id(self, checked: Checked, key: str, known: "_Known") -> str:
        own = checked.key
        prefixed = f"{self.source.slug}-{own}" if own and len(own) < 150 else f"{self.source.slug}-{_short(key)}"
        wanted = own if own and key == own and adoptable(own) else prefixed
        found = next(
            one
            for one in _candidates(wanted, prefixed)
            if one not in known.places
            and one not in self.assigned
            and (one in known.asked or not queries.places([one]))
        )
        if own and found != own:
            self.adopted.setdefault(own, found)
        return found

    def _derive(self, steps: list[Step]) -> None:
        updated = [step.place_id for step in steps if step.values is not None and step.outcome != CREATED]
        owned = queries.words_owned(updated) if updated else {}
        finish(steps, slugs=self._slugs, locate=self._locate, owned=owned)


class _Known:
    """What the database says of one chunk: a few queries, whatever its length."""

    def __init__(self, source: Source, digests: dict[str, str], chunk: list[Checked]):
        self.records = queries.known_records(source.pk, digests) if source.pk else {}
        own = {checked.key for checked in chunk if checked.key}
        self.asked = {*own, *(f"{source.slug}-{key}" for key in own)}
        self.places = queries.places({*self.asked, *(one.place_id for one in self.records.values() if one.place_id)})
        self.places |= queries.kept_instead(self.places)
        self.owners = queries.owners(self.places) if self.places else {}
        self.confirmed = queries.confirmed_columns(self.places) if self.places else {}
        self.proposals = queries.import_proposals(source.pk, self.places) if source.pk and self.places else {}
        back = [self.places[one.place_id] for one in self.records.values() if one.gone and one.place_id in self.places]
        self.doubted_by_files = queries.doubted_by_files(back) if back else set()
        names = {name for name in LOCAL_ROWS for checked in chunk if name in checked.columns}
        self.rows = {name: queries.rows(name, self.places) for name in names if self.places}

    def standing(self, place: str, said: dict) -> Standing:
        return Standing(self.owners.get(place, {}), self.confirmed.get(place, {}), said, self.proposals.get(place, []))

    def columns(self, place: Place, organisations: dict[str, int]) -> dict[str, Any]:
        """A place as an import sees it: links as slugs and ids, local rows as lists."""
        slug = (
            next((slug for slug, pk in organisations.items() if pk == place.organisation_id), "")
            if place.organisation_id
            else ""
        )
        linked = {"organisation": slug, "hosted_at": place.hosted_at_id or ""}
        return {**vars(place), **linked, **{name: found.get(place.pk, []) for name, found in self.rows.items()}}


def _unchanged(step: Step) -> Step:
    step.outcome = UNCHANGED
    return step


def _say(checked: Checked, column: str, value: Any, reason: str) -> None:
    checked.issues.append(Issue(checked.line, column, str(value)[:500], reason))


def _as_exported(value: Any, checked: Checked, name: str) -> bool:
    """Our own file read back: the cell is word for word what is known, even where it would be repaired today."""
    if value in BLANK:
        return False
    text = checked.texts.get(name) or checked.texts.get(f"{LOCAL_PREFIX}{name}")
    return text is not None and text == (
        "|".join(value) if isinstance(value, list) and isinstance(value[0], str) else str(value)
    )


def _key_of_content(checked: Checked) -> str:
    """A row without an id is known by its name, address and commune."""
    named = [fold(str(checked.columns.get(name, ""))) for name in ("nom", "adresse", "commune")]
    return f"~{_short('|'.join(named))}" if any(named) else f"~{checked.digest[:12]}"


def _short(text: str) -> str:
    return blake2b(text.encode(), digest_size=6).hexdigest()


def _candidates(wanted: str, prefixed: str) -> Iterator[str]:
    yield wanted
    yield prefixed
    number = 2
    while True:
        yield f"{prefixed}-{number}"
        number += 1
