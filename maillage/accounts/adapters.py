"""How allauth works for us: nobody signs up, mails leave through the outbox, secrets are encrypted at rest."""

import uuid

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.db import transaction
from django.shortcuts import redirect, resolve_url
from django.utils.translation import gettext

from maillage.core import outbox
from maillage.core.sealing import seal, unseal

CHANGES = {
    "mfa/email/totp_activated", "mfa/email/totp_deactivated", "mfa/email/webauthn_added", "mfa/email/webauthn_removed",
    "mfa/email/recovery_codes_generated",
}  # fmt: skip


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request) -> bool:
        return False

    def get_login_stages(self) -> list[str]:
        return ["allauth.mfa.stages.AuthenticateStage"]

    def get_login_redirect_url(self, request) -> str:
        return resolve_url(settings.LOGIN_REDIRECT_URL)

    def respond_user_inactive(self, request, user):
        return redirect(settings.LOGIN_URL)

    def add_message(self, *args, **kwargs) -> None:
        """Our pages say what was done."""

    @transaction.atomic
    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """The only mails allauth sends here say that a second factor changed."""
        if template_prefix in CHANGES:
            outbox.post(key=f"account:{uuid.uuid4()}", to=email, template="mails/accounts/changed", context={})

    def send_notification_mail(self, template_prefix, user, context=None, email=None) -> None:
        if user.email:
            self.send_mail(template_prefix, user.email, context or {})


class SecondFactorAdapter(DefaultMFAAdapter):
    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text)

    def get_totp_issuer(self) -> str:
        return f"Maillage {settings.MAILLAGE_TERRITORY}"

    def _get_site_name(self) -> str:
        return self.get_totp_issuer()

    def generate_authenticator_name(self, user, type) -> str:
        return gettext("Clé d'accès")
