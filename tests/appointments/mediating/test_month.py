"""The month: what funders count, and nobody in it."""

from datetime import date

import pytest
from django.urls import reverse

from maillage.appointments import actions
from maillage.appointments.actions import Person
from maillage.appointments.enums import State
from maillage.appointments.mediating import actions as mediating
from maillage.appointments.mediating import counting
from maillage.appointments.models import Practice
from maillage.places.enums import Service
from tests.appointments.saying import at
from tests.factories.agenda import PracticeFactory


@pytest.fixture
def worked(diary, writer):
    """Two came by appointment, one did not; three passed by."""
    person = Person(called="Mme B.", phone="+33612345678", service=Service.DEMARCHES)
    rows = [actions.book(diary, at(hour), person=person).appointment for hour in ("09:30", "10:00", "10:30")]
    for row, state in zip(rows, (State.CAME, State.CAME, State.NO_SHOW), strict=True):
        mediating.say(row, state, by=writer)
    mediating.describe(rows[0].done, by=writer, manner="faire avec", minutes=45)
    for service in (Service.SECURITE, Service.SECURITE, ""):
        mediating.count_passing(diary, date(2026, 12, 7), service, by=writer)
    return rows


def test_what_is_counted(diary, worked):
    found = counting.the_month([diary], date(2026, 12, 1))

    assert (found.total, found.hours) == (5, "1 h 15")
    assert {table.title: {line.label: line.count for line in table.lines} for table in found.tables} == {
        "Comment": {"sans rendez-vous": 3, "sur rendez-vous": 2},
        "Pour quoi": {str(Service.DEMARCHES.label): 2, str(Service.SECURITE.label): 2, "non renseigné": 1},
        "De quelle manière": {"faire avec la personne": 1, "non renseigné": 4},
        "Où": {str(diary.place): 5},
        "Par quelle fonction": {"écrivain public": 5},
        "Rendez-vous": {"venu": 2, "pas venu": 1},
    }


def test_another_month_counts_nothing(diary, worked):
    assert counting.the_month([diary], date(2026, 11, 1)).total == 0


def test_neither_page_nor_file_names_anybody(inside, worked):
    texts = [inside.get(reverse(f"mediating:{name}")).content.decode() for name in ("month", "export")]

    told = [word for word in ("Mme B.", "612345678", *(row.code for row in worked)) for text in texts if word in text]
    assert told == []


def test_the_file_opens_in_a_spreadsheet_and_runs_nothing_there(inside, diary, worked):
    place = diary.place
    place.nom = "=1+1"
    place.save()

    lines = inside.get(reverse("mediating:export")).content.decode("utf-8-sig").splitlines()

    assert lines[:2] == ["mois;ce qui est compté;valeur;nombre", "2026-12;personnes reçues;;5"]
    assert "2026-12;Où;'=1+1;5" in lines


def test_a_month_of_others_is_not_mine(inside, worked, writer):
    other = PracticeFactory()
    mediating.count_passing(other, date(2026, 12, 7), "", by=writer)

    assert "<b>5</b>" in inside.get(reverse("mediating:month")).content.decode()
    assert inside.get(reverse("mediating:month"), {"agenda": other.pk}).content.decode().count("<b>") == 1


@pytest.mark.parametrize("asked", ["2026-99", "\0", "9999-12", "0001-01", "x" * 500])
def test_a_month_that_makes_no_sense_is_this_one(inside, diary, asked):
    assert "Décembre 2026" in inside.get(reverse("mediating:month"), {"mois": asked}).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_with_one_and_with_three(diary, writer, count, django_assert_num_queries):
    for _number in range(count):
        mediating.count_passing(PracticeFactory(), date(2026, 12, 7), "", by=writer)
    practices = list(Practice.objects.select_related("place"))

    with django_assert_num_queries(3):
        assert counting.the_month(practices, date(2026, 12, 1)).total == count
