from maillage.core.retention import Kind, declare, not_personal
from maillage.network.team import actions

declare(
    Kind(
        "network.contacts", "Personnes à contacter dans les structures", "Membre du réseau",
        why="savoir qui appeler, avec son accord",
        fields=tuple(f"network.Contact.{name}" for name in ("person", "telephone", "courriel")),
        kept="tant que la personne est d'accord", then="effacées par la structure",
    ),
    Kind(
        "network.invitations", "Invitations", "Personne invitée", why="faire entrer un collègue",
        fields=("network.Invitation.email",), kept="30 jours après leur fin, si personne ne les accepte",
        then="effacées", due=lambda: actions.forgettable().count(), purge=actions.forget_invitations,
    ),
)  # fmt: skip
not_personal(
    "of a structure, not of a person",
    *(f"network.Organisation.{name}" for name in ("telephone", "courriels", "contacts", "verification_email")),
)
