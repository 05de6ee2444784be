from django.db import models
from django.utils.translation import gettext_lazy as _


class ReportKind(models.TextChoices):
    """What a resident may say is wrong, in the words of the page where they tap it."""

    CLOSED = "fermé", _("C'était fermé")
    GONE = "disparu", _("Ce lieu n'existe plus")
    PHONE = "téléphone", _("Le téléphone ne répond pas")
    OFFER = "aide", _("L'aide annoncée n'y est pas")
    REFUSED = "refus", _("On m'a refusé l'aide")
    EQUIPMENT = "matériel", _("Le matériel est en panne")
    OTHER = "autre", _("Autre chose")
