"""A gap has evidence, an owner, actions and an end."""

from datetime import date

import pytest
from django.contrib.auth import get_user_model

from maillage.core.models import Event
from maillage.diagnosis import actions
from maillage.diagnosis.enums import ActionStatus, EvidenceKind, GapStatus
from maillage.diagnosis.models import Evidence, Gap, NeedRecord, PlanAction
from maillage.network.enums import Role
from maillage.network.models import Membership
from maillage.workshops.enums import Column
from maillage.workshops.models import Board, CardBecame, Meeting, Series
from tests.factories import OrganisationFactory, ZoneFactory

pytestmark = pytest.mark.django_db


def seen(text: str = "Demandé à l'accueil") -> Evidence:
    return Evidence(kind=EvidenceKind.FIELD, text=text, source="Accueil")


@pytest.fixture
def gap():
    return actions.open_gap(Gap(title="Des tablettes à prêter"), [seen()], by=None)


@pytest.fixture
def card():
    meeting = Meeting.objects.create(series=Series.objects.create(slug="s", nom="S"), edition=1, day=date(2022, 9, 30))
    return Board.objects.create(meeting=meeting, title="Table 1").cards.create(
        text="Une offre de formation", column=Column.MISSING, reference="M1-17"
    )


def member(role: str, organisation=None):
    user = get_user_model().objects.create_user(f"{role}", email=f"{role}@exemple.test")
    Membership.objects.create(organisation=organisation or OrganisationFactory(), user=user, role=role)
    return user


def test_without_evidence_it_is_neither_opened_nor_shown():
    with pytest.raises(actions.NoEvidence):
        actions.open_gap(Gap(title="…"), [], by=None)
    bare = Gap.objects.create(title="…")

    with pytest.raises(actions.NoEvidence):
        actions.show(bare, by=None)
    assert list(Gap.objects.values_list("published", flat=True)) == [False]


def test_a_card_becomes_a_gap_once_and_says_so(card):
    first, again = actions.from_card(card, by=None), actions.from_card(card, by=None)

    assert first == again
    assert (first.title, first.opened_on.isoformat(), first.reference) == (card.text, "2022-09-30", "M1-17")
    assert list(CardBecame.objects.values_list("kind", "ref")) == [("manque", str(first.pk))]


def test_taken_acted_upon_closed(gap):
    owner = OrganisationFactory()
    actions.take(gap, owner, by=None)
    action = actions.act(gap, PlanAction(nom="Acheter dix tablettes", organisation=owner), by=None)
    actions.progress(action, ActionStatus.DONE, by=None, strengths="Elles servent")
    actions.close(gap, "Dix tablettes à la médiathèque", by=None)

    gap.refresh_from_db()
    assert (gap.status, gap.owner, gap.ending) == (GapStatus.CLOSED, owner, "Dix tablettes à la médiathèque")
    verbs = Event.objects.about(gap).order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["opened", "taken", "acted upon", "closed"]


def test_closed_without_a_word_or_twice_is_refused(gap):
    with pytest.raises(ValueError, match="ending"):
        actions.close(gap, "  ", by=None)
    actions.close(gap, "Fait", by=None)

    with pytest.raises(actions.Over):
        actions.close(gap, "Fait", by=None)


def test_who_acts_looks_after_it_when_nobody_did(gap):
    owner = OrganisationFactory()

    actions.act(gap, PlanAction(nom="Prêter", organisation=owner), by=None)

    gap.refresh_from_db()
    assert (gap.owner, gap.status) == (owner, GapStatus.ACTING)


# Pages


def test_everyone_reads_what_is_shown_members_read_all(client, gap):
    page = gap.get_absolute_url()
    assert client.get(page).status_code == 404

    client.force_login(member(Role.CONTRIBUTOR))
    assert client.get(page).status_code == 200


def test_a_gap_and_its_evidence_are_written_together_or_not_at_all(client):
    client.force_login(member(Role.CONTRIBUTOR))
    zone = ZoneFactory()
    told = {"title": "Un fab lab", "zone": zone.pk, "kind": "terrain", "said": "", "source": "Nous"}

    refused = client.post("/espace/diagnostic/manques/nouveau/", told)
    assert (refused.status_code, "Un fab lab" in refused.text, Gap.objects.count()) == (400, True, 0)

    client.post("/espace/diagnostic/manques/nouveau/", told | {"said": "Personne n'imprime en 3D ici"})
    assert list(Gap.objects.values_list("title", "zone", "evidence__text")) == [
        ("Un fab lab", zone.pk, "Personne n'imprime en 3D ici")
    ]


def test_a_structure_does_not_take_a_gap_for_another_one(client, gap):
    client.force_login(member(Role.MANAGER))
    other = OrganisationFactory()

    response = client.post(f"/espace/diagnostic/manques/{gap.pk}/porteur/", {"owner": other.pk})

    gap.refresh_from_db()
    assert (response.status_code, gap.owner) == (400, None)


def test_a_need_keeps_its_source_and_who_says_so(client, card):
    ours = OrganisationFactory()
    client.force_login(member(Role.CONTRIBUTOR, ours))
    told = {"family": "équipement", "text": "Une tablette par foyer", "source": "Table 1", "barriers": ["matériel"]}

    client.post(f"/espace/diagnostic/besoin/?carte={card.pk}", told)

    need = NeedRecord.objects.get()
    assert (need.family, need.organisation, need.card, need.barriers) == ("équipement", ours, card.pk, ["matériel"])
    assert CardBecame.objects.get().kind == "besoin"


@pytest.mark.parametrize("asked", ["quartier=%00", "theme=rien", "etat=rien", "q=%00%27", "page=9999999999"])
def test_odd_questions_are_answered(client, gap, asked):
    assert client.get(f"/diagnostic/manques/?{asked}").status_code == 200


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_the_same_number_of_questions(client, django_assert_num_queries, number):
    for index in range(number):
        shown = actions.open_gap(Gap(title=f"Manque {index}"), [seen()], by=None)
        actions.show(shown, by=None)

    with django_assert_num_queries(3):
        client.get("/diagnostic/manques/")


@pytest.mark.parametrize("page", ["public/", "besoin/", "manques/nouveau/"])
def test_forms_that_feed_the_diagnosis_open_and_refuse_nothing_at_all(client, page):
    client.force_login(member(Role.MANAGER))

    opened, empty = client.get(f"/espace/diagnostic/{page}"), client.post(f"/espace/diagnostic/{page}", {"text": ""})

    assert opened.status_code == 200
    assert "---------" not in opened.text
    assert empty.context["form"].errors
