"""`python -m bench.diagnosis`: the diagnosis of a city asked for two years, a million events in ten neighbourhoods.

300 000 sheets, 330 000 answers at doors and 20 000 cards, a row each; 350 000 searches that found nothing, counted by
month as the site counts them. The matrix of the twelve months and of the two years, its publication after eleven
others, its page, a snapshot: seconds. The base: SQLite in a temporary folder, or DATABASE_URL.
"""

import json
import random
import statistics
import sys
import time
from datetime import date, timedelta
from uuid import UUID

from bench import machine
from bench.world import in_this_process

SHEETS, ANSWERS, CARDS, SEARCHES = 300_000, 330_000, 20_000, 350_000
WRITTEN = 10_000  # rows of a table by Python, then copied
MONTHS, ZONES, PLACES = 24, 10, 300
MATRIX, SNAPSHOT = 1.0, 5.0  # seconds
RUNS = 5


def main() -> int:
    with in_this_process("DATABASE_URL"):
        told = measure()
    print(json.dumps(told, ensure_ascii=False, indent=2))
    return 0


def measure() -> dict:
    from django.db import connection

    before = machine.describe()
    fill(random.Random(2026))
    return {
        "machine": {"before": before, "after": machine.describe()},
        "database": connection.vendor, "events": SHEETS + ANSWERS + CARDS + SEARCHES, **figures(),
    }  # fmt: skip


def days(chance: random.Random) -> date:
    """One of the last 24 whole months."""
    return date.today().replace(day=1) - timedelta(days=chance.randint(1, MONTHS * 30))


def fill(chance: random.Random) -> None:
    from django.db import connection

    from maillage.places.enums import Service
    from tests.factories import PlaceFactory, ZoneFactory

    services = [str(one) for one in Service.values][:9]
    zones = [f"mesure-{number}" for number in range(ZONES)]
    for number, code in enumerate(zones):
        ZoneFactory(code=code, nom=f"Mesure {number}", latitude=50.66 + number / 200, longitude=3.17)
    for number in range(PLACES):
        at = {"latitude": 50.66 + (number % 50) / 1000, "longitude": 3.17, "horaires": "Mo-Fr 09:00-17:00"}
        PlaceFactory(id=f"diag-{number}", nom=f"Lieu {number}", services=chance.sample(services, 3), **at)
    searches(chance, services, zones)
    sheets(chance, services, zones)
    answers(chance, services, zones)
    cards(chance, services, zones)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def searches(chance: random.Random, services: list[str], zones: list[str]) -> None:
    from maillage.orientation.models import UnmetNeed

    rows, month = [], date.today()
    for _ in range(MONTHS):
        month = month.replace(day=1) - timedelta(days=1)
        rows += [UnmetNeed(month=f"{month:%Y-%m}", service=service, zone=zone, count=SEARCHES // (MONTHS * 90))
                 for service in services for zone in zones]  # fmt: skip
    UnmetNeed.objects.bulk_create(rows)


def sheets(chance: random.Random, services: list[str], zones: list[str]) -> None:
    from maillage.core.sealing import seal
    from maillage.places.models import Place
    from maillage.referrals.models import Referral
    from tests.factories import OrganisationFactory

    told = {"place": Place.objects.first(), "organisation": OrganisationFactory(slug="mesure-fiches")}
    Referral.objects.bulk_create(
        (Referral(id=UUID(int=chance.getrandbits(128)), code=f"M{number}", token_hash=f"t{number}",
                  receiver_hash=f"r{number}", service=chance.choice(services), zone=chance.choice(zones),
                  sent_at=moment(chance), **stage(chance), **told)
         for number in range(WRITTEN)), batch_size=500,
    )  # fmt: skip
    Referral.objects.update(need=seal("Faire un dossier"), called=seal("Camille"), phone=seal("0600000000"))
    copy(Referral, SHEETS // WRITTEN, ("code", "token_hash", "receiver_hash"))


def copy(model, times: int, unique: tuple[str, ...] = ()) -> None:
    """The rows written, again and again: another id, other codes. A million rows by Python would take an hour."""
    from django.db import connection

    fresh = "gen_random_uuid()" if connection.vendor == "postgresql" else "lower(hex(randomblob(16)))"
    columns = [field.column for field in model._meta.concrete_fields]
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE written AS SELECT * FROM {table}")
        for turn in range(1, times):
            again = {name: f"CAST({turn} AS TEXT) || '-' || {name}" for name in unique} | {"id": fresh}
            values = ", ".join(again.get(column, f'"{column}"') for column in columns)
            names = ", ".join(f'"{column}"' for column in columns)
            cursor.execute(f"INSERT INTO {table} ({names}) SELECT {values} FROM written")
        cursor.execute("DROP TABLE written")


def moment(chance: random.Random):
    from django.utils import timezone

    return timezone.make_aware(timezone.datetime.combine(days(chance), timezone.datetime.min.time())) + timedelta(
        hours=9 + chance.randrange(8)
    )


def stage(chance: random.Random) -> dict:
    """How far it went: most are answered, half came, a third is solved."""
    from django.utils import timezone

    at, how = timezone.now(), chance.random()
    if how < 0.2:
        return {}
    if how < 0.5:
        return {"answered_at": at}
    if how < 0.7:
        return {"answered_at": at, "came_at": at}
    return {"answered_at": at, "came_at": at, "outcome": "résolu", "done_manner": "faire avec",
            "autonomy_before": "x", "autonomy_after": "x"}  # fmt: skip


def answers(chance: random.Random, services: list[str], zones: list[str]) -> None:
    from maillage.surveys.models import Response, Survey

    options = [{"code": f"o{rank}", "texts": {"fr": one}, "raises": [{"dimension": "formation", "service": one}]}
               for rank, one in enumerate(services)]  # fmt: skip
    asked = [{"id": "besoins", "type": "plusieurs choix", "texts": {"fr": "De quoi ?"}, "options": options}]
    asked.append({"id": "personnes", "type": "nombre", "texts": {"fr": "Combien ?"}})
    survey = Survey.objects.create(slug="mesure", nom="Mesure", questions=asked)
    codes = [one["code"] for one in options]
    Response.objects.bulk_create(
        (Response(id=UUID(int=chance.getrandbits(128)), survey=survey, zone_id=chance.choice(zones),
                  day=days(chance), content_hash=f"{chance.getrandbits(256):064x}",
                  answers={"besoins": chance.sample(codes, chance.choice((0, 1, 1, 2))),
                           "personnes": chance.randint(1, 7)})
         for _ in range(WRITTEN)), batch_size=500,
    )  # fmt: skip
    copy(Response, ANSWERS // WRITTEN)


def cards(chance: random.Random, services: list[str], zones: list[str]) -> None:
    from maillage.workshops.models import Board, Card, Meeting, Series

    series = Series.objects.create(slug="mesure", nom="Mesure")
    for edition in range(1, MONTHS + 1):
        day = date.today() - timedelta(days=30 * edition)
        board = Board.objects.create(meeting=Meeting.objects.create(series=series, edition=edition, day=day), title="T")
        Card.objects.bulk_create(
            (Card(board=board, text="Une carte", column="besoin-habitant", theme=chance.choice(services),
                  zone_id=chance.choice(zones)) for _ in range(CARDS // MONTHS)), batch_size=500,
        )  # fmt: skip


def figures() -> dict:
    from django.test import Client

    from maillage.diagnosis import actions
    from maillage.diagnosis.models import Publication
    from maillage.diagnosis.queries import Period, grid

    client, today = Client(SERVER_NAME="127.0.0.1"), date.today()
    for month in range(11, 0, -1):
        actions.publish(today=(today.replace(day=15) - timedelta(days=30 * month)))

    def publish():
        Publication.objects.filter(until__gte=today.replace(day=1) - timedelta(days=1)).delete()
        actions.publish()

    two_years = Period(today, today - timedelta(days=MONTHS * 31))
    return {
        "matrix_of_12_months": timed(lambda: grid(), MATRIX),
        "matrix_of_24_months": timed(lambda: grid(two_years), MATRIX),
        "publication_after_11_others": timed(publish, MATRIX),
        "page": timed(lambda: page(client), MATRIX),
        "snapshot": timed(actions.take_snapshot, SNAPSHOT),
    }


def page(client) -> None:
    if client.get("/diagnostic/").status_code != 200:
        raise RuntimeError("the matrix does not answer")


def timed(work, budget: float) -> dict:
    """Seconds: median and extremes of the clock; of the processor."""
    wall, cpu = [], []
    for _ in range(RUNS):
        started, used = time.perf_counter(), time.process_time()
        work()
        wall.append(time.perf_counter() - started)
        cpu.append(time.process_time() - used)
    told = {"median_s": round(statistics.median(wall), 3), "min_s": round(min(wall), 3), "max_s": round(max(wall), 3)}
    told |= {"cpu_s": round(statistics.median(cpu), 3), "runs": RUNS}
    return told | {"budget_s": budget, "ok": told["median_s"] <= budget}


if __name__ == "__main__":
    sys.exit(main())
