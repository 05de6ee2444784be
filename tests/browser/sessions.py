"""Run inside the site's own environment: a member for each role, logged in; prints {role: session key} as JSON."""

import json
import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.db import transaction  # noqa: E402

from maillage.network.enums import Role  # noqa: E402
from maillage.network.models import Membership, Organisation  # noqa: E402
from maillage.places.models import Place  # noqa: E402
from tests.browser.doors import open_doors  # noqa: E402
from tests.browser.expected import expect_structures  # noqa: E402
from tests.browser.filed import bring_files  # noqa: E402
from tests.browser.paths import hold_a_path  # noqa: E402
from tests.browser.questioned import ask_holders  # noqa: E402
from tests.browser.sheets import write_sheets  # noqa: E402

ROLES = {
    "contributor": Role.CONTRIBUTOR, "manager": Role.MANAGER, "coordinator": Role.COORDINATOR,
    "gis": Role.GIS_READER, "visitor": Role.VISITOR, "administrator": Role.ADMINISTRATOR,
}  # fmt: skip
OF_A_STRUCTURE = {"contributor", "manager"}
STRUCTURE = "les-fileurs-du-numerique"  # the fictitious one that shows everything; it runs the place {full}


def member(name: str, organisation: Organisation):
    user, _ = get_user_model().objects.get_or_create(
        username=f"navigateur-{name}", defaults={"email": f"navigateur-{name}@exemple.test"}
    )
    Membership.objects.get_or_create(user=user, organisation=organisation, role=ROLES[name])
    return user


def opened(user) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return session.session_key


@transaction.atomic
def main() -> dict[str, str]:
    own = Organisation.objects.get(slug=STRUCTURE)
    city = Organisation.objects.exclude(pk=own.pk).order_by("nom").first()
    people = {name: member(name, own if name in OF_A_STRUCTURE else city) for name in ROLES}
    bring_files(people["coordinator"])
    ask_holders(people["coordinator"])
    shown, other = Place.objects.get(pk="exemple-espace-tisserands"), Place.objects.get(pk="exemple-maison-fileurs")
    write_sheets(shown, other, city)
    hold_a_path(city)
    open_doors()
    expect_structures()
    return {name: opened(user) for name, user in people.items()}


if __name__ == "__main__":
    print(json.dumps(main()))
