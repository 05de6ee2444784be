"""The words one agrees to, by version: read aloud, in the person's language. A version in use is never changed."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

LATEST = 1


def text(version: int, *, sender: str, place: str, language: str = "fr") -> list[str]:
    """The sentences, in that language. Raises KeyError for a version that never was."""
    with translation.override(language):
        return TEXTS[version](sender, place)


def _first(sender: str, place: str) -> list[str]:
    days = settings.MAILLAGE_REFERRAL_KEPT_DAYS
    return [
        _("Êtes-vous d'accord pour que je transmette votre demande ?"),
        _("J'envoie une fiche à %(place)s.") % {"place": place},
        _("Sur la fiche, il y a : votre prénom, un moyen de vous joindre, et ce que vous voulez faire."),
        _("La fiche sert seulement à bien vous accueillir."),
        _("Seuls %(sender)s et %(place)s la voient.") % {"sender": sender, "place": place},
        _("Après, nous effaçons votre prénom et votre téléphone : %(days)s jours après la fin, ou tout de suite si vous"
          " le demandez.") % {"days": days},
        _("Nous gardons des nombres, sans votre nom, pour améliorer l'aide dans les quartiers."),
        _("Vous pouvez dire non. Vous aurez la même aide et l'adresse du lieu sur un papier."),
        _("Vous pouvez changer d'avis : dites-le ici. Réclamation : www.cnil.fr"),
    ]  # fmt: skip


TEXTS = {1: _first}
