from django.db import models
from django.utils.translation import gettext_lazy as _


class Purpose(models.TextChoices):
    """What a survey is for: where it is answered follows."""

    DOOR = "porte-à-porte", _("porte-à-porte")
    LEVEL = "niveau", _("point sur le niveau")
    SATISFACTION = "satisfaction", _("satisfaction")
    PROFESSIONALS = "besoins des professionnels", _("recensement des besoins des professionnels")
    OTHER = "autre", _("autre enquête")


ONLINE = (Purpose.LEVEL, Purpose.SATISFACTION, Purpose.PROFESSIONALS, Purpose.OTHER)  # a public page may ask them


class Stage(models.TextChoices):
    """The life of a version. Once open its questions never change: one writes the next version."""

    DRAFT = "brouillon", _("brouillon")
    OPEN = "ouverte", _("ouverte")
    CLOSED = "fermée", _("fermée")


COMES_FROM = {Stage.OPEN: [Stage.DRAFT], Stage.CLOSED: [Stage.OPEN]}


class Asked(models.TextChoices):
    """How a question is answered."""

    SINGLE = "choix", _("une réponse parmi plusieurs")
    MULTIPLE = "plusieurs choix", _("plusieurs réponses possibles")
    YES_NO = "oui ou non", _("oui ou non")
    SCALE = "échelle", _("une note sur une échelle")
    NUMBER = "nombre", _("un nombre")
    TEXT = "texte court", _("quelques mots")


class Dimension(models.TextChoices):
    """What the minutes look for behind each door (l. 300)."""

    TRAINING = "formation", _("formation")
    CONNECTION = "connexion", _("connexion")
    EQUIPMENT = "matériel", _("matériel")


class Outcome(models.TextChoices):
    """What a door says (l. 322-330)."""

    ABSENT = "absent", _("personne")
    VACANT = "vacant ou blindé", _("vacant ou blindé")
    REFUSAL = "refus", _("refus")
    INTERVIEW = "entretien", _("entretien")


OPENED = (Outcome.INTERVIEW, Outcome.REFUSAL)


class Kind(models.TextChoices):
    """What a phone sends."""

    DOOR = "door", _("porte")
    RESPONSE = "response", _("réponses")


class Kept(models.TextChoices):
    """What became of what a phone sent."""

    KEPT = "kept", _("reçu")
    ALREADY = "already", _("déjà reçu")
    CONFLICT = "conflict", _("à vérifier")
    REFUSED = "refused", _("refusé")


class Settled(models.TextChoices):
    """What a human decided of two contents under one id."""

    FIRST = "premier", _("garder le premier contenu")
    SECOND = "second", _("remplacer par le second")
    BOTH = "deux", _("garder les deux : deux portes ou deux entretiens")


class OutreachKind(models.TextChoices):
    """Going towards people, elsewhere than at their door (J08)."""

    MARKET = "marché", _("stand sur un marché")
    STREET = "rue", _("médiation de rue")
    SCHOOL = "école", _("sortie d'école")
    EVENT = "fête", _("fête ou événement du quartier")
    HALL = "hall", _("hall ou pied d'immeuble")
    OTHER = "autre", _("autre")


class Found(models.TextChoices):
    """What a campaign leaves in words."""

    FINDING = "constat", _("constat")
    CONCLUSION = "conclusion", _("conclusion")
