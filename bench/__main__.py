"""`make bench`: our figures as one JSON object on the standard output, what is going on on the standard error.

20 000 invented places, SQLite, a temporary folder. Each figure is a median beside its extremes, its budget, and its
ratio to a page that does nothing, asked in turn with the others. The exit code says whether all could be measured, not
whether the budgets hold.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bench import machine
from bench.data import Missing, generate
from bench.world import World


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="maillage-bench-") as folder:
        try:
            source = generate(Path(folder) / "lieux.csv")
        except Missing as error:
            print(error, file=sys.stderr)
            return 1
        figures = measure(World(Path(folder)), source)
    print(json.dumps(figures, ensure_ascii=False, indent=2))
    return 0


def measure(world: World, source: Path) -> dict:
    before = machine.describe()
    world.prepare()
    os.environ.update(world.env)
    # they need Django, which needs the environment
    from bench import agenda, bulk, duplicates, pages, paper, weights

    with world.served() as (url, process):
        say("import of 20 000 places, the site asked all the while")
        imported = bulk.importing(world, source, url)
        say("pages, from outside")
        outside = pages.from_outside(url, process.pid)
        memory = {"server_mb": machine.memory_mb(process.pid), "budget_mb": 300}
        memory["ok"] = memory["server_mb"] <= memory["budget_mb"]
        say("first visits")
        light = weights.first_visits(url)
    say("duplicates in 20 000 messy rows")
    doubled = duplicates.finding(world, source.parent)
    say("export")
    exported = bulk.exporting(world)
    say("pages, from inside")
    inside = pages.from_inside()
    say("tickets and leaflets")
    printed = paper.paper()
    say("the agenda, 100 000 appointments")
    booked = agenda.measure()
    say("the diagnosis, a million events")
    diagnosed = apart("bench.diagnosis")
    say("50 requests a second, a minute")
    crowded = apart("bench.mixed")
    return {
        "machine": {"before": before, "after": machine.describe()},
        "places": 20_000,
        "database": "SQLite",
        "pages_cpu_in_process": inside,
        "pages_over_http": outside,
        "paper": printed,
        "import": imported,
        "export": exported,
        "duplicates": doubled,
        "agenda": booked,
        "diagnosis": diagnosed,
        "mixed": crowded,
        "memory": memory,
        "first_visits": light,
    }


def apart(module: str) -> dict:
    """In a world of its own: the one here has ten times the diaries of a city, and the places of a country."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("MAILLAGE_DATA")}
    ran = subprocess.run([sys.executable, "-m", module], env=env, stdout=subprocess.PIPE)
    return json.loads(ran.stdout)


def say(what: str) -> None:
    print(f"… {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
