from django.utils.translation import gettext_lazy as _

from maillage.core.retention import Kind, declare, not_personal
from maillage.network.team import actions

declare(
    Kind(
        "network.contacts", _("Personnes à contacter dans les structures"), _("Membre du réseau"),
        why=_("savoir qui appeler, avec son accord"),
        fields=tuple(f"network.Contact.{name}" for name in ("person", "telephone", "courriel")),
        kept=_("tant que la personne est d'accord"), then=_("effacées par la structure"),
    ),
    Kind(
        "network.invitations", _("Invitations"), _("Personne invitée"), why=_("faire entrer un collègue"),
        fields=("network.Invitation.email",), kept=_("30 jours après leur fin, si personne ne les accepte"),
        then=_("effacées"), due=lambda: actions.forgettable().count(), purge=actions.forget_invitations,
    ),
)  # fmt: skip
not_personal(
    "of a structure, not of a person",
    *(f"network.Organisation.{name}" for name in ("telephone", "courriels", "contacts", "verification_email")),
)
