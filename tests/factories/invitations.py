import factory
from django.utils import timezone

from maillage.workshops.models import MeetingInvitation
from tests.factories import OrganisationFactory
from tests.factories.meetings import MeetingFactory


class InvitationFactory(factory.django.DjangoModelFactory):
    """By mail; it knows of the day and the place that hold."""

    class Meta:
        model = MeetingInvitation

    meeting = factory.SubFactory(MeetingFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    told_at = factory.LazyFunction(timezone.now)
    told_day = factory.SelfAttribute("meeting.day")
    told_where = factory.SelfAttribute("meeting.where")
    mailed, letters = True, 1
