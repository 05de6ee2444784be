"""Words planted in every personal column are nowhere in clear: base, journal, backup, logs, mails, API, other pages."""

import logging
import sqlite3
import zipfile
from contextlib import closing
from datetime import timedelta

import pytest
import time_machine
from django.apps import apps
from django.db import connection, transaction
from django.utils import timezone

from maillage.appointments.models import Appointment, Registration
from maillage.core import delivery, outbox, rotating, sealing
from maillage.core.keeping import schema
from maillage.core.keeping.taking import backup
from maillage.core.models import Message
from maillage.network.enums import Role
from maillage.places.models import Place
from maillage.referrals import jobs
from tests.access import ANONYMOUS
from tests.core.postbox import Postbox
from tests.factories import OrganisationFactory
from tests.factories.agenda import PracticeFactory
from tests.referrals.protecting.conftest import CANARY, PHONE, WORDS, YES, member_of, sheet

CONTROL = "temoinenclair"
KEPT_BY = ("referrals", "appointments")
CLOSED = ("adaptation",)  # values of a list, no words


def sealed_columns() -> list:
    """Every personal column of these apps, whatever they become."""
    kept = [field for field in rotating.sealed_columns() if field.model._meta.app_label in KEPT_BY]
    return [field for field in kept if field.name not in CLOSED]


@pytest.fixture
def planted(life, place):
    """A canary in every sealed column of every row; and a control in a column that is not sealed."""
    PracticeFactory().busy_calendars.create(url="https://exemple.test/a.ics")
    for field in sealed_columns():
        field.model._base_manager.update(**{field.name: f"{CANARY} {PHONE}"})
    for model in (Appointment, Registration):
        model.objects.update(contact_hash="")  # a digest in life; here a fixture wrote words
    Place.objects.filter(pk=place.pk).update(presentation_resume=CONTROL)
    outbox_row = {"key": "agenda:9", "to": f"{CANARY}@personne.test", "text": f"{CANARY} {PHONE}", "subject": CONTROL}
    Message.objects.create(**outbox_row)
    return life


def hits(content: str | bytes) -> list[str]:
    content = content if isinstance(content, bytes) else content.encode()
    return [word for word in (CANARY, PHONE) if word.encode() in content]


def test_no_column_is_left_without_a_canary(db, planted):
    empty = [field for field in sealed_columns() if not hits(str(field.model._base_manager.values_list(field.name)[0]))]

    assert (len(sealed_columns()) >= 17, empty) == (True, [])


def test_the_base_holds_them_sealed_only(db, planted):
    found = []
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(name)}")
            found += map(repr, cursor.fetchall())
    cells = "\n".join(found)

    assert (hits(cells), CONTROL in cells) == ([], True)


@pytest.mark.django_db(transaction=True)
def test_nor_does_a_backup_nor_sqlites_file_and_journal(planted, tmp_path, settings, monkeypatch):
    settings.MAILLAGE_KEYS, settings.DATA_DIR = sealing._keys(), tmp_path
    tables = {model._meta.db_table: model for model in schema._stored(apps)}
    monkeypatch.setattr(schema, "applied", lambda: [("tests", "made")])  # with or without migrations
    monkeypatch.setattr(schema, "tables", lambda migrations: tables)
    backup(tmp_path / "lundi.zip", secrets=False)

    with zipfile.ZipFile(tmp_path / "lundi.zip") as bundle:
        contents = {"backup": b"".join(bundle.read(name) for name in bundle.namelist())}
    if connection.vendor == "sqlite":
        contents |= sqlite_files(tmp_path / "base.sqlite3")
    for name, content in contents.items():
        assert (name, hits(content), CONTROL.encode() in content) == (name, [], True)


def sqlite_files(path) -> dict[str, bytes]:
    """The tests' base is in memory: its very rows, in a file with its journal, then without."""
    with closing(sqlite3.connect(path, isolation_level=None)) as base:
        base.execute("PRAGMA journal_mode=WAL")
        base.execute("PRAGMA wal_autocheckpoint=0")
        base.executescript("\n".join(connection.connection.iterdump()))
        journal = path.with_name(path.name + "-wal").read_bytes()
        base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return {"journal": journal, "file": path.read_bytes()}


# -- a whole journey: logs, mails


@pytest.fixture
def postbox(settings, tmp_path):
    box = Postbox()
    settings.MAILLAGE_MAILS_DIR, settings.MAILLAGE_SMTP_URL = tmp_path / "mails", box.url
    with box.open():
        yield box


def journey(client, written, author) -> None:
    """The place opens the mail and answers, the person tries a wrong PIN then reads; a copy is given; then erased."""
    paper, code = f"/fiche/{written.token}/", written.referral.code
    wrong = "0000" if written.pin != "0000" else "1111"
    for address, told in (
        (f"/fiche/recue/{written.receiver_token}/", {}), (f"/fiche/repondre/{code}/", {"geste": "accepter"}),
        ("/fiche/", {"code": code, "pin": wrong}), ("/fiche/", {"code": code, "pin": written.pin}),
        (f"{paper}donnees/copie/", {"fichier": "json"}), (f"{paper}avis/", {"mot": "🙂"}),
    ):  # fmt: skip
        client.post(address, told)
        client.get(address)
    client.force_login(author)
    for page in ("", "donnees/", "papier/"):
        client.get(f"/espace/fiches/{written.referral.pk}/{page}")
    client.post(f"/espace/fiches/{written.referral.pk}/donnees/effacer/", {"sure": "oui"})


@pytest.mark.django_db(transaction=True)
def test_a_whole_journey_leaves_nothing_in_logs_nor_mails(client, written, author, house, place, postbox, caplog):
    caplog.set_level(logging.DEBUG)
    forgotten = sheet(organisation=house, place=place, by=author, consent=YES, **WORDS).referral
    with time_machine.travel(timezone.now() + timedelta(days=20)):
        jobs.remind()
        delivery.deliver()
    journey(client, written, author)
    with time_machine.travel(timezone.now() + timedelta(days=60)):
        jobs.expire()
        delivery.deliver()

    forgotten.refresh_from_db()
    assert forgotten.state == "expirée"
    mails = "".join(f"{mail['Subject']}{mail.get_body(('plain',)).get_content()}" for mail in postbox.mails)
    assert len(postbox.mails) >= 6
    assert (hits(mails), hits(caplog.text)) == ([], [])
    rows = Message.objects.values_list("key", "subject", "text", "html", "reason")
    assert hits(repr(list(rows))) == []
    assert caplog.records


def test_what_a_server_says_of_an_address_is_not_kept(db, postbox):
    with transaction.atomic():
        outbox.post(key="k", to=f"{CANARY}@personne.test", template="mails/accounts/changed", context={})
    postbox.says[f"rcpt {CANARY}@personne.test"] = [f"550 no {CANARY}@personne.test here"]

    delivery.deliver()

    assert Message.objects.get(key="k").reason == "550 no … here"


# -- what others see


def test_other_structures_the_coordination_and_the_public_read_none_of_it(client, planted):
    pages = [example for example, answer in ANONYMOUS.values() if answer == 200]
    found = {page: hits(body(client.get(page))) for page in pages}
    inside = ("/espace/", "/espace/fiches/", "/espace/parcours/", "/espace/fiches/chiffres/", "/espace/agenda/",
              "/espace/donnees-personnelles/", "/espace/diagnostic/", "/api/lieux")  # fmt: skip
    for role in (Role.MANAGER, Role.ADMINISTRATOR):
        client.force_login(member_of(OrganisationFactory(), role))
        found |= {f"{role} {page}": hits(body(client.get(page))) for page in inside}

    assert {page: words for page, words in found.items() if words} == {}


def body(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content
