"""The words of a meeting: what a card may say, what becomes of a promise."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Column(models.TextChoices):
    """The three axes of a board, cut where people put their cards."""

    NEED_PRO = "besoin-pro", _("Besoins : en tant que professionnel")
    NEED_RESIDENT = "besoin-habitant", _("Besoins : du point de vue de l'habitant")
    EXISTING = "action-existante", _("Actions menées ou connues")
    MISSING = "action-manquante", _("Actions qui manquent")
    EXPECTATION = "attente", _("Réseau : mes attentes")
    COMMITMENT = "engagement", _("Réseau : mes engagements")


class Axis(models.TextChoices):
    NEEDS = "a", _("Les besoins")
    ACTIONS = "b", _("Les actions")
    NETWORK = "c", _("Le réseau")


AXES = {
    Axis.NEEDS: (Column.NEED_PRO, Column.NEED_RESIDENT),
    Axis.ACTIONS: (Column.EXISTING, Column.MISSING),
    Axis.NETWORK: (Column.EXPECTATION, Column.COMMITMENT),
}
PICTOGRAMS = {
    Column.NEED_PRO: "emploi", Column.NEED_RESIDENT: "maison", Column.EXISTING: "oui", Column.MISSING: "rien",
    Column.EXPECTATION: "entendre", Column.COMMITMENT: "aide",
}  # fmt: skip
ASKS = {Column.NEED_PRO, Column.NEED_RESIDENT, Column.MISSING, Column.EXPECTATION}  # what the next meeting answers


class Category(models.TextChoices):
    """What an action does (axis b). The first meeting named them without sorting its cards."""

    AWARENESS = "sensibilisation", _("Sensibilisation")
    TRAINING = "formation", _("Formation")
    EQUIPMENT = "équipement", _("Équipement")
    COMMUNICATION = "communication", _("Communication")


class Via(models.TextChoices):
    PHONE = "téléphone", _("depuis un téléphone")
    FACILITATOR = "animation", _("par l'animation")
    MINUTES = "compte rendu", _("repris d'un compte rendu")


class Status(models.TextChoices):
    """Of a commitment."""

    PROMISED = "pris", _("pris")
    STARTED = "commencé", _("commencé")
    DONE = "tenu", _("tenu")
    DROPPED = "abandonné", _("abandonné")


OPEN = (Status.PROMISED, Status.STARTED)


class Coming(models.TextChoices):
    """What an organisation answers to an invitation."""

    YES = "oui", _("vient")
    NO = "non", _("excusée")
