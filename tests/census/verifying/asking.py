"""A holder who was asked: what the tests of this part begin with."""

from django.db import transaction

from maillage.census.models import Campaign, Request
from maillage.census.verifying import queries
from maillage.census.verifying.actions import asking


@transaction.atomic
def asked(*places, campaign: Campaign | None = None) -> tuple[Request, str]:
    """A request about these places, and the path of its page."""
    campaign = campaign or Campaign.objects.create(nom="Essai")
    request = asking.ask(campaign, queries.holders(places)[0])
    return request, asking.new_link(request)
