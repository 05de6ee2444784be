"""What writes accounts: mails that let in, codes, paper codes, closing."""

from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils import timezone

from maillage.accounts import trying
from maillage.accounts.models import AccessCode, LoginLink, User
from maillage.accounts.queries import access_code, by_email, open_links
from maillage.accounts.secrets import digest, digits_typed, name_typed, new_digits, new_paper_code, new_token
from maillage.core import erased, letters, outbox, security
from maillage.core.events import tell

MINUTES = 15
CODE_TRIES = 3
PAPER_DAYS = 90
MAIL = "mails/accounts/entering"


class WrongCode(Exception):
    """Not this one: look at it again."""


class NoMoreTries(Exception):
    """This code is no use any more: ask for another."""


# -- a mail that lets in


@transaction.atomic
def ask_for_mail(email: str, *, then: str = "") -> LoginLink | None:
    """A code and a link to this address, if someone bears it. Who does not gets the same answer, at the same cost."""
    user = by_email(email)
    allowed = trying.spend("mails", email.lower(), most=trying.MAILS_TO_ONE_ACCOUNT)
    if user is None or not allowed:
        letters.write(MAIL, {"code": new_digits(), "token": new_token(), "minutes": MINUTES})
        return None
    link, code, token = open_door(user, then=then)
    outbox.post(
        key=f"login:{link.token_hash}",
        to=user.email,
        template=MAIL,
        context={"code": code, "token": token, "minutes": MINUTES},
        useful_until=link.expires_at,
    )
    return link


@transaction.atomic
def open_door(user: User, *, then: str = "", minutes: float = MINUTES) -> tuple[LoginLink, str, str]:
    """A fresh code and a fresh link, in clear for the only time."""
    code, token = new_digits(), new_token()
    hashed = digest("login-link", token)
    link = LoginLink.objects.create(
        user=user,
        token_hash=hashed,
        code_hash=digest("login-code", hashed, code),
        then=then,
        expires_at=timezone.now() + timedelta(minutes=minutes),
    )
    return link, code, token


@transaction.atomic
def use_link(token: str) -> LoginLink | None:
    """The link, now used; None when it is not one, or not any more."""
    link = open_links().select_for_update(of=("self",)).filter(token_hash=digest("login-link", token)).first()
    return _used(link) if link else None


def use_code(link_id: int | None, code: str, *, email: str, address: str, first: bool) -> LoginLink:
    """The link whose code this is. `first`: nothing was typed yet for this mail; it is worth one try from anywhere."""
    spent = _spend_tries({"account": email, "address": address}, free="address" if first else "")
    link = _try_code(link_id, digits_typed(code))
    if link is None:
        security.record("login failed", way="code")
        raise WrongCode
    for kind, subject in spent.items():
        trying.give_back(kind, subject)
    return link


@transaction.atomic
def _spend_tries(subjects: dict[str, str], *, free: str = "") -> dict[str, str]:
    """Before looking at a code; says which were counted."""
    spent = {kind: subject for kind, subject in subjects.items() if trying.spend(kind, subject)}
    if set(subjects) - set(spent) - {free}:
        raise trying.TooMany
    return spent


@transaction.atomic
def _try_code(link_id: int | None, code: str) -> LoginLink | None:
    link = open_links().select_for_update(of=("self",)).filter(pk=link_id, tries__lt=CODE_TRIES).first()
    if link is None:
        return None
    if digest("login-code", link.token_hash, code) == link.code_hash:
        return _used(link)
    LoginLink.objects.filter(pk=link.pk).update(tries=link.tries + 1)
    return None


def _used(link: LoginLink) -> LoginLink:
    LoginLink.objects.filter(pk=link.pk).update(used_at=timezone.now())
    return link


# -- a code on paper


@transaction.atomic
def make_paper_code(user: User, *, by: User, days: int = PAPER_DAYS) -> tuple[AccessCode, str]:
    """A new code, in clear for the only time; the former ones stop."""
    revoke_paper_codes(user)
    code = new_paper_code()
    made = AccessCode.objects.create(
        user=user, by=by, code_hash=digest("paper-code", code), expires_at=timezone.now() + timedelta(days=days)
    )
    tell("paper code made", user, by=by)
    return made, code


def revoke_paper_codes(user: User) -> int:
    return AccessCode.objects.filter(user=user, revoked_at=None).update(revoked_at=timezone.now())


def use_paper_code(name: str, code: str, *, address: str) -> User:
    """The right code cannot be a guess: it opens whatever was tried before. Wrong ones are counted."""
    found = access_code(name, code)
    if found is None:
        security.record("login failed", way="paper")
        _spend_tries({"paper": name_typed(name), "address": address})
        raise WrongCode
    AccessCode.objects.filter(pk=found.pk).update(last_used_at=timezone.now())
    return found.user


# -- what one says of oneself


@transaction.atomic
def introduce(user: User, *, name: str, telephone: str, consents: bool) -> None:
    user.name, user.telephone = name, telephone
    user.consented_on = (user.consented_on or timezone.localdate()) if consents else None
    user.save(update_fields=["name", "telephone", "consented_on"])


@transaction.atomic
def close(user: User) -> None:
    """Nothing of the person stays but a number, which what they did is signed with. Open sessions end."""
    Authenticator.objects.filter(user=user).delete()
    for rows in (user.login_links, user.access_codes, user.federated_identities):
        rows.all().delete()
    user.username = f"parti-{user.pk}"
    user.email = user.name = user.telephone = user.first_name = user.last_name = ""
    user.consented_on, user.last_login, user.closed_at = None, None, timezone.now()
    user.is_active = user.is_staff = user.is_superuser = False
    user.set_unusable_password()
    user.save()
    erased.remember(user)


def links_limit() -> datetime:
    """A day after their end."""
    return timezone.now() - timedelta(days=1)


def forget_expired() -> int:
    return LoginLink.objects.filter(expires_at__lt=links_limit()).delete()[0]
