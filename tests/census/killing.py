"""An import killed (-9) at chosen points, in a base of its own; prints one JSON line: the points, and what each left.

Run as `python -m tests.census.killing FOLDER`, with MAILLAGE_DATA (or DATABASE_URL) leading to an empty base.
"""

import hashlib
import json
import os
import random
import signal
import sys
from contextlib import ExitStack
from pathlib import Path

import django

POINTS = 24
COUNTS = ("created", "updated", "unchanged", "rejected", "proposed", "gone")
ROWS, NEW, GONE, MOVED, CORRECTED = 600, 40, 50, 300, 10


def prepare(folder: Path) -> None:
    """One file imported, some places corrected by hand: then a second file changes, adds, proposes and leaves out."""
    from django.core.management import call_command

    from maillage.accounts.models import User
    from maillage.places.actions import update
    from maillage.places.models import Place

    call_command("migrate", verbosity=0)
    rows = [row(number) for number in range(ROWS)]
    write(folder, rows)
    run(folder)
    person = User.objects.create(username="coordination", email="coordination@exemple.test")
    for place in Place.objects.order_by("pk")[:CORRECTED]:
        update(place, columns={"telephone": "+33320999999"}, by=person)
    kept = [
        one | {"telephone": f"03 20 01 {n:04d}", "horaires": "Tu 10:00-12:00"} for n, one in enumerate(rows[:MOVED])
    ]
    write(folder, [*kept, *rows[MOVED : ROWS - GONE], *(row(ROWS + number) for number in range(NEW))])


def row(number: int) -> dict:
    from tests.census.files import ROW

    return {**ROW, "id": f"lieu-{number:04d}", "nom": f"Lieu {number}", "adresse": f"{number} rue de l'Essai"}


def write(folder: Path, rows: list[dict]) -> None:
    from tests.census.files import table

    (folder / "lieux.csv").write_text(table(rows))


def run(folder: Path, **options):
    from maillage.census import actions

    order = actions.Order(folder / "lieux.csv", "essai", complete=True, name="lieux.csv")
    return actions.carry_out(order, **options)


def in_child(work) -> int:
    """How it ended: its exit code, or minus the signal that killed it."""
    from django.db import connection

    connection.close()
    child = os.fork()
    if child == 0:
        work()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def statements(folder: Path) -> int:
    """How many the import makes, up to its commit; told by a child that dies there."""
    told = folder / "statements"

    def work():
        with counting(lambda count: None) as seen:
            run(folder, then=lambda batch: (told.write_text(str(len(seen))), os.kill(os.getpid(), signal.SIGKILL)))

    in_child(work)
    return int(told.read_text())


def counting(look):
    from django.db import connection

    class Counting(ExitStack):
        def __enter__(self):
            super().__enter__()
            seen = []

            def wrapper(execute, *args):
                seen.append(1)
                look(len(seen))
                return execute(*args)

            self.enter_context(connection.execute_wrapper(wrapper))
            return seen

    return Counting()


def killed_at(folder: Path, point: int) -> int:
    def dies(count: int) -> None:
        if count == point:
            os.kill(os.getpid(), signal.SIGKILL)

    def work():
        with counting(dies):
            run(folder)

    return in_child(work)


def killed_after(folder: Path) -> int:
    return in_child(lambda: (run(folder), os.kill(os.getpid(), signal.SIGKILL)))


def state() -> str:
    """Everything an import writes."""
    from maillage.census import models as census
    from maillage.core.models import Event, Revision
    from maillage.places.models import FieldOrigin, Place, PlaceEvent, Source

    digest = hashlib.sha256()
    tables = (Place, FieldOrigin, PlaceEvent, Source, Event, Revision, census.Batch, census.SourceRecord)
    for model in (*tables, census.Proposal, census.Issue, census.PriorOrigin):
        for values in model.objects.order_by("pk").values_list():
            digest.update(repr(values).encode())
    return digest.hexdigest()


def main(folder: Path) -> dict:
    from maillage.census.models import Batch

    prepare(folder)
    untouched, last = state(), statements(folder)
    chance = random.Random("kill")
    points = sorted({1, last, *chance.sample(range(2, last), min(POINTS - 2, last - 2))})
    left = [(killed_at(folder, point), state() == untouched) for point in points]
    after = killed_after(folder)
    batch = Batch.objects.order_by("-pk").first()
    counts = {
        name: getattr(batch, name) for name in ("created", "updated", "unchanged", "rejected", "proposed", "gone")
    }
    complete = state()
    again = run(folder)
    return {
        "statements": last, "points": points, "left": left, "after": after, "counts": counts,
        "batches": Batch.objects.count(), "changed_again": again.counts["created"] + again.counts["updated"],
        "proposed_again": again.proposed, "complete": complete != untouched,
    }  # fmt: skip


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    print(json.dumps(main(Path(sys.argv[1]))))
