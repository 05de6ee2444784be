"""Second factors of an account: added and removed with a mail that says so; recovery codes shown once."""

import segno
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.internal.flows import delete_and_cleanup
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.core import signing
from django.db import transaction
from django.http import HttpRequest

from maillage.accounts.adapters import AccountAdapter
from maillage.accounts.models import User
from maillage.core.events import tell


def shown(user: User, secret: str) -> dict[str, str]:
    """What the page of the application shows: a code to scan, the same to type, and the secret signed for the form."""
    address = get_adapter().build_totp_url(user, secret)
    return {
        "picture": segno.make(address, error="m").svg_data_uri(scale=6, border=3),
        "typed": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        "address": address,
        "signed": signing.dumps({"secret": secret}, salt=f"maillage.totp-secret.{user.pk}"),
    }


@transaction.atomic
def add_application(request: HttpRequest, secret: str) -> list[str]:
    """A new application takes the former one's place."""
    Authenticator.objects.filter(user=request.user, type=Authenticator.Type.TOTP).delete()
    TOTP.activate(request.user, secret)
    return _added(request, "mfa/email/totp_activated")


@transaction.atomic
def add_passkey(request: HttpRequest, accepted: dict) -> list[str]:
    WebAuthn.add(request.user, accepted["name"], accepted["credential"])
    return _added(request, "mfa/email/webauthn_added")


def _added(request: HttpRequest, change: str) -> list[str]:
    """The recovery codes when they are new, else none: they were shown already."""
    known = Authenticator.objects.filter(user=request.user, type=Authenticator.Type.RECOVERY_CODES).exists()
    _say(request, change)
    return [] if known else RecoveryCodes.activate(request.user).get_unused_codes()


@transaction.atomic
def remove(request: HttpRequest, factor: Authenticator) -> None:
    delete_and_cleanup(request, factor)
    _say(request, "mfa/email/webauthn_removed")


@transaction.atomic
def new_recovery_codes(request: HttpRequest) -> list[str]:
    Authenticator.objects.filter(user=request.user, type=Authenticator.Type.RECOVERY_CODES).delete()
    _say(request, "mfa/email/recovery_codes_generated")
    return RecoveryCodes.activate(request.user).get_unused_codes()


def _say(request: HttpRequest, change: str) -> None:
    AccountAdapter(request).send_notification_mail(change, request.user)
    tell("second factor changed", request.user, by=request.user)
