import factory
from django.utils import timezone

from maillage.workshops.enums import Column
from maillage.workshops.models import Board, Card, Commitment, Meeting, Series, Table
from tests.factories import OrganisationFactory


class SeriesFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Series
        django_get_or_create = ["slug"]

    slug, nom = "petits-dejeuners", "Petits déjeuners"


class MeetingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Meeting

    series = factory.SubFactory(SeriesFactory)
    edition = factory.Sequence(lambda n: n + 1)
    day = factory.LazyFunction(timezone.localdate)


class TableFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Table

    meeting = factory.SubFactory(MeetingFactory)
    number = factory.Sequence(lambda n: n + 1)


class BoardFactory(factory.django.DjangoModelFactory):
    """Open to phones."""

    class Meta:
        model = Board

    table = factory.SubFactory(TableFactory)
    meeting = factory.SelfAttribute("table.meeting")
    title = "Métaplan"
    code = factory.Sequence(lambda n: f"ABCD-{n}")


class CardFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Card

    board = factory.SubFactory(BoardFactory)
    text = factory.Sequence(lambda n: f"Carte {n}")
    column = Column.NEED_RESIDENT


class CommitmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Commitment

    meeting = factory.SubFactory(MeetingFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    text = "Tenir un stand au marché"
