"""Processor time of pages, asked in turn with a page that does nothing."""

import gzip
import http.client
import time
from dataclasses import dataclass, field
from itertools import cycle
from urllib.parse import quote, urlsplit

from bench import machine
from bench.figures import summary

ROUBAIX, FRANCE = "3.13,50.66,3.22,50.72", "-5.2,42.3,8.3,51.1"
NORTH, LYON, PARIS = "1.5,49.9,4.3,51.1", "4.6,45.6,5.1,45.9", "2.25,48.81,2.42,48.91"
SERVICE = quote("Aider aux démarches administratives")
TEXTS = ("mediateque", "médiathèque centrale", "maison services", "ecrivin public", "cyber base", "centre social")
NEEDS = (
    "je doi imprimé un papié pour la caf",
    "apprendre l'ordinateur",
    "acheter un pc pas cher",
    "mon fils et les écrans",
)


@dataclass
class Work:
    """A page: the addresses asked in turn, and what it may cost."""

    name: str
    paths: tuple[str, ...]
    budget_ms: float | None = None
    headers: dict[str, str] = field(default_factory=dict)
    budget_kib: float | None = None


FRAGMENT = {"HX-Request": "true", "HX-Target": "results"}
NOTHING = Work("nothing", ("/rien/",))
FEATURES = tuple(f"/api/lieux?bbox={box}" for box in (FRANCE, NORTH, PARIS))
WORKS = (
    Work("home", ("/",)),
    Work("need", ("/ou-aller/",)),
    Work("orientation", tuple(f"/api/orientation?q={quote(need)}&near=48.85,2.35" for need in NEEDS), 30),
    Work("list fragment", ("/lieux/", f"/lieux/?services={SERVICE}", "/lieux/?page=20"), 30, FRAGMENT),
    Work("list page", ("/lieux/", f"/lieux/?services={SERVICE}"), None),
    Work("text search with all counts", tuple(f"/lieux/?q={quote(text)}" for text in TEXTS), 40, FRAGMENT),
    Work("map, France", (f"/api/carte?bbox={FRANCE}&zoom=6",), 20, {}, 60),
    Work("map, a region", (f"/api/carte?bbox={NORTH}&zoom=8",), 20, {}, 60),
    Work("map, a city", (f"/api/carte?bbox={LYON}&zoom=11", f"/api/carte?bbox={PARIS}&zoom=12"), 20, {}, 60),
    Work("map, a street", ("/api/carte?bbox=2.33,48.85,2.36,48.87&zoom=16",), 20, {}, 60),
    Work("100 full features", FEATURES, 5, {"Accept-Encoding": "identity"}),  # as peers were measured
    Work("100 full features, compressed", FEATURES),
)


def works(place: str) -> tuple[Work, ...]:
    return (NOTHING, *WORKS, Work("place page", (place,)))


def from_inside(rounds: int = 30) -> dict:
    """Django's own client, the real middlewares: process time of each answer, in milliseconds."""
    import django
    from django.conf import settings

    django.setup()
    settings.ROOT_URLCONF = "bench.urls"
    from django.test import Client

    client = Client(headers={"Accept-Encoding": "gzip"}, SERVER_NAME="localhost")
    asked = works(some_place())
    paths = {work.name: cycle(work.paths) for work in asked}
    spent: dict[str, list[float]] = {work.name: [] for work in asked}
    sizes: dict[str, int] = {}
    for turn in range(-max(len(work.paths) for work in asked), rounds):
        for work in asked:
            started = time.process_time()
            answer = client.get(next(paths[work.name]), headers=work.headers)
            if turn >= 0:  # the turns before warm up
                spent[work.name].append((time.process_time() - started) * 1000)
            if answer.status_code != 200:
                raise RuntimeError(f"{work.name}: {answer.status_code}")
            sizes[work.name] = max(sizes.get(work.name, 0), compressed(answer))
    return {"unit": "ms of processor", **{work.name: figures(work, spent, sizes) for work in asked}}


def figures(work: Work, spent: dict[str, list[float]], sizes: dict[str, int]) -> dict:
    found = summary(spent[work.name], budget=work.budget_ms, noop=spent[NOTHING.name])
    kib = round(sizes[work.name] / 1024, 1)
    found["gzip_kib"] = kib
    if work.budget_kib is not None:
        found |= {"budget_kib": work.budget_kib, "ok": found["ok"] and kib <= work.budget_kib}
    return found


def compressed(answer) -> int:
    body = answer.getvalue()
    return len(body) if answer.get("Content-Encoding") == "gzip" else len(gzip.compress(body))


def some_place() -> str:
    from maillage.places.models import Place

    return Place.objects.published().order_by("-presentation_detail", "id").first().get_absolute_url()


def from_outside(url: str, pid: int, rounds: int = 5, requests: int = 30) -> dict:
    """A real server: processor time of its processes over a burst of requests, and the time each one took."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=60)
    paths = {work.name: cycle(work.paths) for work in (NOTHING, *WORKS)}
    spent: dict[str, list[float]] = {name: [] for name in paths}
    took: dict[str, list[float]] = {name: [] for name in paths}
    for turn in range(-1, rounds):
        for work in (NOTHING, *WORKS):
            before, moments = machine.cpu_seconds(pid), []
            for _ in range(requests):
                moments.append(ask(connection, next(paths[work.name]), work.headers))
            if turn >= 0:
                spent[work.name].append((machine.cpu_seconds(pid) - before) * 1000 / requests)
                took[work.name] += moments
    return {
        name: {
            "cpu_ms": summary(spent[name], noop=spent[NOTHING.name]),
            "answer_ms": summary(took[name], noop=took[NOTHING.name]),
        }
        for name in paths
    }


def ask(connection: http.client.HTTPConnection, path: str, headers: dict[str, str]) -> float:
    started = time.perf_counter()
    connection.request("GET", path, headers={"Accept-Encoding": "gzip", **headers})
    answer = connection.getresponse()
    answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{path}: {answer.status}")
    return (time.perf_counter() - started) * 1000
