from django.db import models
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    MAIL = "mail", _("courriel")
    SMS = "sms", _("SMS")


class MessageState(models.TextChoices):
    """docs/decisions/0007-a-message-is-a-row.md draws the arrows."""

    WAITING = "waiting", _("à envoyer")
    CLAIMED = "claimed", _("pris par un facteur")
    HANDING_OVER = "handing over", _("en train d'être remis")
    SENT = "sent", _("envoyé")
    UNCERTAIN = "uncertain", _("peut-être envoyé")
    FAILED = "failed", _("refusé")
    TOO_LATE = "too late", _("plus utile, non envoyé")


class JobState(models.TextChoices):
    WAITING = "waiting", _("à faire")
    RUNNING = "running", _("en cours")
    DONE = "done", _("fait")
    FAILED = "failed", _("échoué")
