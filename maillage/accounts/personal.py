"""Members' accounts. Residents have none."""

from maillage.accounts import actions, trying
from maillage.accounts.models import LoginLink
from maillage.core import erased
from maillage.core.retention import Kind, declare, not_personal

MEMBER = "Membre du réseau"

declare(
    Kind(
        "accounts.members", "Comptes des membres", MEMBER, why="entrer, et dire qui a fait quoi",
        fields=tuple(f"accounts.User.{name}" for name in "email name telephone first_name last_name".split()),
        kept="jusqu'à la fermeture du compte, par la personne ou par sa structure",
        then="effacés ; il reste un numéro",
    ),
    Kind(
        "accounts.links", "Codes et liens pour entrer", MEMBER, why="entrer sans mot de passe", fields=(),
        kept="1 jour après leur fin", then="effacés",
        due=lambda: LoginLink.objects.filter(expires_at__lt=actions.links_limit()).count(),
        purge=lambda: (actions.forget_expired(), trying.forget_old()),
    ),
)  # fmt: skip
not_personal("a random number nobody types", "accounts.User.username")

erased.eraser("accounts.user")(actions.close)
