"""A new key: everything is sealed again, the old one opens nothing; a missing key is a clear refusal."""

import pytest
from cryptography.fernet import Fernet
from django.core.management import CommandError, call_command
from django.db import connection

from maillage.core import rotating, sealing
from maillage.referrals.models import Referral
from tests.factories.agenda import PracticeFactory
from tests.factories.referrals import sheet

pytestmark = pytest.mark.django_db
OLD, NEW, OTHER = (Fernet.generate_key().decode() for _ in range(3))


@pytest.fixture
def sheets(settings):
    settings.MAILLAGE_KEYS = OLD
    return [sheet(called=f"Camille {number}").referral for number in range(3)]


def columns() -> list[str]:
    """What stands in the database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT called, need, paper FROM referrals_referral")
        return [sealed for row in cursor.fetchall() for sealed in row]


def opened_by(key: str) -> int:
    box = Fernet(key.encode())
    return sum(opens(box, sealed) for sealed in columns())


def opens(box: Fernet, sealed: str) -> bool:
    try:
        box.decrypt(sealed.encode())
    except Exception:
        return False
    return True


def test_everything_is_under_the_new_key_and_the_old_one_is_useless(settings, sheets):
    assert opened_by(OLD) == 9
    settings.MAILLAGE_KEYS = f"{NEW},{OLD}"

    told = rotating.rotate()

    assert (told.seen, told.changed) == (9, 9)
    assert (opened_by(OLD), opened_by(NEW)) == (0, 9)
    settings.MAILLAGE_KEYS = NEW
    assert sorted(Referral.objects.values_list("called", flat=True)) == [f"Camille {number}" for number in range(3)]


def test_a_second_time_changes_nothing(settings, sheets):
    settings.MAILLAGE_KEYS = f"{NEW},{OLD}"
    rotating.rotate()
    before = columns()

    assert rotating.rotate().changed == 0
    assert columns() == before


def test_stopped_half_way_it_goes_on(settings, sheets, monkeypatch):
    settings.MAILLAGE_KEYS = f"{NEW},{OLD}"
    monkeypatch.setattr(rotating, "AT_ONCE", 1)
    write, done = rotating._write, []

    def killed(*told):
        if len(done) == 4:
            raise KeyboardInterrupt
        done.append(told)
        write(*told)

    monkeypatch.setattr(rotating, "_write", killed)
    with pytest.raises(KeyboardInterrupt):
        rotating.rotate()
    monkeypatch.setattr(rotating, "_write", write)

    assert (rotating.behind(), rotating.rotate().changed, rotating.behind()) == (5, 5, 0)


def test_without_the_old_key_it_refuses_in_words_and_changes_nothing(settings, sheets):
    before = columns()
    settings.MAILLAGE_KEYS = OTHER

    with pytest.raises(CommandError, match=r"referrals\.Referral\.called : 3.*Rien n'a été changé"):
        call_command("rotate_keys")
    with pytest.raises(sealing.Unreadable):
        Referral.objects.first()
    assert columns() == before


def test_keys_kept_in_a_file(settings, tmp_path, capsys):
    settings.MAILLAGE_KEYS, settings.DATA_DIR = "", tmp_path
    sheet(called="Camille")
    old = (tmp_path / "sealing_key").read_text()

    call_command("rotate_keys", new=True, forget=True)

    new = (tmp_path / "sealing_key").read_text()
    assert (opened_by(old), opened_by(new)) == (0, 3)
    assert (tmp_path / "sealing_key").stat().st_mode & 0o777 == 0o600
    assert Referral.objects.get().called == "Camille"
    assert "oubliées" in capsys.readouterr().out


def test_every_sealed_column_of_every_table_is_in_it():
    found = {f"{field.model._meta.label}.{field.name}" for field in rotating.sealed_columns()}

    assert {"appointments.Appointment.phone", "core.Message.text", "referrals.Pathway.goals"} <= found
    assert "appointments.BusyCalendar.url" in found


def test_another_tables_column_is_turned_too(settings):
    settings.MAILLAGE_KEYS = OLD
    PracticeFactory().busy_calendars.create(url="https://exemple.test/a.ics")
    settings.MAILLAGE_KEYS = f"{NEW},{OLD}"

    assert rotating.rotate().changed == 1
