from maillage.core.retention import Kind, declare
from maillage.workshops.inviting import actions, queries

declare(
    Kind(
        "workshops.invitations", "Liens pour répondre à une invitation", "Structure du réseau",
        why="dire, sans compte, si l'on vient à une rencontre", fields=(), kept="30 jours après la rencontre",
        then="effacés ; la réponse de la structure reste comptée",
        due=lambda: queries.forgettable().count(), purge=actions.forget_links,
    )
)  # fmt: skip
