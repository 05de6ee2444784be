"""`python living.py fill`: a base with one of each thing hard to keep. Prints the cookie of who is logged in."""

import os
import select
import sys
from datetime import UTC, date, datetime
from decimal import Decimal

import django

PASSWORD = "un mot de passe long"
AGENT = "agent"
PAUSE = 0.002  # seconds between two transactions: hundreds a second in all, and time for the others


def fill() -> None:
    from django.contrib.auth import get_user_model
    from django.contrib.auth.models import Group, Permission
    from django.core.files.base import ContentFile
    from django.core.files.storage import FileSystemStorage
    from django.core.management import call_command
    from django.test import Client

    from maillage.core.models import Job, Message
    from maillage.places.models import Place, PlaceEvent, Staff

    call_command("migrate", verbosity=0)
    agent = get_user_model().objects.create_superuser(AGENT, password=PASSWORD)
    editors = Group.objects.create(name="Équipe d'accueil")
    editors.permissions.set(Permission.objects.filter(codename__endswith="_place"))
    agent.groups.add(editors)
    for number in range(5):
        place = Place(id=f"lieu-{number}", nom='Ça « s\'ouvre »\n\\ | % ; "là" 🏠 مكان', commune="Roubaix")
        place.services, place.latitude = ["Aide aux démarches administratives"], 50.1 + number / 3
        place.date_maj = date(2026, 2, 28)
        place.save()
        Staff.objects.create(place=place, role="médiateur numérique", count=Decimal("1.5"))
    PlaceEvent.objects.create(
        place=place, kind="créé", at=datetime(2026, 1, 1, 12, 0, 0, 123456, UTC), changes={"z": [None, 1.5], "a": "é"}
    )
    Place.objects.get(pk="lieu-0").delete()
    Job.objects.create(name="essai", args={"nested": {"b": [1, None], "a": 12345678901234567890}})
    Message.objects.create(key="en attente", to="accueil@example.org", template="essai")
    Message.objects.create(key="parti", to="accueil@example.org", template="essai", state="sent")
    FileSystemStorage(os.environ["MAILLAGE_DATA"] + "/uploads").save("photos/façade.bin", ContentFile(b"\0\1" * 70_000))
    visitor = Client(headers={"host": "127.0.0.1"})
    assert visitor.login(username=AGENT, password=PASSWORD)
    print(visitor.cookies["sessionid"].value)


def write_pairs(name: str) -> None:
    """Two rows a transaction, in one of the first and of the last tables read, until stdin ends."""
    from django.db import transaction

    from maillage.core.models import Revision
    from maillage.places.models import Source

    number = 0
    while not select.select([sys.stdin], [], [], PAUSE)[0]:
        number += 1
        with transaction.atomic():
            Revision.objects.create(subject=f"pair-{name}-{number}")
            Source.objects.create(slug=f"pair-{name}-{number}", nom="Écrit pendant la sauvegarde")


def look(cookie: str) -> None:
    """Who was logged in still is; who was not can; what was sealed opens."""
    from django.test import Client

    from maillage.core.models import Message

    known, new = Client(headers={"host": "127.0.0.1"}), Client(headers={"host": "127.0.0.1"})
    known.cookies["sessionid"] = cookie
    new.login(username=AGENT, password=PASSWORD)
    print(known.get("/admin/jsi18n/").status_code, new.get("/admin/jsi18n/").status_code)
    print(*Message.objects.order_by("key").values_list("state", flat=True))
    print(*{one.to for one in Message.objects.all()})


if __name__ == "__main__":
    sys.path.insert(0, os.getcwd())
    django.setup()
    {"fill": fill, "write_pairs": write_pairs, "look": look}[sys.argv[1]](*sys.argv[2:])
