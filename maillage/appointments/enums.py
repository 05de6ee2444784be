from django.db import models
from django.utils.translation import gettext_lazy as _


class PracticeKind(models.TextChoices):
    """Who receives, by function (minutes, l. 277); never by name."""

    WRITER = "écrivain public", _("écrivain public")
    MEDIATOR = "médiateur numérique", _("médiateur numérique")
    ADVISER = "conseiller numérique", _("conseiller numérique")
    VOLUNTEER = "aidant bénévole", _("aidant bénévole")


class Shape(models.TextChoices):
    """How one is received in a range of hours."""

    WALK_IN = "permanence", _("sans rendez-vous")
    SLOTS = "créneaux", _("sur rendez-vous")


class State(models.TextChoices):
    """What became of an appointment or of a seat. The first three occupy the diary (HOLDING)."""

    BOOKED = "prévu", _("prévu")
    CAME = "venu", _("venu")
    NO_SHOW = "pas venu", _("pas venu")
    EXCUSED = "excusé", _("annulé par la personne")
    CANCELLED = "annulé", _("annulé par le service")


HOLDING = (State.BOOKED, State.CAME, State.NO_SHOW)


class Seat(models.TextChoices):
    """What became of a registration to a workshop."""

    CONFIRMED = "inscrit", _("inscrit")
    WAITING = "en attente", _("en liste d'attente")
    OFFERED = "proposé", _("une place est proposée")
    EXCUSED = "excusé", _("annulé par la personne")
    REFUSED = "refusé", _("place refusée")
    LAPSED = "passé", _("pas de réponse à temps")
    CANCELLED = "annulé", _("annulé par le service")


SEATED = (Seat.CONFIRMED, Seat.OFFERED)
IN_LINE = (*SEATED, Seat.WAITING)  # has, or hopes for, a seat


class BookedBy(models.TextChoices):
    """Who asked, by their link to the person; never by name."""

    SELF = "la personne", _("pour moi")
    RELATIVE = "un proche", _("pour quelqu'un de ma famille")
    NEIGHBOUR = "un voisin", _("pour un voisin, une voisine")
    PROFESSIONAL = "un professionnel", _("pour une personne que j'accompagne")
    VISITOR = "un visiteur", _("pour une personne rencontrée chez elle")


class Audience(models.TextChoices):
    """To whom one tells of an appointment."""

    PERSON = "person"
    STAFF = "staff"


class DeskWord(models.TextChoices):
    """What the welcome desk says in one tap; it goes by itself."""

    COME = "venez", _("Venez maintenant")
    FULL = "complet", _("Complet pour l'instant")
    PRINTER = "imprimante", _("Imprimante en panne")
