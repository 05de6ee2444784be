"""The demo's members: one for each role, nobody in particular, and a way in printed where the demo was started.

Their addresses end in .test, which no mail server serves; only `maillage demo` makes them and their links.
"""

from typing import NamedTuple

from django.db import transaction
from django.urls import reverse

from maillage.accounts import actions as accounts
from maillage.accounts.models import User
from maillage.appointments.enums import PracticeKind
from maillage.network.enums import Role
from maillage.network.models import Membership, Organisation

HOURS = 12


class Part(NamedTuple):
    """Somebody's part in the demo."""

    says: str
    email: str
    structure: str
    role: Role


PARTS = (
    Part("la coordination", "coordination@exemple.test", "ville-de-roubaix", Role.COORDINATOR),
    Part("une responsable", "responsable@exemple.test", "les-fileurs-du-numerique", Role.MANAGER),
    Part("un contributeur", "contribution@exemple.test", "les-fileurs-du-numerique", Role.CONTRIBUTOR),
    Part("le service SIG", "sig@exemple.test", "service-sig", Role.GIS_READER),
    Part("une visiteuse", "visite@exemple.test", "voisinmalin", Role.VISITOR),
    Part("l'administration", "administration@exemple.test", "ville-de-roubaix", Role.ADMINISTRATOR),
)


@transaction.atomic
def prepare() -> None:
    """Those who are missing; a role somebody changed stays changed."""
    structures = Organisation.objects.in_bulk([part.structure for part in PARTS], field_name="slug")
    for part in PARTS:
        if part.structure in structures and not User.objects.filter(email=part.email).exists():
            administers = part.role == Role.ADMINISTRATOR
            user = User(email=part.email, is_superuser=administers, is_staff=administers)
            user.set_unusable_password()
            user.save()
            Membership.objects.create(organisation=structures[part.structure], user=user, role=part.role)
            if part.role == Role.CONTRIBUTOR:
                _receives(user, structures[part.structure])


def _receives(user: User, structure: Organisation) -> None:
    """The public writer's diary is theirs: "my day" has people in it."""
    diary = structure.practices.filter(kind=PracticeKind.WRITER, user=None).order_by("pk").first()
    if diary:
        diary.user = user
        diary.save(update_fields=["user"])


@transaction.atomic
def ways_in() -> list[tuple[str, str]]:
    """For each member, a link that serves once: it opens a page with a button, like the link of a mail."""
    found = []
    for part in PARTS:
        user = User.objects.filter(email=part.email, is_active=True).first()
        if user is not None:
            _, _, token = accounts.open_door(user, minutes=HOURS * 60)
            found.append((part.says, reverse("accounts:link", args=[token])))
    return found
