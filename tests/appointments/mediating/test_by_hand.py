"""Somebody is written in by hand; over another one only after an explicit warning, and it is logged (behaviour 6)."""

import re

import pytest
from django.urls import reverse

from maillage.appointments import actions
from maillage.appointments.models import Appointment
from maillage.core.models import Event
from tests.appointments.saying import at, clocks

ONE = {"day": "2026-12-07", "start": "10:00", "minutes": "30", "language": "ar", "booked_by": "un professionnel"}


def add(client, diary, **more):
    return client.post(reverse("mediating:add", args=[diary.pk]), ONE | more)


def test_a_free_moment_is_booked_and_the_ticket_is_there(inside, diary, writer):
    page = add(inside, diary, called="M. T.").content.decode()

    row = Appointment.objects.get()
    assert (clocks([row]), row.by, row.called, row.language, row.forced) == (["10:00"], writer, "M. T.", "ar", False)
    ticket = re.search(r'href="(/rendez-vous/[^"]+)"', page)[1]
    assert inside.get(ticket).status_code == 200


@pytest.mark.parametrize(("phone", "warned"), [("", True), ("06 12 34 56 78", False)])
def test_one_is_told_that_nothing_will_be_sent(inside, diary, settings, phone, warned):
    settings.MAILLAGE_SMS = "file"
    page = add(inside, diary, phone=phone).content.decode()

    assert ("Aucun message ne partira" in page) is warned


def test_over_another_one_first_a_warning_then_knowingly(inside, diary):
    there = actions.book(diary, at("10:00")).appointment

    warned = add(inside, diary)
    assert (warned.status_code, Appointment.objects.count()) == (409, 1)
    assert there.code in warned.content.decode()

    again = add(inside, diary, **{"quand-meme": "1"})  # without having been shown whom it meets
    assert (again.status_code, Appointment.objects.count()) == (409, 1)

    add(inside, diary, **{"quand-meme": "1", "vu": there.pk})
    assert list(Appointment.objects.order_by("pk").values_list("lane", "forced")) == [(0, False), (1, True)]
    assert Event.objects.filter(verb="forced").count() == 1


def test_out_of_hours_is_a_warning_too(inside, diary):
    assert add(inside, diary, start="15:00").status_code == 409

    add(inside, diary, start="15:00", **{"quand-meme": "1"})
    assert clocks(Appointment.objects.all()) == ["15:00"]


@pytest.mark.parametrize(
    "sent",
    [
        {"start": "10:03"}, {"start": "\0"}, {"day": "32/01/2027"}, {"minutes": "1000000"}, {"language": "klingon"},
        {"phone": "12"}, {"email": "x"}, {"called": "\0"}, {"booked_by": "x"}, {"day": "0001-01-01"},
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_said_and_nothing_typed_is_lost(inside, diary, sent):
    page = add(inside, diary, **{"called": "Mme K."} | sent)

    assert (page.status_code, Appointment.objects.count()) == (422, 0)
    assert "Mme K." in page.content.decode() or "called" in sent


def test_the_same_person_is_not_in_two_places(inside, diary):
    add(inside, diary, phone="0612345678", booked_by="la personne")

    page = add(inside, diary, phone="0612345678", booked_by="la personne", start="15:00", **{"quand-meme": "1"})
    assert page.status_code == 200

    twice = add(inside, diary, phone="0612345678", booked_by="la personne", start="10:00")
    assert (twice.status_code, Appointment.objects.count()) == (409, 2)
