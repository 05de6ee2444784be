"""Who logs in, and what lets them in for a while. Codes and links are kept as digests only."""

import uuid

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


def hidden_username() -> str:
    """Nobody types it or reads it: people are known by their e-mail, or by their name and a paper code."""
    return uuid.uuid4().hex


class User(AbstractUser):
    """A person who logs in. Residents never do. A name and a telephone are shown to members, with consent only."""

    name = models.CharField("nom", max_length=120, blank=True)
    telephone = models.CharField("téléphone", max_length=20, blank=True)
    consented_on = models.DateField("accord pour montrer nom, courriel et téléphone", null=True, blank=True)
    closed_at = models.DateTimeField("compte supprimé le", null=True, blank=True)

    class Meta(AbstractUser.Meta):
        constraints = [
            models.UniqueConstraint(
                Lower("email"), condition=~models.Q(email=""), name="accounts_one_account_an_address"
            )
        ]

    def save(self, *args, **kwargs):
        self.username = self.username or hidden_username()
        self.email = self.email.strip().lower()
        super().save(*args, **kwargs)

    def __str__(self):
        return self.name or self.email or gettext("compte sans nom")

    @property
    def shown_name(self) -> str:
        """What other members read beside what this person did."""
        return self.name if self.name and self.consented_on else gettext("un membre du réseau")

    @property
    def shown_email(self) -> str:
        return self.email if self.consented_on else ""

    @property
    def shown_telephone(self) -> str:
        return self.telephone if self.consented_on else ""


class LoginLink(models.Model):
    """What one mail carries: a code to type where it was asked for, and a link. Either works once, for 15 minutes."""

    user = models.ForeignKey(User, models.CASCADE, related_name="login_links")
    token_hash = models.CharField(max_length=64, unique=True)
    code_hash = models.CharField(max_length=64)
    then = models.CharField("page demandée", max_length=500, blank=True)
    at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(db_index=True)
    tries = models.PositiveSmallIntegerField("essais", default=0)
    used_at = models.DateTimeField(null=True, blank=True)


class AccessCode(models.Model):
    """For a person without e-mail: a code on paper, made by their structure, typed beside their name."""

    user = models.ForeignKey(User, models.CASCADE, related_name="access_codes")
    code_hash = models.CharField(max_length=64, unique=True)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", verbose_name="fait par")
    at = models.DateTimeField("fait le", default=timezone.now)
    expires_at = models.DateTimeField("valable jusqu'au")
    revoked_at = models.DateTimeField("annulé le", null=True, blank=True)
    last_used_at = models.DateTimeField("servi le", null=True, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]

    @property
    def valid(self) -> bool:
        return self.revoked_at is None and self.expires_at > timezone.now()


class FederatedIdentity(models.Model):
    """The number an identity provider knows this person by."""

    user = models.ForeignKey(User, models.CASCADE, related_name="federated_identities")
    issuer = models.CharField("fournisseur d'identité", max_length=200)
    subject = models.CharField("numéro chez lui", max_length=255)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="accounts_one_person_a_number_of_a_provider")
        ]


class Tries(models.Model):
    """The last tries on an account or from an address, named by a digest: no e-mail, no address is kept here."""

    subject = models.CharField(max_length=64, primary_key=True)
    at = models.JSONField(default=list)  # seconds since 1970, the oldest first
    last_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("essais")
