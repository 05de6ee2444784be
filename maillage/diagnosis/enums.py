"""The words of the diagnosis."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class NeedFamily(models.TextChoices):
    """Stage 3 of the diagnosis (minutes, l. 168), and what people lack to do alone."""

    DEVICE = "dispositif", _("Un dispositif, une aide")
    EQUIPMENT = "équipement", _("Un équipement")
    CONNECTION = "connexion", _("Une connexion à tarif social")
    SKILL = "compétence", _("Une compétence")


class Barrier(models.TextChoices):
    """Why people stay far from digital tools; they add up (minutes, l. 192)."""

    EQUIPMENT = "matériel", _("Pas de matériel")
    CONNECTION = "connexion", _("Pas de connexion")
    SKILL = "compétences", _("Ne sait pas faire")
    LANGUAGE = "langue", _("Parle peu français")
    READING = "lecture", _("Lire est difficile")
    CONFIDENCE = "confiance", _("A peur de se tromper")
    MOBILITY = "déplacement", _("Se déplace difficilement")
    MONEY = "argent", _("N'a pas les moyens")


class Source(models.TextChoices):
    """Where a demand was heard. Never added up into one number."""

    SEARCH = "recherche", _("Recherches sans réponse")
    REFERRAL = "fiche", _("Fiches de liaison")
    REFUSAL = "refus", _("Accueils refusés")
    DOOR = "enquête", _("Enquêtes et portes")
    CARD = "carte", _("Cartes des rencontres")
    PATHWAY = "parcours", _("Étapes sans réponse")
    NOTE = "besoin noté", _("Besoins notés")


class Coverage(models.TextChoices):
    """A theme in a neighbourhood. The rule is in `matrix`, and shown on the page."""

    COVERED = "couvert", _("Couvert")
    WEAK = "faible", _("Faible")
    MISSING = "manque", _("Manque")


class GapStatus(models.TextChoices):
    OPEN = "ouvert", _("ouvert")
    TAKEN = "pris en charge", _("quelqu'un s'en occupe")
    ACTING = "action en cours", _("une action est en cours")
    CLOSED = "comblé", _("comblé")
    DROPPED = "écarté", _("écarté")


ALIVE = (GapStatus.OPEN, GapStatus.TAKEN, GapStatus.ACTING)
OVER = (GapStatus.CLOSED, GapStatus.DROPPED)


class ActionStatus(models.TextChoices):
    PLANNED = "prévue", _("prévue")
    RUNNING = "en cours", _("en cours")
    DONE = "faite", _("faite")
    DROPPED = "abandonnée", _("abandonnée")


class EvidenceKind(models.TextChoices):
    CARD = "carte", _("une carte d'une rencontre")
    SURVEY = "enquête", _("une enquête")
    FINDING = "constat", _("un constat d'une campagne")
    REFERRAL = "fiches", _("des fiches de liaison")
    SEARCH = "recherches", _("des recherches sans réponse")
    STATISTIC = "statistique", _("une statistique")
    NEED = "besoin", _("un besoin noté")
    FIELD = "terrain", _("ce qui se voit sur le terrain")
