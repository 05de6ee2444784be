"""France Services twenty months apart, less a hundred rows: no duplicate, no correction lost, all is told."""

import csv
import random
from datetime import date

import pytest

from maillage.census.actions import import_places
from maillage.census.models import Batch, Proposal
from maillage.census.origins.drift import drift_of, listed
from maillage.places.actions import update
from maillage.places.enums import LifeCycle
from maillage.places.models import Place, PlaceEvent
from tests.census.files import counts

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TAKEN_OUT = 100
BY_HAND = {"telephone": "+33320999999", "horaires": "Mo-Fr 08:00-20:00"}
PREFIX = "france-services-"
READ_WHOLE = "1"


def read(path) -> dict[str, dict]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {row["id_fs"]: row for row in csv.DictReader(file, delimiter=";")}


def hours(row: dict) -> tuple:
    return tuple(row[name] for name in row if name.startswith("h_"))


@pytest.fixture
def story(shared, tmp_path, django_user_model):
    """2022 imported, forty places corrected by hand, then 2024 less a hundred rows, said to be complete."""
    folder = shared / "data" / "brut"
    before, after = read(folder / "france-services-2022-12.csv"), read(folder / "france-services-2024-08.csv")
    first, same = (
        import_places(path=folder / "france-services-2022-12.csv", source="France Services", date=date(2022, 12, 1))
        for _ in range(2)
    )
    known = _short(Place.objects.values_list("pk", flat=True))
    chance = random.Random(2024)
    out = set(chance.sample(sorted(known & after.keys()), TAKEN_OUT))
    moved = sorted(one for one in known & after.keys() - out if hours(before[one]) != hours(after[one]))
    corrected = chance.sample([one for one in moved if one != READ_WHOLE], 40)
    person = django_user_model.objects.create(username="coordination", email="coordination@exemple.test")
    for one in corrected:
        update(Place.objects.get(pk=PREFIX + one), columns=BY_HAND, by=person)
    path = tmp_path / "france-services-2024-08.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, next(iter(after.values())).keys(), delimiter=";")
        writer.writeheader()
        writer.writerows(row for one, row in after.items() if one not in out)
    places = Place.objects.count()
    report = import_places(path=path, source="France Services", date=date(2024, 8, 1), complete=True)
    return {
        "first": first, "same": same, "report": report, "known": known, "after": after.keys() - out, "out": out,
        "places": places, "corrected": corrected, "moved": [one for one in moved if one not in corrected],
    }  # fmt: skip


def test_twenty_months_later_and_the_same_file_once_more(story, tmp_path):
    report, known, after = story["report"], story["known"], story["after"]
    ids = _short(Place.objects.values_list("pk", flat=True))

    assert (counts(story["first"]), counts(story["same"])) == ((2461, 0, 0, 20), (0, 0, 2461, 20))
    assert sum(counts(report)) == len(after)
    assert report.counts["updated"] > 1500
    place = Place.objects.get(id=PREFIX + READ_WHOLE)
    assert place.horaires == "Mo 13:30-17:00; Tu-Th 09:00-12:00,13:30-17:00; Fr 09:00-12:00,13:30-16:00"

    # no duplicate: an id of the source is one place, before and after
    assert ids == known | {one for one in after if PREFIX + one in _made(report)}
    assert Place.objects.count() == story["places"] + report.counts["created"] == len(ids)

    # corrections survive, and what the file newly says of them waits for a decision
    for one in story["corrected"]:
        place = Place.objects.get(pk=PREFIX + one)
        assert (place.telephone, place.horaires) == (BY_HAND["telephone"], BY_HAND["horaires"])
    waiting = Proposal.objects.filter(status=Proposal.Status.WAITING)
    proposed = {one.place_id.removeprefix(PREFIX): one.changes for one in waiting}
    readable = [one for one in story["corrected"] if one in proposed and "horaires" in proposed[one]]
    assert set(proposed) <= set(story["corrected"]) and len(readable) >= 36

    # hours that changed arrive
    events = PlaceEvent.objects.filter(batch=report.batch).exclude(kind="créé")
    arrived = {
        place.removeprefix(PREFIX) for place, told in events.values_list("place_id", "changes") if "horaires" in told
    }
    assert len(arrived & {*story["moved"]}) >= 0.97 * len(story["moved"])
    assert not arrived & {*story["corrected"]}

    # what is gone, our hundred included, is to be verified and never deleted
    gone = known - after
    doubted = {
        one.removeprefix(PREFIX)
        for one in Place.objects.filter(contested__has="life_cycle").values_list("pk", flat=True)
    }
    assert (doubted, report.gone, story["out"] <= doubted) == (gone, len(gone), True)
    assert not Place.objects.filter(contested__has="life_cycle", life_cycle=LifeCycle.CLOSED).exists()

    # the page shows it
    batch = Batch.objects.get(pk=report.batch)
    lines = {line.name: line for line in drift_of(batch).lines}
    assert lines["gone"].count == listed(batch, "gone").count() == len(gone)
    assert (lines["horaires"].share, lines["telephone"].share) == ("46\u00a0%", "22\u00a0%")
    assert lines["new"].count == report.counts["created"] == 20

    # the same file again changes nothing
    events, proposals = PlaceEvent.objects.count(), Proposal.objects.count()
    path = tmp_path / "france-services-2024-08.csv"
    again = import_places(path=path, source="France Services", date=date(2024, 8, 1), complete=True)
    assert (counts(again), again.proposed, again.gone) == ((0, 0, len(after), 0), 0, 0)
    assert (PlaceEvent.objects.count(), Proposal.objects.count()) == (events, proposals)


def _short(ids) -> set[str]:
    """As the source writes them."""
    return {one.removeprefix(PREFIX) for one in ids}


def _made(report) -> set[str]:
    return set(PlaceEvent.objects.filter(batch=report.batch, kind="créé").values_list("place_id", flat=True))
