"""A change somebody proposes: what it holds, who decides, what becomes of it."""

import pytest
from django.contrib.auth import get_user_model

from maillage.census.models import Channel, Proposal
from maillage.census.proposals import actions, queries
from maillage.core.models import Event, Message
from maillage.network.models import Membership
from maillage.network.rules import actor_of
from maillage.places import actions as places
from tests.factories import OrganisationFactory, PlaceFactory


@pytest.fixture
def place(db):
    return PlaceFactory(
        slug="epn",
        nom="EPN",
        telephone="+33320000001",
        horaires="Mo-Fr 09:00-12:00",
        organisation=OrganisationFactory(),
    )


@pytest.fixture
def manager(place):
    user = get_user_model().objects.create_user("responsable", email="responsable@exemple.test")
    Membership.objects.create(user=user, organisation=place.organisation, role="responsable")
    return user


def proposed(place, **changes) -> Proposal:
    return actions.propose(place, changes=changes, channel=Channel.PUBLIC, email="voisin@exemple.test")


def test_a_proposal_holds_what_differs_before_and_after(place):
    proposal = proposed(place, telephone="+33320000002", nom="EPN")

    assert proposal.changes == {"telephone": ["+33320000001", "+33320000002"]}


def test_nothing_new_makes_no_proposal(place):
    assert proposed(place, telephone="+33320000001") is None


def test_the_same_proposal_waits_once(place):
    assert proposed(place, nom="Autre").pk == proposed(place, nom="Autre").pk


def test_rows_can_be_proposed_too(place):
    proposal = proposed(place, equipment=[{"kind": "imprimante", "state": "en panne"}])

    assert proposal.changes == {"equipment": [[], [{"kind": "imprimante", "state": "en panne"}]]}


def test_accepting_writes_the_place_in_the_name_of_who_decides(place, manager):
    actions.accept(proposed(place, telephone="+33320000002"), by=manager)

    place.refresh_from_db()
    owner = next(row for row in place.origins.all() if "telephone" in row.columns)
    assert (place.telephone, owner.by) == ("+33320000002", manager)


def test_accepting_tells_who_proposed_then_forgets_the_address(place, manager):
    proposal = proposed(place, telephone="+33320000002")

    actions.accept(proposal, by=manager, answer="Merci !")

    proposal.refresh_from_db()
    message = Message.objects.sent_to("voisin@exemple.test").get()
    assert (proposal.email, proposal.status) == ("", Proposal.Status.ACCEPTED)
    assert "Merci !" in message.text


def test_an_amended_value_is_the_one_written(place, manager):
    proposal = proposed(place, telephone="+33320000002")

    actions.accept(proposal, by=manager, amended={"telephone": "+33320000003"})

    place.refresh_from_db()
    proposal.refresh_from_db()
    assert (place.telephone, proposal.status) == ("+33320000003", Proposal.Status.AMENDED)


def test_refusing_leaves_the_place_as_it_is(place, manager):
    actions.refuse(proposed(place, nom="Faux nom"), by=manager, answer="Non")

    place.refresh_from_db()
    assert place.nom == "EPN"


def test_a_proposal_is_decided_once(place, manager):
    proposal = proposed(place, nom="Autre")
    actions.refuse(proposal, by=manager, answer="Non")

    with pytest.raises(actions.Decided):
        actions.accept(proposal, by=manager)


def test_each_verb_leaves_an_event(place, manager):
    actions.accept(proposed(place, nom="Autre"), by=manager)

    assert sorted(Event.objects.values_list("verb", flat=True)) == ["accepted", "proposed"]


def test_what_changed_in_between_is_shown(place, manager):
    proposal = proposed(place, telephone="+33320000002")
    places.update(place, columns={"telephone": "+33320000009"}, by=manager)

    (line,) = queries.lines(Proposal.objects.get(pk=proposal.pk))

    assert (line.now, line.moved) == ("03\u00a020\u00a000\u00a000\u00a009", True)


def test_a_manager_sees_what_waits_for_their_structure_only(place, manager):
    proposed(place, nom="Autre")
    proposed(PlaceFactory(organisation=OrganisationFactory()), nom="Ailleurs")

    assert [one.place for one in queries.proposals(actor_of(manager))] == [place]


# -- on the public page


def test_what_is_typed_is_read_as_the_schema_writes_it(client, place):
    client.post(
        "/lieux/epn/proposer/",
        {
            "nom": "EPN",
            "adresse": place.adresse,
            "telephone": "03 20 00 00 02",
            "hours_text": "du lundi au jeudi 9h-12h",
        },
    )

    assert Proposal.objects.get().changes == {
        "horaires": ["Mo-Fr 09:00-12:00", "Mo-Th 09:00-12:00"],
        "telephone": ["+33320000001", "+33320000002"],
    }


def test_a_bad_number_is_said_beside_it_and_what_was_typed_stays(client, place):
    response = client.post("/lieux/epn/proposer/", {"nom": "EPN neuf", "adresse": place.adresse, "telephone": "12"})

    assert response.status_code == 400
    assert "Ce numéro ne se lit pas" in response.text
    assert 'value="EPN neuf"' in response.text
    assert Proposal.objects.count() == 0


def test_nothing_changed_is_said(client, place):
    page = client.get("/lieux/epn/proposer/")
    response = client.post("/lieux/epn/proposer/", page.context["form"].initial | {"courriels": "", "site_web": ""})

    assert response.status_code == 400
    assert "Rien n&#x27;a changé" in response.text


@pytest.mark.parametrize("text", ["\x00", "x" * 5000, "<script>", "'; DROP TABLE places;"])
def test_nothing_typed_breaks_the_page(client, place, text):
    assert client.post("/lieux/epn/proposer/", {"nom": text, "note": text, "email": text}).status_code < 500


# -- on the member's page


def test_a_manager_accepts_from_the_page(client, place, manager):
    proposal = proposed(place, telephone="+33320000002")
    client.force_login(manager)

    client.post(f"/espace/propositions/{proposal.pk}/", {"decision": "accepter"})

    place.refresh_from_db()
    assert place.telephone == "+33320000002"


def test_a_manager_amends_from_the_page(client, place, manager):
    proposal = proposed(place, horaires="Mo 09:00-12:00")
    client.force_login(manager)

    client.post(f"/espace/propositions/{proposal.pk}/", {"decision": "accepter", "valeur-horaires": "Tu 10:00-12:00"})

    place.refresh_from_db()
    assert place.horaires == "Tu 10:00-12:00"


def test_hours_nobody_can_read_are_refused_beside_the_field(client, place, manager):
    proposal = proposed(place, horaires="Mo 09:00-12:00")
    client.force_login(manager)

    response = client.post(
        f"/espace/propositions/{proposal.pk}/", {"decision": "accepter", "valeur-horaires": "parfois"}
    )

    assert (response.status_code, "Ces horaires ne se lisent pas" in response.text) == (400, True)


def test_refusing_asks_for_a_word(client, place, manager):
    proposal = proposed(place, nom="Autre")
    client.force_login(manager)

    response = client.post(f"/espace/propositions/{proposal.pk}/", {"decision": "refuser"})

    assert (response.status_code, Proposal.objects.get().status) == (400, Proposal.Status.WAITING)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_whatever_its_length(client, place, manager, count, django_assert_num_queries):
    for at in range(count):
        proposed(PlaceFactory(organisation=place.organisation), nom=f"Autre {at}")
        actions.report(PlaceFactory(organisation=place.organisation), kind="fermé")
    client.force_login(manager)

    with django_assert_num_queries(7):
        client.get("/espace/propositions/")
