"""Processor time and weight of what is printed, warm: each sheet is another one, so none is remembered whole.

Everything is asked before anything is measured, of places that are not measured: no figure pays for the fonts, the
outlines or the directory, and every ticket measured has its code to scan drawn afresh.
"""

import time
from itertools import cycle, islice

from bench import machine
from bench.figures import summary

NOTHING = "/rien/"
HEAVIEST_KIB = 100
BUDGET_MS = 50
LANGUAGES = ("fr", "ar", "tr")
WARMING = 4


def paper(rounds: int = 20) -> dict:
    """Needs Django set up, and `bench.urls`."""
    from django.conf import settings

    settings.ROOT_URLCONF = "bench.urls"
    from django.test import Client

    client = Client(SERVER_NAME="localhost")
    sheets = [(language, size) for language in LANGUAGES for size in ("a6", "a4")]
    places = some_places(len(sheets) * rounds + WARMING)
    warming, fresh = places[:WARMING], iter(places[WARMING:])
    asked = {f"ticket {' '.join(one)}": tickets(list(islice(fresh, rounds)), *one) for one in sheets}
    asked |= {f"leaflet {one}, 32 places": list(islice(leaflets(places[:32], one), 2 + rounds)) for one in LANGUAGES}
    before = [path for one in sheets for path in tickets(warming, *one)]
    before += [asked[name].pop(0) for name in asked if name.startswith("leaflet") for _ in range(2)]
    for path in before:
        spent(client, path)
    noop = [spent(client, NOTHING)[0] for _ in range(rounds)]
    figures = {}
    for name, paths in asked.items():
        measures = [spent(client, path) for path in paths]
        figures[name] = figure(measures, noop, BUDGET_MS if name.startswith("ticket") else None)
    return {"unit": "ms of processor", "load_average": machine.describe()["load_average"], **figures}


def figure(measures: list[tuple[float, int]], noop: list[float], budget: float | None) -> dict:
    found = summary([ms for ms, _ in measures], budget=budget, noop=noop)
    kib = round(max(size for _, size in measures) / 1024, 1)
    return found | {"kib": kib, "budget_kib": HEAVIEST_KIB, "ok": found.get("ok", True) and kib < HEAVIEST_KIB}


def tickets(places: list, language: str, size: str) -> list[str]:
    return [
        f"{place.get_absolute_url()}ticket.pdf?lang={language}&format={size}"
        f"&near={place.latitude},{place.longitude + 0.008}"
        for place in places
    ]


def leaflets(places: list, language: str):
    slugs = [place.slug for place in places]
    turned = ([*slugs[at:], *slugs[:at]] for at in cycle(range(len(slugs))))
    return (f"/lieux/depliant.pdf?lang={language}&lieux={','.join(order)}" for order in turned)


def some_places(count: int) -> list:
    """Those with the most to say."""
    from maillage.places.models import Place

    filled = Place.objects.published().exclude(horaires="").exclude(telephone="").filter(latitude__isnull=False)
    return list(filled.order_by("id")[:count])


def spent(client, path: str) -> tuple[float, int]:
    started = time.process_time()
    answer = client.get(path)
    took = (time.process_time() - started) * 1000
    if answer.status_code != 200:
        raise RuntimeError(f"{path}: {answer.status_code}")
    return took, len(answer.content)
