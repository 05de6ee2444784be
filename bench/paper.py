"""Processor time and weight of what is printed, warm: each sheet is another one, so none is remembered whole."""

import time
from itertools import cycle, islice

from bench.figures import summary

NOTHING = "/rien/"
HEAVIEST_KIB = 100
BUDGET_MS = 50
LANGUAGES = ("fr", "ar", "tr")


def paper(rounds: int = 20) -> dict:
    """Needs Django set up, and `bench.urls`."""
    from django.conf import settings

    settings.ROOT_URLCONF = "bench.urls"
    from django.test import Client

    client = Client(SERVER_NAME="localhost")
    places = some_places(32)
    asked = {
        **{f"ticket {one} {size}": tickets(places, one, size) for one in LANGUAGES for size in ("a6", "a4")},
        **{f"leaflet {one}, 32 places": leaflets(places, one) for one in LANGUAGES},
    }
    noop = [spent(client, NOTHING)[0] for _ in range(rounds)]
    figures = {}
    for name, paths in asked.items():
        measures = [spent(client, path) for path in islice(paths, 2 + rounds)][2:]  # the first two warm up
        figures[name] = figure(measures, noop, BUDGET_MS if name.startswith("ticket") else None)
    return {"unit": "ms of processor", **figures}


def figure(measures: list[tuple[float, int]], noop: list[float], budget: float | None) -> dict:
    found = summary([ms for ms, _ in measures], budget=budget, noop=noop)
    kib = round(max(size for _, size in measures) / 1024, 1)
    return found | {"kib": kib, "budget_kib": HEAVIEST_KIB, "ok": found.get("ok", True) and kib < HEAVIEST_KIB}


def tickets(places: list, language: str, size: str):
    paths = [f"{place.get_absolute_url()}ticket.pdf?lang={language}&format={size}" for place in places]
    return (
        f"{path}&near={place.latitude},{place.longitude + 0.008}"
        for path, place in cycle(zip(paths, places, strict=True))
    )


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
