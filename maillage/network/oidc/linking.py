"""From an identity to a member: known already by the provider's number, else by a verified address, else expected."""

from typing import Any

from django.conf import settings
from django.db import transaction

from maillage.accounts.models import FederatedIdentity, User
from maillage.accounts.queries import by_email
from maillage.network.team import actions
from maillage.network.team.queries import open_invitations


@transaction.atomic
def member_of(person: dict[str, Any]) -> User | None:
    """None: nobody here, and nobody expected. Nothing is made then."""
    same = {"issuer": settings.MAILLAGE_OIDC_ISSUER, "subject": str(person["sub"])}
    known = FederatedIdentity.objects.filter(**same, user__is_active=True).select_related("user").first()
    if known:
        return known.user
    email = _verified_address(person)
    user = (by_email(email) or _expected(email)) if email else None
    if user:
        FederatedIdentity.objects.update_or_create(**same, defaults={"user": user})
    return user


def _verified_address(person: dict[str, Any]) -> str:
    """ProConnect vouches for the addresses it gives and says nothing of it: MAILLAGE_OIDC_VOUCHES=1 says it instead."""
    vouched = person.get("email_verified") is True
    if "email_verified" not in person:
        vouched = settings.MAILLAGE_OIDC_VOUCHES
    return str(person.get("email", "")).strip().lower() if vouched else ""


def _expected(email: str) -> User | None:
    """Entering accepts every invitation that waits for this address."""
    user = None
    for invitation in open_invitations().filter(email__iexact=email):
        user = actions.accept(invitation, user=user) or user
    return user
