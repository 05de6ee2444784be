from allauth.mfa.models import Authenticator
from django.db.models import QuerySet
from django.utils import timezone

from maillage.accounts.models import AccessCode, LoginLink, User
from maillage.accounts.secrets import digest, name_typed, paper_code_typed

SECOND_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def by_email(email: str) -> User | None:
    """Whoever may log in with this address."""
    return User.objects.filter(email__iexact=email.strip(), is_active=True).exclude(email="").first()


def open_links() -> QuerySet[LoginLink]:
    """Not used, not too old, of someone who may still log in."""
    now = timezone.now()
    return LoginLink.objects.filter(used_at=None, expires_at__gt=now, user__is_active=True).select_related("user")


def link_of(token: str) -> LoginLink | None:
    return open_links().filter(token_hash=digest("login-link", token)).first()


def access_code(name: str, code: str) -> AccessCode | None:
    """The code must be right, and typed beside the name it was made for."""
    hashed = digest("paper-code", paper_code_typed(code))
    valid = AccessCode.objects.filter(revoked_at=None, expires_at__gt=timezone.now(), user__is_active=True)
    found = valid.select_related("user").filter(code_hash=hashed).first()
    return found if found and name_typed(found.user.name) == name_typed(name) else None


def second_factors(user: User) -> list[Authenticator]:
    return list(Authenticator.objects.filter(user=user, type__in=SECOND_FACTORS).order_by("created_at"))


def has_second_factor(user: User) -> bool:
    return Authenticator.objects.filter(user=user, type__in=SECOND_FACTORS).exists()
