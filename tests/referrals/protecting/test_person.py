"""What is kept about one person: who opened it, a copy of all of it, its end."""

import json

import pytest
from django.apps import apps
from django.db import connection, models
from django.urls import reverse

from maillage.appointments.models import Appointment, Registration
from maillage.core import erased, retention
from maillage.core.models import Message
from maillage.referrals import actions, journal
from maillage.referrals.models import Access, Pathway, Referral
from maillage.referrals.protecting.actions import erase_person, exported
from maillage.referrals.protecting.actions.exporting import KEYS, LEFT_OUT, PARTS
from maillage.referrals.protecting.labels import french
from maillage.referrals.protecting.person import person_of
from tests.factories import PlaceFactory
from tests.factories.referrals import bearer, receiver, sheet
from tests.referrals.protecting.conftest import AUTHOR, CANARY, PHONE, member_of

pytestmark = pytest.mark.django_db
ROOTS = (Referral, Pathway, Appointment, Registration)


def everywhere(canary: str) -> dict[str, int]:
    """Every table and column where these words stand, sealed columns opened."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.concrete_fields:
            if isinstance(field, models.CharField | models.TextField | models.JSONField):
                values = model._base_manager.values_list(field.name, flat=True)
                if count := sum(canary in json.dumps(one, ensure_ascii=False, default=str) for one in values):
                    found[f"{model._meta.label}.{field.name}"] = count
    return found


# -- everything that is about a person


def test_one_paper_leads_to_all_that_is_about_its_person(referral, life):
    found = person_of(referral)

    assert [len(found.sheets), len(found.pathways), len(found.appointments), len(found.registrations)] == [2, 1, 1, 1]
    assert person_of(life) == found


def test_every_table_that_leads_to_a_person_is_in_the_copy_or_says_why_not():
    near = {
        model._meta.label
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model in ROOTS
    }

    assert near - {model._meta.label for model in PARTS} == set(LEFT_OUT)


def test_the_copy_holds_every_personal_word(referral, life):
    told = json.dumps(exported(person_of(referral), AUTHOR), ensure_ascii=False, default=str)

    inside = {
        f"{model._meta.label}.{field.name}": str(getattr(row, field.name))
        for model in PARTS
        for field in model._meta.concrete_fields
        if retention.looks_personal(field) and field.name not in KEYS
        for row in model.objects.all()
        if getattr(row, field.name)
    }
    assert len(inside) == 15
    assert {name for name, words in inside.items() if words not in told} == set()


def test_the_copy_opens_nothing_and_names_no_colleague(written, referral, life, author):
    told = json.dumps(exported(person_of(referral), AUTHOR), ensure_ascii=False, default=str)

    secrets = (written.token, written.pin + '"', written.receiver_token, referral.token_hash, author.email)
    assert [one for one in secrets if one in told] == []


def test_no_column_hides_another_in_the_copy():
    for model in PARTS:
        names = [french(one) for one in model._meta.concrete_fields if one.name not in (*KEYS, "by")]
        assert len(names) == len(set(names)), model


# -- who opened it


def test_the_author_reads_which_structures_opened_it_and_when(client, author, referral, welcome):
    actions.see(referral, receiver(referral))
    client.force_login(author)

    page = client.get(f"/espace/fiches/{referral.pk}/donnees/")

    assert "Maison qui accueille" in page.text
    assert "Maison qui envoie" in page.text
    assert author.email not in page.text
    assert journal.about(referral).filter(what=journal.What.READ).count() == 1


def test_the_bearer_too_without_account(client, referral, bearer_of):
    actions.see(referral, receiver(referral))

    page = client.get(f"{bearer_of}donnees/")

    assert page.status_code == 200
    assert "<b>Maison qui accueille</b> a écrit sur la fiche" in page.text


# -- a copy


@pytest.mark.parametrize("kind", ["json", "html"])
def test_the_author_gives_a_copy_of_its_own_sheets(client, author, referral, kind):
    client.force_login(author)

    answer = client.post(f"/espace/fiches/{referral.pk}/donnees/export.{kind}")

    assert answer["Content-Disposition"] == f'attachment; filename="mes-donnees.{kind}"'
    assert answer["Cache-Control"] == "no-store"
    assert f"{CANARY} besoin" in answer.text
    assert journal.about(referral).filter(what=journal.What.EXPORT).count() == 1


def test_not_what_another_structure_wrote_about_the_same_person(client, referral, place):
    other = sheet(organisation=place.organisation, after=None, need=f"{CANARY} ailleurs").referral
    Referral.objects.filter(pk=other.pk).update(redirected_from=referral)
    user = member_of(referral.organisation)
    client.force_login(user)

    assert f"{CANARY} ailleurs" not in client.post(f"/espace/fiches/{referral.pk}/donnees/export.json").text


@pytest.mark.parametrize("kind", ["json", "html"])
def test_the_bearer_has_a_copy_of_everything(client, life, bearer_of, kind):
    answer = client.post(f"{bearer_of}donnees/copie/", {"fichier": kind})

    assert [words for words in ("besoin", "suite", "rdv", "but") if f"{CANARY} {words}" not in answer.text] == []


# -- the end


def test_erased_nothing_of_the_person_is_in_any_table(referral, life):
    before = everywhere(CANARY)
    assert len(before) > 10

    erase_person(person_of(referral), bearer())

    assert (everywhere(CANARY), everywhere(PHONE)) == ({}, {})
    with connection.cursor() as cursor:
        cursor.execute("SELECT called, phone, need FROM referrals_referral")
        assert set(cursor.fetchall()) == {("", "", "")}
    assert Referral.objects.count() == 2  # counted for ever
    assert Access.objects.filter(what=journal.What.ERASE).count() == 3


def test_messages_to_the_person_are_erased_too(referral, life):
    Message.objects.create(key="agenda:1", to=f"{CANARY}@rdv.test", text="à jeudi", state="sent")

    erase_person(person_of(referral), bearer())

    assert list(Message.objects.filter(key="agenda:1").values_list("to", "text")) == [("", "")]


def test_erasing_asks_for_a_tick(client, author, referral):
    client.force_login(author)
    address = f"/espace/fiches/{referral.pk}/donnees/effacer/"

    refused = client.post(address)
    assert (refused.status_code, "Cochez la case" in refused.text) == (400, True)
    referral.refresh_from_db()
    assert referral.erased_at is None
    assert client.post(address, {"sure": "oui"}).status_code == 302
    referral.refresh_from_db()
    assert (referral.called, referral.erased_at is None) == ("", False)


def test_the_bearer_erases_everything_with_the_paper(client, referral, life, bearer_of):
    assert client.post(f"{bearer_of}donnees/effacer/").status_code == 400
    client.post(f"{bearer_of}donnees/effacer/", {"sure": "oui"})

    assert everywhere(CANARY) == {}
    assert client.get(bearer_of).status_code == 410


@pytest.mark.django_db(transaction=True)
def test_what_was_erased_is_erased_again_in_a_base_put_back(referral, life):
    before = {row.pk: row for row in Referral.objects.all()}
    erase_person(person_of(referral), bearer())
    for row in before.values():  # as an older backup would
        row.save(force_update=True)
    assert everywhere(f"{CANARY} besoin") != {}

    assert erased.replay() == 5

    assert everywhere(CANARY) == {}
    assert all(CANARY not in str(line) for line in erased.listed())


@pytest.mark.django_db(transaction=True)
def test_a_number_that_serves_again_is_not_taken_for_the_former_one(referral, life):
    erase_person(person_of(referral), bearer())
    life.refresh_from_db()
    life.goals, life.erased_at, life.at = "Un autre", None, life.at.replace(year=2020)
    life.save()

    erased.replay()

    life.refresh_from_db()
    assert life.goals == "Un autre"


# -- for nobody else


@pytest.mark.parametrize("page", ["donnees/", "donnees/export.json", "donnees/effacer/"])
def test_another_structure_and_the_place_that_welcomes_find_nothing(client, referral, welcome, page):
    for user in (member_of(welcome), member_of(PlaceFactory().organisation or welcome)):
        client.force_login(user)
        for method in ("GET", "POST"):
            assert client.generic(method, f"/espace/fiches/{referral.pk}/{page}").status_code in (404, 405)


def test_a_pathway_has_the_same_page(client, author, life):
    client.force_login(author)
    page = reverse("protecting:parcours_data", args=[life.pk])

    assert client.get(page).status_code == 200
    assert f"{CANARY} but" in client.post(reverse("protecting:parcours_export", args=[life.pk, "html"])).text
