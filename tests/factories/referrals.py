"""Sheets written as the site writes them: `sheet(place=…)` gives what `write` gave, tokens included."""

from maillage.places.enums import Service
from maillage.referrals.actions import Agreement, Doer, Draft, Written, write
from maillage.referrals.enums import ConsentChannel, Who
from tests.factories import OrganisationFactory, PlaceFactory

SAID_YES = Agreement(language="fr", channel=ConsentChannel.SPOKEN)


def sheet(*, organisation=None, place=None, by=None, consent=SAID_YES, after=None, **draft) -> Written:
    place = place or PlaceFactory(organisation=OrganisationFactory())
    draft = {"service": Service.DEMARCHES, "need": "Faire un dossier", "called": "Camille"} | draft
    organisation = organisation or OrganisationFactory()
    return write(Draft(place=place, **draft), by=by, organisation=organisation, consent=consent, after=after)


def receiver(referral) -> Doer:
    return Doer(Who.RECEIVER, organisation=referral.receiver_id)


def bearer(who: str = Who.PERSON) -> Doer:
    return Doer(who)
