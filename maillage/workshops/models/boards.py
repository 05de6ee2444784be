"""A board and its cards. What somebody wrote is kept word for word; all the rest may be sorted again."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maillage.network.models import Organisation
from maillage.places.enums import Service
from maillage.territory.models import Zone
from maillage.workshops.enums import AXES, Category, Column, Via
from maillage.workshops.models.meetings import Meeting, Table

LONGEST = 2_000


class Board(models.Model):
    """A métaplan. `code` opens it to phones until it is withdrawn, or the meeting closed; `revision` grows with each
    change, under the lock of this row, so that who has read revision n has seen all up to n."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="boards", verbose_name="rencontre")
    table = models.OneToOneField(
        Table, models.SET_NULL, null=True, blank=True, related_name="board", verbose_name="table"
    )
    title = models.CharField("titre", max_length=120)
    atmosphere = models.TextField("note d'ambiance", blank=True)
    synthesis = models.TextField("synthèse dite en plénière", blank=True)
    code = models.CharField("code", max_length=20, unique=True, null=True, blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "métaplan"
        ordering = ["table__number", "pk"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("meetings:board", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return bool(self.code) and self.meeting.closed_at is None


class CardGroup(models.Model):
    """Cards that say the same thing. They all stay; one of them speaks for the others."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="groups", verbose_name="rencontre")
    automatic = models.BooleanField("mêmes mots", default=False)

    class Meta:
        verbose_name = "groupe de cartes"
        ordering = ["pk"]


class Card(models.Model):
    """One sticky note, word for word."""

    board = models.ForeignKey(Board, models.CASCADE, related_name="cards", verbose_name="métaplan")
    text = models.TextField("texte", max_length=LONGEST)
    column = models.CharField("colonne", max_length=20, choices=Column)
    category = models.CharField("genre d'action", max_length=20, choices=Category, blank=True)
    theme = models.CharField("thème", max_length=80, choices=Service, blank=True)
    zone = models.ForeignKey(Zone, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="quartier")
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="structure"
    )
    group = models.ForeignKey(
        CardGroup, models.SET_NULL, null=True, blank=True, related_name="cards", verbose_name="groupe"
    )
    via = models.CharField("arrivée", max_length=20, choices=Via, default=Via.FACILITATOR)
    reference = models.CharField("repère", max_length=20, blank=True)  # of a transcription: "M1-13"
    remark = models.CharField("remarque de transcription", max_length=300, blank=True)
    sent_as = models.CharField(max_length=64, blank=True)  # what a phone sends twice arrives once
    hidden_at = models.DateTimeField("cachée le", null=True, blank=True)
    at = models.DateTimeField("écrite le", default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="ajoutée par"
    )

    class Meta:
        verbose_name = "carte"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="workshops_a_card_sent_twice_is_one", fields=["board", "sent_as"],
                condition=~models.Q(sent_as=""),
            )
        ]  # fmt: skip
        indexes = [models.Index(fields=["at"], name="workshops_card_at")]

    def __str__(self):
        return self.text[:60]

    def get_absolute_url(self):
        return reverse("meetings:card", args=[self.pk])

    @property
    def axis(self) -> str:
        return next(axis for axis, columns in AXES.items() if self.column in columns)


class CardBecame(models.Model):
    """What came of a card: a commitment here; an offer, a need, a gap of the apps around, by kind and identifier."""

    class Kind(models.TextChoices):
        COMMITMENT = "engagement", _("un engagement")
        OFFER = "action", _("une action de l'annuaire")
        NEED = "besoin", _("un besoin du diagnostic")
        GAP = "manque", _("un manque suivi")

    card = models.ForeignKey(Card, models.CASCADE, related_name="became", verbose_name="carte")
    kind = models.CharField("en quoi", max_length=20, choices=Kind)
    ref = models.CharField("lequel", max_length=64)
    at = models.DateTimeField("quand", default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="par"
    )

    class Meta:
        verbose_name = "suite d'une carte"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(name="workshops_a_card_becomes_it_once", fields=["card", "kind", "ref"])]
        indexes = [models.Index(fields=["kind", "ref"], name="workshops_became_ref")]


class SetApart(models.Model):
    """Two cards somebody read as two different things: not proposed again."""

    first = models.ForeignKey(Card, models.CASCADE, related_name="+")
    second = models.ForeignKey(Card, models.CASCADE, related_name="+")

    class Meta:
        verbose_name = "cartes distinguées"
        constraints = [
            models.UniqueConstraint(name="workshops_set_apart_once", fields=["first", "second"]),
            models.CheckConstraint(
                name="workshops_set_apart_in_order", condition=models.Q(first__lt=models.F("second"))
            ),
        ]
