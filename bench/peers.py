"""`make bench-peers`: the same work by others and by us, in turn, in the same run, on the same places.

datasette searches and exports, frictionless validates against the national schema, splink finds duplicates. They live
in a virtual environment of their own (.venv/peers), installed from PyPI.
"""

import csv
import http.client
import json
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlsplit

from bench import duplicates, machine
from bench.data import ROOT, SCHEMA, Missing, generate
from bench.figures import summary
from bench.pages import FRAGMENT, TEXTS, ask
from bench.world import Ran, World
from tests.browser.site import free_port, wait_for

PEERS = ROOT / ".venv/peers"
PACKAGES = ("datasette", "frictionless", "splink", "pyarrow")
TEXT_COLUMNS = "nom, adresse, commune, presentation_resume, presentation_detail, services"
RUNS = 3
REQUESTS = 12


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="maillage-peers-") as folder:
        try:
            clean = generate(Path(folder) / "lieux.csv")
            messy = generate(Path(folder) / "abimes.csv", "--messy", "--truth", f"{folder}/verite.csv")
        except Missing as error:
            print(error, file=sys.stderr)
            return 1
        print(json.dumps(compare(Path(folder), clean, messy), ensure_ascii=False, indent=2))
    return 0


def compare(folder: Path, clean: Path, messy: Path) -> dict:
    before = machine.describe()
    world = World(folder)
    world.prepare()
    world.run("import_places", str(clean), "--source", "essai", "--format", "json")
    found = {"peers": install(), "places": 20_000}
    with world.served() as (ours, process), datasette(folder, clean) as (theirs, peer):
        found["text search with facet counts"] = searching((ours, process.pid), (theirs, peer.pid))
        found["export as CSV"] = exporting(world, theirs)
    found["check 20 000 messy rows"] = validating(world, messy)
    found["duplicates in 20 000 messy rows"] = finding_duplicates(world)
    return found | {"machine": {"before": before, "after": machine.describe()}}


def install() -> dict[str, str]:
    python = PEERS / "bin/python"
    if not (PEERS / "bin/datasette").exists():
        subprocess.run([sys.executable, "-m", "venv", PEERS], check=True)
    if not list(PEERS.glob("lib/*/site-packages/splink")):
        subprocess.run([python, "-m", "pip", "install", "--quiet", *PACKAGES], check=True, stdout=sys.stderr)
    say = "from importlib.metadata import version; import sys; print(*map(version, sys.argv[1:]))"
    versions = subprocess.run([python, "-c", say, *PACKAGES], check=True, capture_output=True, text=True).stdout
    return dict(zip(PACKAGES, versions.split(), strict=True))


@contextmanager
def datasette(folder: Path, source: Path):
    base, port = folder / "lieux.db", free_port()
    fill(base, source)
    command = [PEERS / "bin/datasette", "serve", base, "--port", str(port), "--setting", "max_csv_mb", "0"]
    command += ["--setting", "sql_time_limit_ms", "60000", "--setting", "facet_time_limit_ms", "60000"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(f"http://127.0.0.1:{port}/-/versions.json", process)
        yield f"http://127.0.0.1:{port}", process
    finally:
        process.terminate()
        process.wait(timeout=20)


def fill(base: Path, source: Path) -> None:
    """A table as datasette likes it, its words in FTS5."""
    with source.open(encoding="utf-8") as file, sqlite3.connect(base) as db:
        rows = list(csv.DictReader(file))
        columns = list(rows[0])
        db.execute(f"CREATE TABLE lieux ({', '.join(columns)})")
        db.executemany(f"INSERT INTO lieux VALUES ({', '.join(':' + name for name in columns)})", rows)
        db.execute(f"CREATE VIRTUAL TABLE lieux_fts USING fts5({TEXT_COLUMNS}, content=lieux)")
        db.execute("INSERT INTO lieux_fts(lieux_fts) VALUES('rebuild')")


def searching(ours: tuple[str, int], theirs: tuple[str, int]) -> dict:
    """They count two facets of plain text, we count all of ours, term by term, and render the page."""
    facets = "_facet=commune&_facet=frais_a_charge&_size=20"
    works = {
        "maillage": (*ours, [f"/lieux/?q={quote(text)}" for text in TEXTS], FRAGMENT),
        "datasette": (*theirs, [f"/lieux/lieux.json?_search={quote(text)}&{facets}" for text in TEXTS], {}),
        "nothing": (*ours, ["/rien/"], {}),
    }
    measured = {name: ([], []) for name in works}
    for turn in range(-1, RUNS):
        for name, work in works.items():
            cpu, moments = burst(*work)
            if turn >= 0:
                measured[name][0].append(cpu)
                measured[name][1].extend(moments)
    noop = measured["nothing"][0]
    return {
        name: {"cpu_ms": summary(cpu, noop=noop), "answer_ms": summary(moments)}
        for name, (cpu, moments) in measured.items()
    }


def burst(url: str, pid: int, paths: list[str], headers: dict) -> tuple[float, list[float]]:
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=120)
    before = machine.cpu_seconds(pid)
    moments = [ask(connection, paths[n % len(paths)], headers) for n in range(REQUESTS)]
    return (machine.cpu_seconds(pid) - before) * 1000 / REQUESTS, moments


def exporting(world: World, theirs: str) -> dict:
    """Ours is a command, Python's and Django's start included."""
    ours, peer = [], []
    for _ in range(RUNS):
        ours.append(world.run("export_places", "--format", "etendu").seconds)
        connection = http.client.HTTPConnection(urlsplit(theirs).netloc, timeout=300)
        peer.append(ask(connection, "/lieux/lieux.csv?_stream=on&_size=max", {}) / 1000)
    return {"unit": "seconds", "maillage": summary(ours), "datasette": summary(peer)}


VALIDATE = """
import sys
from frictionless import Dialect, Resource, formats
dialect = Dialect(controls=[formats.CsvControl(delimiter=";")])
folder, name, schema = sys.argv[1:]
resource = Resource(path=name, basepath=folder, schema=schema, encoding="cp1252", dialect=dialect)
found = resource.validate(limit_errors=10**9)
print(found.stats["errors"])
"""


def validating(world: World, messy: Path) -> dict:
    """Ours also repairs, compares with what is known, and writes a reason in French for each issue."""
    ours: list[Ran] = []
    peer: list[Ran] = []
    schema = messy.parent / "schema.json"
    schema.write_bytes(SCHEMA.read_bytes())
    for _ in range(RUNS):
        ours.append(world.run("import_places", str(messy), "--source", "abimes", "--dry-run", "--format", "json"))
        peer.append(checked_by_frictionless(world, messy, schema))
    return {
        "maillage": {
            "seconds": summary([one.seconds for one in ours]),
            "peak_mb": summary([one.peak_mb for one in ours]),
        }
        | {"issues": len(json.loads(ours[0].output)["issues"])},
        "frictionless": {
            "seconds": summary([one.seconds for one in peer]),
            "peak_mb": summary([one.peak_mb for one in peer]),
            "issues": int(peer[0].output),
        },
    }


def checked_by_frictionless(world: World, messy: Path, schema: Path) -> Ran:
    started = time.monotonic()
    command = [PEERS / "bin/python", "-c", VALIDATE, messy.parent, messy.name, schema.name]
    with (world.folder / "output").open("wb") as output:
        process = subprocess.Popen(command, stdout=output, cwd=messy.parent)
    return world.finish(process, started)


def finding_duplicates(world: World) -> dict:
    """In turn, each its whole command. The threshold that suits splink best is picked with the answers in hand."""
    rows, answers = duplicates.plant(world.folder)
    ours: list[Ran] = []
    peer: list[Ran] = []
    for _ in range(RUNS):
        ours.append(world.run("find_duplicates", str(rows), "--format", "json"))
        peer.append(linked_by_splink(world, rows, answers))
    judged = duplicates.judged(json.loads(ours[0].output), duplicates.truth(answers))
    told = json.loads(peer[0].output)
    return {
        name: {
            "seconds": summary([one.seconds for one in ran]),
            "cpu_seconds": summary([one.cpu for one in ran]),
            "peak_mb": summary([one.peak_mb for one in ran]),
            **{figure: said[figure] for figure in ("precision", "recall", "f1")},
        }
        for name, ran, said in (("maillage", ours, judged), ("splink", peer, told))
    }


def linked_by_splink(world: World, rows: Path, answers: Path) -> Ran:
    started = time.monotonic()
    command = [PEERS / "bin/python", ROOT / "bench/linking_by_splink.py", rows, answers]
    with (world.folder / "output").open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.DEVNULL, cwd=world.folder)
    return world.finish(process, started)


if __name__ == "__main__":
    sys.exit(main())
