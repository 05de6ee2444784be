"""Import and export of 20 000 places, by the commands people type."""

import json
import time
import urllib.request
from pathlib import Path
from threading import Event, Thread

from bench.figures import percentile, summary
from bench.world import World


def importing(world: World, source: Path, url: str) -> dict:
    """One import; meanwhile somebody reads the list every 100 ms."""
    idle = world.run("check").peak_mb
    answers, failures, over = [], [], Event()
    reader = Thread(target=keep_reading, args=(f"{url}/lieux/", answers, failures, over))
    started = time.monotonic()
    process = world.start("import_places", str(source), "--source", "essai", "--format", "json")
    reader.start()
    ran = world.finish(process, started)
    over.set()
    reader.join()
    said = json.loads(ran.output)
    return {
        "seconds": summary([ran.seconds], budget=60),
        "cpu_seconds": summary([ran.cpu]),
        "memory_above_an_idle_command_mb": summary([ran.peak_mb - idle], budget=150),
        "counts": {name: said[name] for name in ("read", "created", "updated", "unchanged", "rejected")},
        "site_meanwhile": {
            "asked": len(answers) + len(failures),
            "failed": len(failures),
            "median_ms": summary(answers)["median"],
            "p95_ms": round(percentile(answers, 0.95)),
            "max_ms": round(max(answers)),
        },
    }


def keep_reading(url: str, answers: list[float], failures: list[str], over: Event) -> None:
    while not over.wait(0.1):
        started = time.monotonic()
        try:
            urllib.request.urlopen(url, timeout=30).read()
            answers.append((time.monotonic() - started) * 1000)
        except OSError as error:
            failures.append(str(error))


def exporting(world: World, runs: int = 3) -> dict:
    idle = [world.run("export_places", "--help").cpu for _ in range(runs)]
    found = {}
    for name in ("csv", "etendu", "geojson"):
        ran = [world.run("export_places", "--format", name) for _ in range(runs)]
        found[name] = summary([one.seconds for one in ran], budget=3)
        found[name] |= {"cpu": summary([one.cpu for one in ran])["median"], "bytes": len(ran[0].output)}
    return {"seconds": found, "cpu_of_starting_python_and_django": summary(idle)}
