"""The people of a structure: inviting, roles, leaving and coming back, codes on paper."""

import re

import pytest
import time_machine
from django.contrib.auth import get_user_model

from maillage.core.models import Event, Message
from maillage.network.enums import Role
from maillage.network.models import Contact, Invitation, Membership
from maillage.network.team import actions
from tests.factories import OrganisationFactory

NEW = "nouvelle@exemple.test"


@pytest.fixture
def structure(db):
    return OrganisationFactory(slug="la-structure", nom="La Structure")


def person(email: str, structure=None, role=Role.CONTRIBUTOR, **columns):
    user = get_user_model().objects.create(email=email, **columns)
    if structure:
        Membership.objects.create(organisation=structure, user=user, role=role)
    return user


@pytest.fixture
def manager(structure, client):
    user = person("responsable@exemple.test", structure, Role.MANAGER)
    client.force_login(user)
    return user


def invite(client, email=NEW, role=Role.CONTRIBUTOR):
    return client.post("/espace/equipe/la-structure/inviter/", {"courriel": email, "role": role})


def link_to(email=NEW) -> str:
    return re.search(r"https?://[^/\s]+(/invitation/\S+/)", Message.objects.sent_to(email).latest("pk").text)[1]


def told(verb: str) -> dict:
    return Event.objects.get(verb=verb).told


# -- inviting


def test_who_is_invited_enters_by_the_button_of_the_page(client, manager, structure):
    assert invite(client)["Location"] == "/espace/equipe/la-structure/"
    guest = client.__class__()
    assert guest.get(link_to()).status_code == 200

    assert guest.post(link_to(), {"nom": "Nouvelle Personne", "accord": "on"})["Location"] == "/espace/"
    user = guest.get("/espace/").context["user"]
    assert (user.email, user.shown_name) == (NEW, "Nouvelle Personne")
    assert list(user.memberships.values_list("organisation", "role")) == [(structure.pk, Role.CONTRIBUTOR)]


def test_ten_looks_at_an_invitation_change_nothing_then_it_serves_once(client, manager):
    invite(client)
    before = Invitation.objects.values().get()
    guest = client.__class__()
    looks = {guest.get(link_to()).status_code for _ in range(10)}

    assert (looks, Invitation.objects.values().get()) == ({200}, before)
    guest.post(link_to())
    assert client.__class__().post(link_to()).status_code == 410
    assert Membership.objects.filter(user__email=NEW).count() == 1


def test_an_invitation_waits_for_fourteen_days(client, structure):
    with time_machine.travel("2026-03-02", tick=False) as clock:
        actions.invite(structure, email=NEW, role=Role.CONTRIBUTOR, by=person("r@exemple.test"))
        clock.shift(14 * 24 * 3600 - 1)
        assert client.get(link_to()).status_code == 200
        clock.shift(2)

        assert client.post(link_to()).status_code == 410


def test_the_address_of_somebody_who_never_came_is_forgotten(structure):
    with time_machine.travel("2026-03-02", tick=False) as clock:
        actions.invite(structure, email=NEW, role=Role.CONTRIBUTOR, by=person("r@exemple.test"))
        clock.shift(43 * 24 * 3600)
        actions.forget_invitations()
        assert Invitation.objects.count() == 1
        clock.shift(2 * 24 * 3600)
        actions.forget_invitations()

    assert Invitation.objects.count() == 0


def test_only_a_digest_of_the_link_is_kept(client, manager):
    invite(client)

    assert link_to().split("/")[-2] not in str(Invitation.objects.values().get())


def test_a_withdrawn_invitation_opens_nothing(client, manager):
    invite(client)
    client.post(f"/espace/equipe/invitation/{Invitation.objects.get().pk}/retirer/")

    assert client.__class__().post(link_to()).status_code == 410
    assert told("invitation withdrawn") == {"invitation": Invitation.objects.get().pk}


def test_inviting_again_replaces_the_former_link(client, manager):
    invite(client)
    former = link_to()
    invite(client)

    assert client.__class__().get(former).status_code == 410
    assert client.__class__().get(link_to()).status_code == 200


def test_who_has_an_account_gets_one_more_role_and_enters_by_the_door(client, manager, structure):
    elsewhere = OrganisationFactory()
    user = person(NEW, elsewhere)
    invite(client)
    guest = client.__class__()

    assert guest.post(link_to())["Location"] == "/entrer/?next=%2Fespace%2F"
    assert "_auth_user_id" not in guest.session
    assert set(user.memberships.values_list("organisation", flat=True)) == {elsewhere.pk, structure.pk}


def test_who_is_inside_accepts_with_that_account(client, manager, structure):
    user = person("autre-adresse@exemple.test")
    invite(client)
    guest = client.__class__()
    guest.force_login(user)
    guest.post(link_to())

    assert list(user.memberships.values_list("organisation", flat=True)) == [structure.pk]
    assert not get_user_model().objects.filter(email=NEW).exists()


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.GIS_READER, Role.ADMINISTRATOR, Role.VISITOR, "roi", ""])
def test_a_manager_gives_only_the_roles_of_their_structure(client, manager, role):
    response = invite(client, role=role)

    assert response.context["form"].errors == {"role": ["Choisissez ce que cette personne pourra faire."]}
    assert Invitation.objects.count() == 0


def test_who_is_here_already_is_not_invited_again(client, manager):
    assert invite(client, manager.email, Role.MANAGER).context["form"].errors == {
        "courriel": ["Cette personne a déjà ce rôle dans la structure."]
    }


def test_what_happened_names_nobody(client, manager):
    invite(client)
    client.__class__().post(link_to(), {"nom": "Nouvelle Personne"})

    assert [event for event in Event.objects.all() if NEW in str(event.told) or "Nouvelle" in str(event.told)] == []


# -- roles


def change(client, membership, role):
    return client.post(f"/espace/equipe/membre/{membership.pk}/role/", {"role": role}, follow=True)


def test_a_role_changes_and_is_told(client, manager, structure):
    user = person(NEW, structure)
    change(client, user.memberships.get(), Role.MANAGER)

    assert user.memberships.get().role == Role.MANAGER
    assert told("role changed") == {"user": user.pk, "before": Role.CONTRIBUTOR, "role": Role.MANAGER}


def test_nobody_gives_a_role_above_their_own(client, manager, structure):
    user = person(NEW, structure)
    change(client, user.memberships.get(), Role.COORDINATOR)

    assert user.memberships.get().role == Role.CONTRIBUTOR


def test_a_manager_does_not_touch_a_coordinator_of_the_same_structure(client, manager, structure):
    held = person(NEW, structure, Role.COORDINATOR).memberships.get()

    assert change(client, held, Role.CONTRIBUTOR).status_code == 404
    assert client.post(f"/espace/equipe/membre/{held.pk}/retirer/", {"retirer": "oui"}).status_code == 404


def test_the_only_manager_does_not_become_something_else(client, manager):
    page = change(client, manager.memberships.get(), Role.CONTRIBUTOR)

    assert "nommez-en d&#x27;abord une autre" in page.text
    assert manager.memberships.get().role == Role.MANAGER


# -- leaving, coming back


def remove(client, membership, **more):
    return client.post(f"/espace/equipe/membre/{membership.pk}/retirer/", {"retirer": "oui", **more})


def test_who_was_removed_can_be_put_back(client, manager, structure):
    user = person(NEW, structure)
    remove(client, user.memberships.get())
    assert not user.memberships.exists()

    page = client.get("/espace/equipe/la-structure/")
    [gone] = page.context["gone"]
    client.post(f"/espace/equipe/la-structure/remettre/{gone.event_id}/")

    assert list(user.memberships.values_list("organisation", "role")) == [(structure.pk, Role.CONTRIBUTOR)]
    assert client.get("/espace/equipe/la-structure/").context["gone"] == []


def test_the_last_manager_does_not_leave_without_a_word(client, manager):
    held = manager.memberships.get()
    assert remove(client, held).context["last"] is True
    assert remove(client, held, mot="   ").status_code == 200
    assert Membership.objects.filter(pk=held.pk).exists()

    remove(client, held, mot="Fermeture de l'association")
    assert not Membership.objects.filter(pk=held.pk).exists()
    assert told("member removed")["word"] == "Fermeture de l'association"


def test_a_removal_of_another_structure_is_not_undone_from_here(client, manager):
    other = OrganisationFactory()
    held = person(NEW, other).memberships.get()
    event = actions.remove(held, by=manager)

    assert client.post(f"/espace/equipe/la-structure/remettre/{event.pk}/").status_code == 404


def test_what_is_not_a_removal_is_not_undone(client, manager):
    invite(client)

    assert client.post(f"/espace/equipe/la-structure/remettre/{Event.objects.get().pk}/").status_code == 404
    assert client.post(f"/espace/equipe/la-structure/remettre/{10**18}/").status_code == 404


# -- on paper


def welcome(client, name="Bénévole Exemple", role=Role.CONTRIBUTOR):
    return client.post("/espace/equipe/la-structure/papier/", {"nom": name, "role": role})


def test_a_volunteer_without_email_enters_with_the_slip(client, manager, structure):
    code = welcome(client).context["code"]
    volunteer = client.__class__()
    volunteer.post("/entrer/papier/", {"nom": "benevole exemple", "code": code})

    assert volunteer.get("/espace/").context["user"].memberships.get().organisation == structure


def test_the_slip_is_read_once(client, manager):
    code = welcome(client).context["code"]

    assert code not in client.get("/espace/equipe/la-structure/").text
    assert client.get("/espace/equipe/la-structure/papier/1/").status_code == 405


def test_a_new_slip_and_its_end(client, manager):
    welcome(client)
    user = get_user_model().objects.get(name="Bénévole Exemple")
    code = client.post(f"/espace/equipe/la-structure/papier/{user.pk}/").context["code"]
    client.post(f"/espace/equipe/la-structure/papier/{user.pk}/arreter/")
    volunteer = client.__class__()
    volunteer.post("/entrer/papier/", {"nom": user.name, "code": code})

    assert "_auth_user_id" not in volunteer.session


def test_no_slip_for_someone_who_also_acts_elsewhere(client, manager, structure):
    """A code would open what the manager may not do: the other structure."""
    user = person("", structure, name="Bénévole Partagée")
    Membership.objects.create(organisation=OrganisationFactory(), user=user, role=Role.MANAGER)

    assert client.post(f"/espace/equipe/la-structure/papier/{user.pk}/").status_code == 404


def test_no_slip_for_someone_who_has_an_address(client, manager, structure):
    user = person(NEW, structure)

    assert client.post(f"/espace/equipe/la-structure/papier/{user.pk}/").status_code == 404


@pytest.mark.parametrize("name", ["", " ", "x" * 500, "a\x00b"])
def test_a_slip_needs_a_name(client, manager, name):
    assert list(welcome(client, name).context["form"].errors) == ["nom"]


# -- closing one's account


def test_a_closed_account_leaves_nothing_of_the_person(client, manager, structure):
    user = person(NEW, structure, Role.MANAGER, name="Nouvelle Personne", telephone="03 00 00 00 00")
    Contact.objects.create(
        organisation=structure, role="direction", person="Nouvelle Personne", courriel=NEW, consented_on="2026-01-01"
    )
    invite(client)
    guest = client.__class__()
    guest.force_login(user)
    other_screen = client.__class__()
    other_screen.force_login(user)

    page = guest.post("/espace/compte/supprimer/", {"supprimer": "oui"})

    assert "Votre compte est supprimé" in page.text
    assert other_screen.get("/espace/")["Location"].startswith("/entrer/")
    user.refresh_from_db()
    assert (user.email, user.name, user.telephone, user.is_active) == ("", "", "", False)
    assert not user.memberships.exists()
    kept = str([*Contact.objects.values(), *Invitation.objects.values(), *Event.objects.values()])
    assert NEW not in kept
    assert "Nouvelle Personne" not in kept
    assert list(Message.objects.sent_to(NEW).exclude(state="too late")) == []


def test_closing_asks_first(client, manager):
    client.post("/espace/compte/supprimer/")

    assert get_user_model().objects.get(pk=manager.pk).is_active


def test_a_closed_address_may_be_invited_again(client, manager):
    actions.close_account(person(NEW))
    invite(client)
    client.__class__().post(link_to())

    assert get_user_model().objects.filter(email=NEW).count() == 1


# -- reading


HUGE = 10**30


@pytest.mark.parametrize(
    "path",
    [
        f"membre/{HUGE}/role/", f"membre/{HUGE}/retirer/", f"invitation/{HUGE}/retirer/",
        f"la-structure/papier/{HUGE}/", f"la-structure/papier/{HUGE}/arreter/", f"la-structure/remettre/{HUGE}/",
    ],
)  # fmt: skip
def test_a_number_that_is_nobody_s_is_not_found(client, manager, path):
    assert client.post(f"/espace/equipe/{path}").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_a_team_costs_the_same_for_any_number_of_people(client, manager, structure, count, django_assert_num_queries):
    for n in range(count):
        person(f"{n}@exemple.test", structure)
        actions.welcome_on_paper(structure, name=f"Bénévole {n}", role=Role.CONTRIBUTOR, by=manager)
        actions.invite(structure, email=f"i{n}@exemple.test", role=Role.MANAGER, by=manager)
        actions.remove(person(f"r{n}@exemple.test", structure).memberships.get(), by=manager)

    with django_assert_num_queries(10):
        client.get("/espace/equipe/la-structure/")


def test_a_coordinator_finds_a_structure_by_its_other_names(client, structure):
    client.force_login(person("k@exemple.test", OrganisationFactory(), Role.COORDINATOR))
    OrganisationFactory(nom="Centre social", aliases=["E.C.H.O."])

    found = client.get("/espace/equipe/?q=E.C.H.O.").context["structures"]

    assert [one.nom for one in found] == ["Centre social"]
    assert client.get("/espace/equipe/?q=%00").status_code == 200


def test_a_manager_of_one_structure_is_led_to_its_team(client, manager):
    assert client.get("/espace/equipe/")["Location"] == "/espace/equipe/la-structure/"
