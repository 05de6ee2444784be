"""Diaries: a public writer who receives on Mondays and Tuesdays from 9 to 12, half an hour each."""

from datetime import date, time

import factory

from maillage.appointments.enums import PracticeKind
from maillage.appointments.models import OpeningRange, Practice, Session, Workshop
from tests.factories import OrganisationFactory, PlaceFactory


class PracticeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Practice

    organisation = factory.SubFactory(OrganisationFactory)
    place = factory.SubFactory(PlaceFactory, organisation=factory.SelfAttribute("..organisation"))
    kind = PracticeKind.WRITER
    notice, horizon = 0, 365


class OpeningRangeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = OpeningRange

    practice = factory.SubFactory(PracticeFactory)
    place = factory.SelfAttribute("practice.place")
    weekday = 0
    start, end = time(9), time(12)
    first_day = date(2024, 1, 1)


class WorkshopFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Workshop

    nom = factory.Sequence(lambda n: f"Atelier {n}")
    organisation = factory.SubFactory(OrganisationFactory)
    place = factory.SubFactory(PlaceFactory, organisation=factory.SelfAttribute("..organisation"))
    seats = 8


class SessionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Session

    workshop = factory.SubFactory(WorkshopFactory)
