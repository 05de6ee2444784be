"""Pathways begun as the site begins them: `pathway(place, other)` gives what `begin` gave, tokens included."""

from maillage.places.enums import Service
from maillage.referrals.actions import Doer
from maillage.referrals.enums import PathTemplate, Stage, Who
from maillage.referrals.pathways.actions import Begun, Wanted, begin
from tests.factories import OrganisationFactory

STAGES = (Stage.EQUIP, Stage.BASICS, Stage.THEME, Stage.AUTONOMY)
FOLLOWS = Doer(Who.AUTHOR)


def pathway(*places, organisation=None, doer=FOLLOWS, template=PathTemplate.PARENT, **told) -> Begun:
    """One step in each place; None is a gap."""
    wanted = [Wanted(stage, Service.QUOTIDIEN, place) for stage, place in zip(STAGES, places or (None,), strict=False)]
    return begin(wanted, doer=doer, organisation=organisation or OrganisationFactory(), template=template, **told)
