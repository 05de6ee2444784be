"""Every personal column has a rule; the purge tells what it does; docs and settings say the same."""

from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models
from django.utils import timezone

from maillage.accounts.models import LoginLink
from maillage.census.models import Channel, ErrorReport, Feedback, Proposal
from maillage.core import outbox, retention
from maillage.core.enums import MessageState
from maillage.core.models import Event, Message
from maillage.core.sealing import SealedField
from maillage.network.models import Invitation
from tests.factories import OrganisationFactory, PlaceFactory

DOC = Path(__file__).resolve().parents[2] / "docs" / "donnees-personnelles.md"


def test_no_personal_column_is_without_a_rule():
    assert retention.undeclared() == []


def test_no_rule_is_about_a_column_that_is_gone():
    assert retention.declared_in_vain() == []


@pytest.mark.parametrize(
    "field",
    [
        SealedField(name="words"), models.EmailField(name="anything"), models.CharField(name="telephone"),
        models.TextField(name="first_name"), models.JSONField(name="contacts"), models.CharField(name="birth_date"),
    ],
)  # fmt: skip
def test_a_new_personal_column_is_noticed(field, monkeypatch):
    model = apps.get_model("referrals.Step")
    field.model, field.name = model, field.name
    monkeypatch.setattr(model._meta, "concrete_fields", (*model._meta.concrete_fields, field))

    assert retention.undeclared() == [f"referrals.Step.{field.name}"]


def test_a_duration_is_that_of_the_setting(settings):
    settings.MAILLAGE_REFERRAL_KEPT_DAYS = 412
    kind = next(one for one in retention.kinds() if one.name == "referrals.sheets")

    assert kind.duration.startswith("412 jours après la fin de la fiche")


def test_the_document_shows_the_same_table():
    assert retention.table() in DOC.read_text()


# -- the classes that were there before


@pytest.fixture
def old(db):
    """One row past its time in each of several classes."""
    long_ago = timezone.now() - timedelta(days=366)
    place = PlaceFactory()
    Proposal.objects.create(place=place, channel=Channel.PUBLIC, email="a@exemple.test", note="mots", at=long_ago)
    ErrorReport.objects.create(place=place, kind="fermé", email="b@exemple.test", text="mots", at=long_ago)
    Feedback.objects.create(page="/", found=False, text="mots", at=long_ago)
    Invitation.objects.create(
        organisation=OrganisationFactory(), role="contributeur", email="c@exemple.test", token_hash="t",
        expires_at=long_ago,
    )  # fmt: skip
    Message.objects.create(key="k", to="d@exemple.test", text="mots", state=MessageState.SENT, settled_at=long_ago)


def purge(**options) -> str:
    said = StringIO()
    call_command("purge", stdout=said, **options)
    return said.getvalue()


def test_a_dry_run_says_what_would_go_and_touches_nothing(old):
    said = purge(dry_run=True)

    assert "Signalements, propositions et avis (jusqu'à la réponse, et 365 jours au plus) : 4 à effacer" in said
    assert "Invitations (30 jours après leur fin, si personne ne les accepte) : 1 à effacer" in said
    assert "Rien n'a été effacé" in said
    assert (Invitation.objects.count(), Message.objects.exclude(to="").count()) == (1, 1)


def test_the_purge_erases_tells_and_leaves_nothing_for_a_second_one(old):
    said = purge()

    assert "4 effacés sur 4" in said
    assert list(Proposal.objects.values_list("email", "note")) == [("", "")]
    assert list(ErrorReport.objects.values_list("email", "text")) == [("", "")]
    assert (Feedback.objects.get().text, Invitation.objects.count(), Message.objects.get().to) == ("", 0, "")
    told = {event.told["kind"]: event.told["rows"] for event in Event.objects.filter(verb="purged")}
    assert told == {"census.reporters": 4, "network.invitations": 1, "core.messages": 1}
    assert "effacés sur 4" not in purge()
    assert Event.objects.filter(verb="purged").count() == 3


@pytest.mark.parametrize(("days", "kept"), [(364, 1), (365, 0), (366, 0)])
def test_words_of_who_reported_the_day_before_the_day_after(db, days, kept):
    at = timezone.now() - timedelta(days=days, seconds=1)
    ErrorReport.objects.create(place=PlaceFactory(), kind="fermé", text="mots", at=at)

    purge()

    assert ErrorReport.objects.exclude(text="").count() == kept


@pytest.mark.parametrize(("days", "kept"), [(29, 1), (30, 0), (31, 0)])
def test_messages_the_day_before_the_day_after(db, days, kept):
    at = timezone.now() - timedelta(days=days, seconds=1)
    Message.objects.create(key="k", to="d@exemple.test", text="mots", state=MessageState.SENT, settled_at=at)

    assert outbox.erasable() == 1 - kept
    purge()

    assert Message.objects.exclude(to="").count() == kept


@pytest.mark.parametrize(("hours", "kept"), [(23, 1), (25, 0)])
def test_links_to_enter(db, django_user_model, hours, kept):
    user = django_user_model.objects.create_user("quelqu-un")
    ended = timezone.now() - timedelta(hours=hours)
    LoginLink.objects.create(user=user, token_hash="t", code_hash="c", expires_at=ended)

    purge()

    assert LoginLink.objects.count() == kept
