"""Holders who were asked whether all is still true, one in each state; run inside the site's own environment."""

from datetime import timedelta

from django.utils import timezone

from maillage.census.models import Campaign, Channel, RequestLink
from maillage.census.verifying import queries
from maillage.census.verifying.actions import answering, asking, doubt
from maillage.census.verifying.choosing import Choice

UNTOUCHED = "les-fileurs-du-numerique"  # the journeys' own
LINKS = ("lien-a-relire", "lien-repondu", "lien-perime")


def ask_holders(by) -> None:
    """One who has not answered, about places somebody doubts; one who has; one who waited too long."""
    campaign = Campaign.objects.create(nom="Essai d'automne", message="Merci de relire avant les fêtes.", by=by)
    structures = [one for one in queries.preview(Choice()).to_ask if one.organisation]
    holders = [one for one in structures if one.organisation.slug != UNTOUCHED]
    holders.sort(key=lambda one: -len(one.places[0].horaires))
    for token, holder in zip(LINKS, holders, strict=False):
        holder.email = f"{token}@exemple.test"
        request = asking.ask(campaign, holder, by=by)
        RequestLink.objects.create(request=request, token_hash=queries.link_digest(token))
        _settle(token, request)


def _settle(token: str, request) -> None:
    if token == "lien-repondu":
        answering.confirm_all(queries.lines(request), channel=Channel.MAIL, request=request)
    elif token == "lien-perime":
        request.expires_at = timezone.now() - timedelta(days=1)
        request.save()
    else:
        doubt(request.lines.first().place, ["horaires"])
