from django.db import models
from django.utils.translation import gettext_lazy as _


class Family(models.TextChoices):
    """The four families of actors (minutes, l. 122)."""

    SOCIAL = "social", _("Acteur social")
    EDUCATION = "éducatif", _("Acteur éducatif")
    CITIZENSHIP = "participation citoyenne", _("Acteur de la participation citoyenne")
    DIGITAL = "numérique", _("Acteur numérique")


class Role(models.TextChoices):
    """What a member may do; rules.py says it."""

    CONTRIBUTOR = "contributeur", _("Contribue : propose et vérifie les informations de la structure")
    MANAGER = "responsable", _("Responsable : modifie tout ce que la structure montre, invite ses collègues")
    COORDINATOR = "coordination", _("Coordination du réseau : voit tout, valide, relance")
    GIS_READER = "SIG", _("SIG : lit tout, exporte, ne modifie rien")
    VISITOR = "visite", _("Visite de terrain : signale ce qui a changé")
    ADMINISTRATOR = "administration", _("Administration : comptes, réglages, messages")


class SupportManner(models.TextChoices):
    """How one is helped (minutes, l. 543): the type of support that makes the directory qualified."""

    WITH = "faire avec", _("faire avec la personne")
    FOR = "faire pour", _("faire à la place de la personne")


class SupportAim(models.TextChoices):
    CURATIVE = "curatif", _("répondre à un besoin immédiat")
    PREVENTIVE = "préventif", _("rendre autonome, avant que le besoin presse")


class ContactRole(models.TextChoices):
    """Functions seen in the minutes (L02)."""

    ADVISER = "conseiller numérique", _("conseiller ou conseillère numérique")
    WRITER = "écrivain public", _("écrivain public")
    MEDIATOR = "médiateur", _("médiateur ou médiatrice")
    DIGITAL = "chargé de mission numérique", _("chargé·e de mission numérique")
    COORDINATOR = "coordinateur", _("coordinateur ou coordinatrice")
    NEIGHBOURHOOD = "chef de projet quartier", _("chef·fe de projet quartier")
    GIS = "responsable SIG", _("responsable SIG")
    ELECTED = "élu", _("élu·e")
    DIRECTION = "direction", _("direction")
    VOLUNTEER = "bénévole", _("bénévole")
    LIAISON = "liaison familles-écoles-quartier", _("poste de liaison familles, écoles, quartier")
    DESK = "accueil", _("accueil")


class Rhythm(models.IntegerChoices):
    """How often a structure is asked whether its information is still true, in months."""

    QUARTERLY = 3, _("tous les 3 mois")
    HALF_YEARLY = 6, _("tous les 6 mois")
    YEARLY = 12, _("une fois par an")
