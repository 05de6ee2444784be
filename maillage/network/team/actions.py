"""Who joins a structure, in which role, and leaves it. What happened is told without any name or address."""

from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from maillage.accounts import actions as accounts
from maillage.accounts.models import AccessCode, User
from maillage.accounts.queries import by_email
from maillage.accounts.secrets import digest, new_token
from maillage.core import outbox
from maillage.core.events import tell
from maillage.core.models import Event
from maillage.network.enums import Role
from maillage.network.models import Contact, Invitation, Membership, Organisation
from maillage.network.team.queries import REMOVED, RESTORED, open_invitations, others_manage

INVITATION_DAYS = 14
FORGOTTEN_AFTER = 30  # days


class AlreadyThere(Exception):
    """This person already holds this role in this structure."""


class LastManager(Exception):
    """Nobody else answers for the structure: say why, or name someone first."""


# -- inviting


@transaction.atomic
def invite(organisation: Organisation, *, email: str, role: str, by: User) -> Invitation:
    """A mail with a link. Inviting again replaces the former link."""
    email = email.strip().lower()
    if Membership.objects.filter(organisation=organisation, user__email__iexact=email, role=role).exists():
        raise AlreadyThere
    same = open_invitations().filter(organisation=organisation, email__iexact=email, role=role)
    same.update(withdrawn_at=timezone.now())
    token, ends = new_token(), timezone.now() + timedelta(days=INVITATION_DAYS)
    invitation = Invitation.objects.create(
        organisation=organisation, role=role, email=email, by=by, expires_at=ends, token_hash=_digest(token)
    )
    _write_to(invitation, token)
    tell("invited", organisation, by=by, invitation=invitation.pk, role=role)
    return invitation


def _digest(token: str) -> str:
    return digest("invitation", token)


def _write_to(invitation: Invitation, token: str) -> None:
    outbox.post(
        key=f"invitation:{invitation.pk}",
        to=invitation.email,
        template="mails/network/invitation",
        context={"invitation": invitation, "token": token, "days": INVITATION_DAYS},
        by=invitation.by,
        useful_until=invitation.expires_at,
    )


@transaction.atomic
def withdraw(invitation: Invitation, *, by: User) -> bool:
    """The link stops; False when it no longer waited for an answer."""
    done = open_invitations().filter(pk=invitation.pk).update(withdrawn_at=timezone.now())
    if done:
        tell("invitation withdrawn", invitation.organisation, by=by, invitation=invitation.pk)
    return bool(done)


@transaction.atomic
def accept(invitation: Invitation, *, user: User | None = None, name: str = "", consents: bool = False) -> User | None:
    """Once. The account is the one given, else that of the address, else a new one; None when it is too late."""
    waiting = open_invitations().select_for_update(of=("self",)).select_related("organisation")
    found = waiting.filter(pk=invitation.pk).first()
    if found is None:
        return None
    user = user or by_email(found.email) or _newcomer(found.email, name=name, consents=consents)
    Invitation.objects.filter(pk=found.pk).update(accepted_at=timezone.now(), accepted_by=user)
    _join(found.organisation, user, found.role, by=user)
    return user


def _newcomer(email: str, *, name: str, consents: bool) -> User:
    user = User(email=email)
    user.set_unusable_password()
    user.save()
    accounts.introduce(user, name=name, telephone="", consents=consents)
    return user


def _join(organisation: Organisation, user: User, role: str, *, by: User) -> Membership:
    membership, _ = Membership.objects.get_or_create(organisation=organisation, user=user, role=role)
    tell("member joined", organisation, by=by, user=user.pk, role=role)
    return membership


def forgettable() -> QuerySet[Invitation]:
    """Those nobody accepted, a month after their end: the address goes with them."""
    old = timezone.now() - timedelta(days=FORGOTTEN_AFTER)
    return Invitation.objects.filter(accepted_at=None, expires_at__lt=old)


def forget_invitations() -> int:
    return forgettable().delete()[0]


# -- on paper


@transaction.atomic
def welcome_on_paper(organisation: Organisation, *, name: str, role: str, by: User) -> tuple[AccessCode, str]:
    """An account for somebody without e-mail, and the code for their slip of paper."""
    user = _newcomer("", name=name, consents=False)
    _join(organisation, user, role, by=by)
    return accounts.make_paper_code(user, by=by)


@transaction.atomic
def stop_paper(user: User, *, by: User) -> None:
    accounts.revoke_paper_codes(user)
    tell("paper code stopped", user, by=by)


# -- changing


@transaction.atomic
def change_role(membership: Membership, role: str, *, by: User) -> None:
    _lock(membership)
    if membership.role == role:
        return
    held = Membership.objects.filter(organisation=membership.organisation_id, user=membership.user_id, role=role)
    if held.exists():
        raise AlreadyThere
    if membership.role == Role.MANAGER and not others_manage(membership):
        raise LastManager
    before, membership.role = membership.role, role
    membership.save(update_fields=["role"])
    tell("role changed", membership.organisation, by=by, user=membership.user_id, before=before, role=role)


@transaction.atomic
def remove(membership: Membership, *, by: User, word: str = "") -> Event:
    """The last person who answers for a structure does not leave without a word."""
    _lock(membership)
    if membership.role == Role.MANAGER and not word.strip() and not others_manage(membership):
        raise LastManager
    event = tell(
        REMOVED, membership.organisation, by=by, user=membership.user_id, role=membership.role, word=word.strip()
    )
    membership.delete()
    return event


@transaction.atomic
def restore(organisation: Organisation, removal: Event, *, by: User) -> Membership | None:
    """Undo a removal; None when the person closed their account since."""
    user = User.objects.filter(pk=removal.told["user"], is_active=True).first()
    if user is None:
        return None
    role = removal.told["role"]
    membership, _ = Membership.objects.get_or_create(organisation=organisation, user=user, role=role)
    tell(RESTORED, organisation, by=by, user=user.pk, role=role)
    return membership


def _lock(membership: Membership) -> None:
    """Two removals at once never leave a structure without anyone."""
    Organisation.objects.select_for_update().get(pk=membership.organisation_id)


# -- leaving for good


@transaction.atomic
def close_account(user: User) -> None:
    """Memberships end; the name and address go from every contact and invitation; the mails still kept go too."""
    held = list(user.memberships.select_related("organisation"))
    for membership in held:
        tell(REMOVED, membership.organisation, by=user, user=user.pk, role=membership.role, word="")
    _forget_contacts(user, [membership.organisation_id for membership in held])
    if user.email:
        Invitation.objects.filter(email__iexact=user.email).delete()
        outbox.forget(user.email)
    user.memberships.all().delete()
    accounts.close(user)
    tell("account closed", user, by=user)


def _forget_contacts(user: User, organisations: list[int]) -> None:
    named = Contact.objects.filter(organisation__in=organisations)
    if user.name:
        named.filter(person__iexact=user.name).update(person="", consented_on=None)
    if user.email:
        Contact.objects.filter(courriel__iexact=user.email).update(courriel="")
