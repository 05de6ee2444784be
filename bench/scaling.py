"""`python -m bench.scaling`: the index of places in memory, at sizes no city has. JSON; no database, no server."""

import json
import resource
import subprocess
import sys
import time

from bench import machine
from bench.figures import summary

SIZES = (20_000, 200_000, 1_000_000)
WORDS = "centre social mediatheque maison quartier espace public numerique france services mairie annexe point".split()
SERVICES = [f"Service {n}" for n in range(14)]


def row(n: int):
    from maillage.places.indexing import Row

    names = [WORDS[n % 13], WORDS[n * 7 % 13], f"commune{n % 36_000}"]
    return Row(
        id=f"lieu-{n}",
        facets={"services": [SERVICES[n % 14], SERVICES[n * 5 % 14], SERVICES[n * 3 % 14]], "zones": [f"z{n % 40}"]},
        latitude=42 + (n * 7919 % 100_000) / 11_000,
        longitude=-4 + (n * 104_729 % 100_000) / 9_000,
        horaires=f"Mo-Fr 09:00-{12 + n % 8}:00",
        fresh_on=738_000 + n % 900,
        name=" ".join(names),
        name_keys=names,
        keys=[*names, *(WORDS[(n + k * k) % 13] for k in range(8)), f"rue{n % 9_000}"],
    )


def measure(size: int) -> dict:
    """In a process of its own, so that the memory is this index's."""
    from maillage.places.directory import FACETS
    from maillage.places.indexing import Index

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started, index = time.process_time(), Index()
    for n in range(size):
        index.put(row(n))
    filled = time.process_time() - started
    spent = {"text with a typing error, all counts": [], "distance to all": []}
    from maillage.core.points import Point

    for text in ("mediateque quartier", "centre social", "maison numerique", "espace publik", "annexe mairie") * 2:
        started = time.process_time()
        mask = index.matching(text) > 0
        for facet in FACETS:
            index.counts(mask, facet)
        spent["text with a typing error, all counts"].append((time.process_time() - started) * 1000)
        started = time.process_time()
        index.km_from(Point(48.85, 2.35)).argsort()
        spent["distance to all"].append((time.process_time() - started) * 1000)
    megabytes = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    return {"places": size, "filled_in_s": round(filled, 1), "peak_mb": round(megabytes)} | {
        f"{name}, ms": summary(measures) for name, measures in spent.items()
    }


def main() -> None:
    if len(sys.argv) > 1:
        import django

        django.setup()
        print(json.dumps(measure(int(sys.argv[1]))))
        return
    found = []
    for size in SIZES:
        done = subprocess.run([sys.executable, "-m", "bench.scaling", str(size)], check=True, capture_output=True)
        found.append(json.loads(done.stdout))
    print(json.dumps({"machine": machine.describe(), "index": found}, indent=2))


if __name__ == "__main__":
    main()
