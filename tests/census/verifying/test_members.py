"""In the workspace: what waits, one's own places in one tap, changes by those who may, the rhythm."""

from datetime import date, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from maillage.census.models import Channel, Proposal, Verification
from maillage.census.verifying import queries
from maillage.census.verifying.actions import answering
from maillage.network.enums import Role
from maillage.network.models import Membership
from maillage.network.rules import actor_of
from maillage.places import actions
from maillage.places.models import Place
from tests.census.verifying.asking import asked
from tests.factories import OrganisationFactory, PlaceFactory, SourceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def own():
    return OrganisationFactory(nom="Maison d'essai")


@pytest.fixture
def place(own):
    return PlaceFactory(organisation=own, horaires="Mo-Fr 09:00-12:00", verified_on=timezone.localdate())


def member(client, organisation, role):
    user = get_user_model().objects.create_user(role, email=f"{role.name.lower()}@exemple.test")
    Membership.objects.create(organisation=organisation, user=user, role=role)
    client.force_login(user)
    return user


def waiting(user) -> list[tuple[str, str]]:
    return [(task.words, task.url) for task in queries.today(actor_of(user))]


def test_nothing_waits_when_all_is_fresh(client, own, place):
    assert waiting(member(client, own, Role.CONTRIBUTOR)) == []


@pytest.mark.parametrize("columns", [{"contested": ["horaires"]}, {"verified_on": "2020-01-01"}, {"verified_on": None}])
def test_a_place_doubted_or_old_waits(client, own, place, columns):
    for name, value in columns.items():
        setattr(place, name, value)
    place.save()

    found = waiting(member(client, own, Role.CONTRIBUTOR))

    assert found == [("1 lieu à confirmer", f"/espace/verifications/{place.slug}/")]


def test_a_place_one_is_asked_about_waits_and_several_are_one_line(client, own, place):
    other = PlaceFactory(organisation=own, verified_on=timezone.localdate())
    asked(place, other)

    assert waiting(member(client, own, Role.CONTRIBUTOR)) == [("2 lieux à confirmer", "/espace/verifications/")]


def test_the_rhythm_of_the_structure_says_what_is_old(client, own, place):
    place.verified_on = timezone.localdate() - timedelta(days=200)
    place.save()
    user = member(client, own, Role.CONTRIBUTOR)
    assert len(waiting(user)) == 1

    own.rhythm = 12
    own.save()
    assert waiting(user) == []


def test_the_coordinator_is_told_whom_to_call(client, own, place):
    asked(place)
    user = member(client, OrganisationFactory(), Role.COORDINATOR)

    assert waiting(user) == [("1 structure à appeler", "/espace/campagnes/")]


def test_a_contributor_confirms_in_one_tap(client, own, place):
    user = member(client, own, Role.CONTRIBUTOR)

    client.post(f"/espace/verifications/{place.slug}/")

    heard = Verification.objects.get()
    assert (heard.channel, heard.by, heard.on_behalf_of) == (Channel.MEMBER, user, own)


def test_the_last_word_on_each_column_is_shown(client, own):
    source = SourceFactory(nom="Fichier de 2022")
    place = actions.create(
        id="a", source=source, date=date(2022, 5, 12),
        columns={"nom": "Lieu", "adresse": "1 rue", "horaires": "Mo 09:00-12:00", "telephone": "+33320000000"},
    )  # fmt: skip
    place.organisation = own
    place.save()
    member(client, own, Role.CONTRIBUTOR)
    answering.confirm(place, channel=Channel.PHONE, columns=["telephone"])

    page = client.get(f"/espace/verifications/{place.slug}/").content.decode().replace("&#x27;", "'")

    assert page.count("dit le 12 mai 2022 (Fichier de 2022)") == 2  # hours and address
    assert page.count("par Maison d'essai") == 1  # the phone


def test_a_contributor_proposes_and_a_manager_writes(client, own, place):
    said = {"day_Mo": "10h-12h", "day_Tu": "9h-12h", "day_We": "9h-12h", "day_Th": "9h-12h", "day_Fr": "9h-12h"}
    said |= {"rest_is_right": "on", "adresse": place.adresse}
    address = f"/espace/verifications/{place.slug}/changer/"

    member(client, own, Role.CONTRIBUTOR)
    client.post(address, said)
    place.refresh_from_db()
    assert place.horaires == "Mo-Fr 09:00-12:00"
    proposal = Proposal.objects.get()
    assert proposal.changes["horaires"] == ["Mo-Fr 09:00-12:00", "Mo 10:00-12:00; Tu-Fr 09:00-12:00"]
    assert "horaires" not in Verification.objects.get().columns

    user = member(client, own, Role.MANAGER)
    client.post(address, said)
    place.refresh_from_db()
    assert place.horaires == "Mo 10:00-12:00; Tu-Fr 09:00-12:00"
    assert place.origins.get(by=user).source.slug == "parole-de-la-structure"


def test_a_manager_chooses_the_rhythm_and_the_address(client, own, place):
    member(client, own, Role.MANAGER)

    answer = client.post(
        f"/espace/verifications/{own.slug}/rythme/",
        {f"{own.slug}-rhythm": "3", f"{own.slug}-email": "accueil@exemple.test"},
    )

    own.refresh_from_db()
    assert answer.status_code == 302
    assert (own.rhythm, own.verification_email) == (3, "accueil@exemple.test")


@pytest.mark.parametrize(
    ("rhythm", "email"), [("4", ""), ("", ""), ("3", "pas une adresse"), ("3", "a@b.fr\nBcc: x@y.fr")]
)
def test_a_rhythm_or_an_address_that_cannot_be_is_refused_beside_its_field(client, own, rhythm, email):
    member(client, own, Role.MANAGER)
    said = {f"{own.slug}-rhythm": rhythm, f"{own.slug}-email": email}

    answer = client.post(f"/espace/verifications/{own.slug}/rythme/", said)

    own.refresh_from_db()
    assert answer.status_code == 400
    assert 'class="error"' in answer.content.decode()
    assert (own.rhythm, own.verification_email) == (6, "")


def test_a_place_of_another_structure_does_not_exist(client, own, place):
    member(client, OrganisationFactory(), Role.MANAGER)

    assert client.post(f"/espace/verifications/{place.slug}/").status_code == 404
    assert Verification.objects.count() == 0


def test_the_list_costs_the_same_for_one_place_and_for_three(client, own, place, django_assert_num_queries):
    member(client, own, Role.MANAGER)
    client.get("/espace/verifications/")
    with django_assert_num_queries(5):
        client.get("/espace/verifications/")
    PlaceFactory.create_batch(2, organisation=own)
    with django_assert_num_queries(5):
        client.get("/espace/verifications/")


def test_correcting_keeps_what_somebody_else_changed_meanwhile(client, own, place):
    """The form carries only what its reader changed."""
    member(client, own, Role.MANAGER)
    Place.objects.get(pk=place.pk)
    place.presentation_resume = "Écrit pendant ce temps"
    place.save()

    client.post(
        f"/espace/verifications/{place.slug}/changer/",
        {**{f"day_{day}": "9h-12h" for day in ("Mo", "Tu", "We", "Th", "Fr")}, "telephone": "03 20 11 11 11"},
    )

    place.refresh_from_db()
    assert (place.presentation_resume, place.telephone) == ("Écrit pendant ce temps", "+33320111111")
