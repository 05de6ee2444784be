"""No count of one to ten people leaves the diagnosis: planted in each source, looked for in all that it shows."""

import csv
import re
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO, StringIO
from uuid import uuid4

import pytest
import time_machine
from django.utils import timezone
from pypdf import PdfReader

from maillage.core.suppression import TOTAL
from maillage.diagnosis import actions, publishing
from maillage.diagnosis.enums import EvidenceKind, Source
from maillage.diagnosis.models import Evidence, Gap, NeedRecord, Publication, PublicCount, TargetPublic
from maillage.diagnosis.queries import facts
from maillage.orientation.models import UnmetNeed
from maillage.places.enums import Service
from maillage.places.models import Place
from maillage.referrals.models import Pathway, Referral, RefusalCount, Step
from maillage.surveys.models import Response
from maillage.workshops.models import Card
from tests.factories import OrganisationFactory, PlaceFactory, ZoneFactory
from tests.factories.meetings import BoardFactory, MeetingFactory
from tests.factories.surveys import QUESTIONS, SurveyFactory

pytestmark = pytest.mark.django_db
ASKED = Service.ACCES  # what the survey of the factories raises
PLANTED = {"alma": 3, "pile": 7, "epeule": 40, "hommelet": 60}
A_DAY, A_MONTH = date(2026, 10, 12), "2026-10"
SLUG = "acces-internet-et-materiel-informatique"
SHEETS = ("fiches", "repondues", "venues", "resolues", "faire-avec", "sans-reponse")


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel("2026-11-23 10:00+01:00", tick=False):
        yield


@pytest.fixture
def planted():
    for index, code in enumerate(PLANTED):
        ZoneFactory(code=code, nom=code.capitalize(), latitude=50.60 + index / 10, longitude=3.17)
    for zone, count in PLANTED.items():
        for plant in (searches, refusals, sheets, steps, notes, cards, answers):
            plant(zone, count)
    actions.publish()


def searches(zone: str, count: int, month: str = A_MONTH) -> None:
    UnmetNeed.objects.create(service=ASKED, zone=zone, count=count, month=month)


def refusals(zone: str, count: int) -> None:
    RefusalCount.objects.create(service=ASKED, zone=zone, count=count, month=A_MONTH, reason="complet")


def sheets(zone: str, count: int, *, day: date = A_DAY, **told) -> None:
    at = timezone.make_aware(datetime.combine(day, datetime.min.time()))
    ours = OrganisationFactory()
    place = Place.objects.first() or PlaceFactory(services=[Service.SECURITE], latitude=None, longitude=None)
    Referral.objects.bulk_create(
        Referral(service=ASKED, zone=zone, place=place, organisation=ours, sent_at=at, **codes(), **told)
        for _ in range(count)
    )


def codes() -> dict:
    one = uuid4().hex
    return {"code": one[:12], "token_hash": one, "receiver_hash": one}


def steps(zone: str, count: int) -> None:
    made = {"code": uuid4().hex[:12], "token_hash": uuid4().hex, "zone": zone}
    at = timezone.make_aware(datetime.combine(A_DAY, datetime.min.time()))
    one = Pathway.objects.create(organisation=OrganisationFactory(), at=at, **made)
    Step.objects.bulk_create(Step(pathway=one, order=rank, stage="", service=ASKED) for rank in range(count))


def notes(zone: str, count: int) -> None:
    NeedRecord.objects.bulk_create(
        NeedRecord(family="équipement", service=ASKED, zone_id=zone, text="Un ordinateur", source="Nous", day=A_DAY)
        for _ in range(count)
    )


def cards(zone: str, count: int) -> None:
    board = BoardFactory(table__meeting=MeetingFactory(day=A_DAY))
    Card.objects.bulk_create(
        Card(board=board, text="Une carte", column="besoin-habitant", theme=ASKED, zone_id=zone) for _ in range(count)
    )


def answers(zone: str, count: int) -> None:
    survey = SurveyFactory(questions=QUESTIONS)
    Response.objects.bulk_create(
        Response(survey=survey, zone_id=zone, day=A_DAY, answers={"outils": ["rien"]}) for _ in range(count)
    )


def in_the_file(client) -> Iterator[str]:
    text = client.get("/diagnostic/matrice.csv").content.decode("utf-8-sig")
    for row in csv.DictReader(StringIO(text), delimiter=";"):
        yield from (row[label] for label in Source.labels)


def in_the_api(client) -> Iterator[str]:
    for one in client.get("/api/diagnostic").json()["cases"]:
        yield from (str(count) for count in one["demandes"].values())


def on_the_pages(client) -> Iterator[str]:
    """"41 fois : fiches…" in cells of the matrix and on the map; lists of demand on the matrix and behind each cell."""
    pages = [client.get(path).text for path in ("/diagnostic/", f"/diagnostic/carte/?theme={SLUG}")]
    pages += [client.get(f"/diagnostic/case/{SLUG}/{zone}/").text for zone in PLANTED]
    for page in pages:
        yield from re.findall(r"(\d+) fois", page)
        for label in Source.labels:
            yield from re.findall(rf"<dt>{re.escape(str(label))}</dt><dd>([^<]*)</dd>", page)


def in_the_numbers(client) -> Iterator[str]:
    """Indicators of sheets and searches, as the page, the report and its paper write them."""
    page = client.get("/diagnostic/indicateurs/").text
    for code in SHEETS:
        yield from re.findall(rf'id="{code}"><h3>[^<]*</h3><p class="figure">([^<]*)</p>', page)
    report = client.get("/diagnostic/retour/").text
    for code in SHEETS:
        yield from re.findall(rf'indicateurs/#{code}">[^<]*</a></th>(?:<td>[^<]*</td>)?<td>([^<]*)</td>', report)


def small(told: Iterator[str]) -> list[str]:
    """What says one to ten, alone or as a part of something; percentages would say it too, of a known whole."""
    said = [*told]
    assert len(said) >= len(PLANTED), "nothing was read: this test could not fail"
    return [one for one in said for number in re.findall(r"\d+", one.split(" (")[0]) if 0 < int(number) < 11]


@pytest.mark.parametrize("read", [in_the_file, in_the_api, on_the_pages, in_the_numbers])
def test_a_few_people_are_nowhere(client, planted, read):
    assert small(read(client)) == []


def test_each_source_was_planted_and_some_of_it_is_shown(planted):
    tables = Publication.objects.get().tables

    shown = {source: publishing.table(tables[source]).shown(TOTAL, TOTAL) for source in Source.values}
    assert shown == dict.fromkeys(Source.values, sum(PLANTED.values()))


def test_how_sheets_ended_hides_small_numbers_and_what_would_give_them_back(client, planted):
    now = timezone.now()
    sheets("epeule", 30, answered_at=now)
    sheets("epeule", 4, answered_at=now, came_at=now)
    Publication.objects.all().delete()
    actions.publish()

    told = facts()
    assert (told.sent, None in (told.answered, told.arrived)) == (144, True)
    assert small(in_the_numbers(client)) == []


def test_indicators_wait_for_the_next_publication(planted):
    before = facts()
    sheets("epeule", 50, answered_at=timezone.now())

    assert facts() == before


@pytest.mark.parametrize("more", [1, 3, 7, 10])
def test_two_publications_do_not_tell_of_a_few_more(planted, more):
    """Somebody subtracts last month's numbers from this month's."""
    before = facts()
    now = timezone.now()
    sheets("epeule", more, day=date(2026, 11, 3), answered_at=now, came_at=now)
    actions.publish(today=date(2026, 12, 2))

    after = facts()
    for name in ("sent", "answered", "arrived", "solved", "done_with"):
        told = getattr(before, name), getattr(after, name)
        assert None in told or abs(told[1] - told[0]) not in range(1, 11), (name, told)


def test_a_snapshot_keeps_what_was_published_and_no_more(planted):
    kept = actions.take_snapshot(nom="Aujourd'hui").data["facts"]

    counts = [kept[name] for name in ("sent", "answered", "arrived", "solved", "done_with", "searches")]
    assert [count for count in counts if count and count < 11] == []


def test_a_public_of_a_few_people_and_evidence_of_a_few_times_are_not_counted_aloud(client, planted):
    public = TargetPublic.objects.create(slug="isolees", nom="Personnes isolées")
    for count in (7, 140):
        PublicCount.objects.create(public=public, count=count, source="Une enquête", day=A_DAY)
    heard = [Evidence(kind=EvidenceKind.SURVEY, text="Dit", source="Enquête", count=count, ref=str(count))
             for count in (3, 12)]  # fmt: skip
    gap = actions.show(actions.open_gap(Gap(title="Des tablettes"), heard, by=None), by=None)

    page = client.get("/diagnostic/publics/").text
    told = client.get(gap.get_absolute_url()).text

    assert re.findall(r"<b>([^<]*)</b>", page.partition("Personnes isolées")[2])[:2] == ["moins de 11", "140"]
    assert re.findall(r"<b>([^<]*fois)</b>", told) == ["moins de 11 fois", "12 fois"]


def test_the_paper_says_no_small_number_of_sheets(client, planted):
    paper = PdfReader(BytesIO(client.get("/diagnostic/retour.pdf").content))
    text = " ".join(page.extract_text() for page in paper.pages)

    found = re.search(r"Fiches de liaison envoyées\s+(\S+)", text)
    assert found and found[1] == str(sum(PLANTED.values()))
