"""What every app leans on: what changed since, what happened, what must be told, what must be done later."""

import uuid

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from maillage.core.enums import Channel, JobState, MessageState
from maillage.core.sealing import SealedField


class Revision(models.Model):
    """`value` grows with each writing transaction on a subject ("places").

    The row is locked from the update to the commit: on PostgreSQL too, who saw revision n has seen all up to n.
    """

    subject = models.CharField(max_length=40, primary_key=True)
    value = models.BigIntegerField(default=0)

    @classmethod
    def advance(cls, subject: str) -> int:
        """The next revision; call inside the transaction that writes."""
        if not cls.objects.filter(pk=subject).update(value=F("value") + 1):
            cls.objects.get_or_create(pk=subject)
            cls.objects.filter(pk=subject).update(value=F("value") + 1)
        return cls.current(subject)

    @classmethod
    def current(cls, subject: str) -> int:
        return cls.objects.filter(pk=subject).values_list("value", flat=True).first() or 0


class Unchangeable(TypeError):
    """What happened is never rewritten."""


class EventQuerySet(models.QuerySet):
    def about(self, subject: models.Model):
        return self.filter(subject_type=subject._meta.label_lower, subject_id=str(subject.pk))

    def update(self, **columns):
        raise Unchangeable("an event is not changed")

    def delete(self):
        raise Unchangeable("an event is not deleted")


class Event(models.Model):
    """Who did what to what, when. Written by `core.events.tell` only, never changed."""

    at = models.DateTimeField("quand", default=timezone.now, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="qui"
    )
    verb = models.CharField("action", max_length=60)
    subject_type = models.CharField("sur quoi", max_length=60)  # "census.campaign"
    subject_id = models.CharField("lequel", max_length=64)
    told = models.JSONField("détails", default=dict, blank=True, encoder=DjangoJSONEncoder)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = "événement"
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "at"], name="core_event_subject"),
            models.Index(fields=["at"], name="core_event_at"),
        ]

    def __str__(self):
        return f"{self.verb} {self.subject_type} {self.subject_id}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise Unchangeable("an event is not changed")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise Unchangeable("an event is not deleted")


def address_digest(address: str) -> str:
    """Finds what went to an address without keeping the address."""
    return salted_hmac("maillage.core.message", address.strip().casefold(), algorithm="sha256").hexdigest()


class MessageQuerySet(models.QuerySet):
    def sent_to(self, address: str):
        return self.filter(to_hash=address_digest(address))


class Message(models.Model):
    """A mail or a short message to send, written in the transaction of what it announces (`core.outbox.post`)."""

    key = models.CharField("clé", max_length=200, unique=True)
    channel = models.CharField("par", max_length=10, choices=Channel, default=Channel.MAIL)
    to = SealedField("destinataire", blank=True)  # perhaps a resident; emptied by the purge
    to_hash = models.CharField(max_length=64, blank=True, db_index=True)
    template = models.CharField("modèle", max_length=100)
    language = models.CharField("langue", max_length=10, default="fr")
    subject = models.CharField("objet", max_length=250, blank=True)
    text = SealedField("texte", blank=True)  # it may hold a code or a link that opens something
    html = SealedField("texte mis en forme", blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="demandé par"
    )
    created_at = models.DateTimeField("écrit le", default=timezone.now, editable=False)
    send_after = models.DateTimeField("pas avant", default=timezone.now)
    useful_until = models.DateTimeField("utile jusqu'au", null=True, blank=True)

    state = models.CharField("état", max_length=20, choices=MessageState, default=MessageState.WAITING)
    attempts = models.PositiveIntegerField("essais", default=0)
    claim = models.UUIDField("prise", null=True, blank=True, editable=False)
    leased_until = models.DateTimeField("prise jusqu'à", null=True, blank=True, editable=False)
    reason = models.TextField("raison", blank=True)  # what the mail server said last
    settled_at = models.DateTimeField("terminé le", null=True, blank=True)
    purged_at = models.DateTimeField("contenu effacé le", null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = "message"
        ordering = ["-created_at", "-id"]
        indexes = [
            models.Index(fields=["state", "send_after"], name="core_message_due"),
            models.Index(fields=["settled_at"], name="core_message_settled"),
        ]

    def __str__(self):
        return self.key

    def save(self, *args, **kwargs):
        self.to_hash = address_digest(self.to) if self.to else ""
        super().save(*args, **kwargs)


class Job(models.Model):
    """Work asked for once (`core.jobs.enqueue`), done by the worker; progress is read with `core.jobs.progress_of`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField("travail", max_length=100)
    args = models.JSONField("sur quoi", default=dict, encoder=DjangoJSONEncoder)
    state = models.CharField("état", max_length=20, choices=JobState, default=JobState.WAITING)
    created_at = models.DateTimeField("demandé le", default=timezone.now, editable=False)
    started_at = models.DateTimeField("commencé le", null=True, blank=True)
    ended_at = models.DateTimeField("terminé le", null=True, blank=True)
    attempts = models.PositiveIntegerField("essais", default=0)
    claim = models.UUIDField("prise", null=True, blank=True, editable=False)
    leased_until = models.DateTimeField("prise jusqu'à", null=True, blank=True, editable=False)
    result = models.JSONField("résultat", null=True, blank=True, encoder=DjangoJSONEncoder)
    reason = models.TextField("raison de l'échec", blank=True)

    class Meta:
        verbose_name = "travail"
        verbose_name_plural = "travaux"
        ordering = ["created_at", "pk"]
        indexes = [models.Index(fields=["state", "created_at"], name="core_job_due")]

    def __str__(self):
        return f"{self.name} {self.id}"


class JobRun(models.Model):
    """The last time a scheduled function (`core.jobs.every`) ran; claimed so that two workers never run it at once."""

    name = models.CharField("travail", max_length=100, primary_key=True)
    last_at = models.DateTimeField("dernière fois", null=True, blank=True)
    next_at = models.DateTimeField("prochaine fois", default=timezone.now)
    seconds = models.FloatField("durée", null=True, blank=True)
    claim = models.UUIDField("prise", null=True, blank=True, editable=False)
    leased_until = models.DateTimeField("prise jusqu'à", null=True, blank=True, editable=False)
    reason = models.TextField("raison de l'échec", blank=True)

    class Meta:
        verbose_name = "passage"
        ordering = ["name"]

    def __str__(self):
        return self.name
