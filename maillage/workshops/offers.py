"""Actions of the directory that a card may be about."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.urls import reverse

from maillage.places.models import Offer
from maillage.workshops.becoming import Outcome
from maillage.workshops.models import Card

MOST = 300


def outcomes(refs: Iterable[str]) -> dict[str, Outcome]:
    rows = Offer.objects.filter(pk__in=[int(ref) for ref in refs if ref.isdigit()]).select_related("organisation")
    return {str(row.pk): Outcome(_called(row), "dans l'annuaire", _where(row), True) for row in rows}


def _called(offer: Offer) -> str:
    return f"{offer.nom} ({offer.organisation})" if offer.organisation else offer.nom


def _where(offer: Offer) -> str:
    return offer.organisation.get_absolute_url() if offer.organisation else reverse("places:offers")


def may_be(card: Card) -> QuerySet[Offer]:
    """Those of the organisation the card names; all of them when it names none."""
    rows = Offer.objects.select_related("organisation").order_by("organisation__nom", "nom")
    own = rows.filter(organisation=card.organisation_id)
    return own if card.organisation_id and own.exists() else rows
