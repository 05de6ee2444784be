from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from maillage.accounts.models import AccessCode, User
from maillage.accounts.secrets import digest
from maillage.core.models import Event
from maillage.network.enums import Role
from maillage.network.models import Invitation, Membership, Organisation

UNDOABLE = timedelta(days=30)
REMOVED, RESTORED = "member removed", "member restored"


@dataclass(frozen=True)
class Gone:
    """Someone who left lately, and can come back."""

    event_id: int
    person: User
    role: str
    at: object


def memberships(organisation: Organisation) -> QuerySet[Membership]:
    return organisation.memberships.select_related("user").order_by("role", "user__name", "user__email", "pk")


def waiting(organisation: Organisation) -> QuerySet[Invitation]:
    return open_invitations().filter(organisation=organisation)


def open_invitations() -> QuerySet[Invitation]:
    return Invitation.objects.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=timezone.now())


def invitation_of(token: str) -> Invitation | None:
    return open_invitations().select_related("organisation").filter(token_hash=digest("invitation", token)).first()


def paper_codes(organisation: Organisation) -> dict[int, AccessCode]:
    """The code each person without e-mail holds now."""
    held = AccessCode.objects.filter(revoked_at=None, user__memberships__organisation=organisation, user__email="")
    return {code.user_id: code for code in held.order_by("at")}


def structures(words: str = "") -> QuerySet[Organisation]:
    """Every structure, with how many people it has and expects."""
    now = timezone.now()
    expected = Q(invitations__accepted_at=None, invitations__withdrawn_at=None, invitations__expires_at__gt=now)
    counted = Organisation.objects.annotate(
        people=Count("memberships__user", distinct=True), expected=Count("invitations", filter=expected, distinct=True)
    )
    for word in words.replace("\x00", "").split():
        counted = counted.filter(Q(nom__icontains=word) | Q(aliases__icontains=word))
    return counted.order_by("nom")


def others_manage(membership: Membership) -> bool:
    """Somebody else answers for the structure."""
    managers = Membership.objects.filter(organisation=membership.organisation, role=Role.MANAGER, user__is_active=True)
    return managers.exclude(pk=membership.pk).exists()


def gone(organisation: Organisation) -> list[Gone]:
    """Removed in the last weeks, not back since."""
    events = Event.objects.about(organisation).filter(verb=REMOVED, at__gt=timezone.now() - UNDOABLE)
    told = [(event, event.told["user"], event.told["role"]) for event in events]
    held = set(organisation.memberships.values_list("user_id", "role"))
    people = User.objects.filter(is_active=True).in_bulk([user for _, user, _ in told])
    latest = {(user, role): event for event, user, role in reversed(told)}
    return [
        Gone(event.pk, people[user], role, event.at)
        for (user, role), event in latest.items()
        if user in people and (user, role) not in held
    ]
