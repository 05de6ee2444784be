from django.utils.translation import gettext_lazy as _

from maillage.core import outbox
from maillage.core.retention import Kind, declare

declare(
    Kind(
        "core.messages", _("Courriels et SMS envoyés"), "Membre du réseau, personne qui a pris rendez-vous",
        why=_("tenir au courant"), fields=("core.Message.to", "core.Message.text", "core.Message.html"),
        kept=_("%(days)s jours après l'envoi ; un code pour entrer, dès qu'il ne sert plus"),
        then=_("adresse et texte effacés ; l'envoi reste compté"), setting="MAILLAGE_MAIL_KEPT_DAYS",
        due=outbox.erasable, purge=outbox.erase,
    ),
)  # fmt: skip
