"""A funder's report: quarters that never overlap, small numbers hidden, "non communiqué" counted like the rest."""

from datetime import date
from io import BytesIO

import pytest
import time_machine
from django.contrib.auth import get_user_model
from pypdf import PdfReader

from maillage.appointments.models import DoneNote
from maillage.diagnosis.funders.figures import UNSAID, Asked, Line, in_order, table
from maillage.diagnosis.funders.quarters import Quarter, asked, ended, of
from maillage.network.enums import Role
from maillage.network.models import Membership
from maillage.places.enums import Service
from tests.factories import OrganisationFactory
from tests.factories.agenda import PracticeFactory

TODAY = date(2026, 11, 23)
PAGE = "/espace/diagnostic/financeur/"


def counted(*counts: dict[str, int], people: bool = True):
    return table(Asked("Titre", "Formule", "Source", "Limites", [*counts], people), threshold=11)


def test_quarters_follow_one_another_without_a_day_between():
    offered = ended(TODAY)

    assert (of(TODAY), offered[0].key, len(offered)) == (Quarter(2026, 4), "2026-T3", 8)
    assert [(one.first - before.last).days for before, one in zip(offered[1:], offered[:-1], strict=True)] == [1] * 7


@pytest.mark.parametrize(
    ("key", "expected"),
    [("", ["2026-T3"]), ("2025-T4", ["2025-T4"]), ("2026", ["2026-T1", "2026-T2", "2026-T3"]), ("2026-T4", None),
     ("\0", None), ("2026-T9", None)],
)  # fmt: skip
def test_only_what_ended_is_told(key, expected):
    found = asked(key, TODAY)

    assert (found and [one.key for one in found]) == expected


def test_a_small_number_is_hidden_with_another_one():
    found = counted({"Avec": 40, "Pour": 3, "Ailleurs": 0})

    assert [(one.label, one.count) for one in found.lines] == [("Avec", None), ("Pour", None), ("Ailleurs", 0)]
    assert found.total == Line("Ensemble", 43)


def test_a_year_adds_up_what_its_quarters_show_and_says_so():
    found = counted({"Avec": 40, "Pour": 20}, {"Avec": 30, "Pour": 3})

    assert [line.told(11) for line in found.lines] == ["au moins 40", "au moins 20"]
    assert found.total == Line("Ensemble", 93)


def test_sessions_are_not_people():
    assert [line.count for line in counted({"Tenues": 3}, people=False).lines] == [3]


def test_what_nobody_said_is_a_category():
    assert in_order({"a": 2, "": 5, "inconnu": 1}, {"a": "A", "b": "B"}) == {"A": 2, "B": 0, UNSAID: 6}


# Pages


@pytest.fixture
def coordination(client):
    user = get_user_model().objects.create_user("k", email="k@exemple.test")
    Membership.objects.create(organisation=OrganisationFactory(), user=user, role=Role.COORDINATOR)
    client.force_login(user)
    with time_machine.travel("2026-11-23 10:00+01:00", tick=False):
        yield client


def received(count: int, **told) -> None:
    practice = PracticeFactory()
    day = told.pop("day", date(2026, 8, 12))
    DoneNote.objects.bulk_create(DoneNote(practice=practice, day=day, **told) for _ in range(count))


@pytest.mark.django_db
def test_the_page_and_the_paper_say_the_same_numbers(coordination):
    received(25, service=Service.DEMARCHES, manner="faire avec", minutes=20)
    received(14, service=Service.DEMARCHES)
    received(3, service=Service.SECURITE, manner="faire pour")
    received(99, day=date(2026, 10, 3))  # of a quarter that runs

    page = coordination.get(PAGE).text
    paper = PdfReader(BytesIO(coordination.get("/espace/diagnostic/financeur.pdf").content))
    text = " ".join(one.extract_text() for one in paper.pages)

    assert "Accompagnements individuels notés : 42." in page
    assert "Accompagnements individuels notés : 42." in " ".join(text.split())
    assert (page.count("<td>3</td>"), page.count("<td>39</td>"), f"{UNSAID}</th><td>42</td>" in page) == (0, 0, True)
    assert paper.trailer["/Root"]["/MarkInfo"]["/Marked"]


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["2026-T4", "1900", "%00", "rien"])
def test_another_period_answers_404(coordination, key):
    assert coordination.get(f"{PAGE}?periode={key}").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 3])
def test_the_page_asks_the_same_number_of_questions(coordination, number, django_assert_max_num_queries):
    received(number, service=Service.DEMARCHES)

    with django_assert_max_num_queries(20):
        coordination.get(PAGE)
