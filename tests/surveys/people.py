"""Who opens these pages."""

from django.contrib.auth import get_user_model

from maillage.network.enums import Role
from maillage.network.models import Membership


def member_of(organisation, role: Role, name: str = "personne"):
    user = get_user_model().objects.create_user(name, email=f"{name}@exemple.test")
    Membership.objects.create(organisation=organisation, user=user, role=role)
    return user
