"""Asking many: chosen by the coordinator or by rhythm, each holder once, one mail for all their places."""

import re
from datetime import timedelta
from time import process_time

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from maillage.census.models import Campaign, Channel, Request, Verification
from maillage.census.verifying import jobs, queries
from maillage.census.verifying.actions import following, launching
from maillage.census.verifying.choosing import Choice
from maillage.core.models import Event, Message
from maillage.network.enums import Role
from maillage.network.models import Membership
from maillage.places.enums import Service
from maillage.places.models import Place
from tests.census.verifying.asking import asked
from tests.factories import OrganisationFactory, PlaceFactory, ZoneFactory
from tests.factories.members import a_coordinator

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(client):
    user = a_coordinator()
    client.force_login(user)
    return user


def holder(places: int = 1, **columns):
    """A structure with an address and some places."""
    columns.setdefault("verification_email", "accueil@exemple.test")
    found = OrganisationFactory(**columns)
    for _ in range(places):
        PlaceFactory(organisation=found)
    return found


def launch(by, **choice) -> Campaign:
    return launching.launch(nom="Essai", choice=Choice(**choice), by=by)


# -- whom


def test_one_holder_is_asked_once_for_all_their_places(coordinator):
    holder(places=3)

    launch(coordinator)

    request = Request.objects.get()
    assert request.lines.count() == 3
    assert Message.objects.count() == 1
    assert Message.objects.get().text.count("- Lieu numéro") == 3


def test_by_zone_by_theme_and_by_age(coordinator, time_machine):
    time_machine.move_to("2026-11-23T10:00:00+01:00")
    zone = ZoneFactory(latitude=50.7, longitude=3.2)
    inside = PlaceFactory(latitude=50.7, longitude=3.2)
    printing = PlaceFactory(services=[Service.ACCES])
    fresh = PlaceFactory(verified_on="2026-10-01")
    updated = PlaceFactory(date_maj="2026-10-01")
    old = PlaceFactory(verified_on="2025-01-01", date_maj="2024-01-01")

    def chosen(**choice):
        return set(Choice(**choice).places(timezone.localdate()))

    assert chosen(zone=zone.code) == {inside}
    assert chosen(service=Service.ACCES) == {printing}
    assert chosen(months=6) == {inside, printing, old}
    assert chosen() == {inside, printing, fresh, updated, old}


def test_the_preview_says_who_will_be_asked_and_how(client, coordinator):
    holder(nom="Avec courriel")
    OrganisationFactory(nom="Avec téléphone", telephone="+33320000000")
    PlaceFactory(organisation__nom="x", organisation=OrganisationFactory(nom="Sur papier"))
    PlaceFactory(organisation=OrganisationFactory(nom="Par téléphone", telephone="+33320000000"))

    page = client.get("/espace/campagnes/nouvelle/").content.decode()

    assert "3 structures sollicitées, 3 lieux" in page
    assert "1 par courriel" in page and "1 par téléphone" in page and "1 sur papier" in page
    assert Request.objects.count() == 0


def test_the_address_chosen_for_this_comes_first_then_a_manager_then_the_public_ones():
    places = [
        PlaceFactory(organisation=OrganisationFactory(verification_email="choisie@exemple.test")),
        PlaceFactory(organisation=OrganisationFactory(), courriels=["lieu@exemple.test"]),
        PlaceFactory(organisation=OrganisationFactory(courriels=["structure@exemple.test"])),
        PlaceFactory(organisation=OrganisationFactory(courriels=["public@exemple.test"])),
    ]
    manager = get_user_model().objects.create_user("responsable", email="responsable@exemple.test")
    Membership.objects.create(organisation=places[3].organisation, user=manager, role=Role.MANAGER)

    found = {one.organisation.pk: one.email for one in queries.holders(places)}

    assert [found[place.organisation_id] for place in places] == [
        "choisie@exemple.test", "lieu@exemple.test", "structure@exemple.test", "responsable@exemple.test",
    ]  # fmt: skip


def test_two_holders_with_the_same_address_are_two_requests_and_two_mails(coordinator):
    first, second = holder(), holder()

    launch(coordinator)

    assert Message.objects.count() == 2
    assert set(Request.objects.values_list("organisation", flat=True)) == {first.pk, second.pk}
    links = {re.search(r"/verifier/[^/]+/", message.text).group() for message in Message.objects.all()}
    assert len(links) == 2


def test_places_without_a_structure_are_asked_by_their_address_together(coordinator):
    for _ in range(2):
        PlaceFactory(courriels=["Contact@exemple.test"])

    launch(coordinator)

    assert Request.objects.get().lines.count() == 2


def test_what_is_closed_or_unpublished_is_not_asked(coordinator):
    PlaceFactory(life_cycle="fermé", organisation=holder(places=0))

    with pytest.raises(launching.NobodyToAsk):
        launch(coordinator)


# -- once


def test_launching_twice_asks_nobody_twice(client, coordinator):
    holder()
    said = {"nom": "Essai", "message": "", "zone": "", "service": "", "months": ""}

    first = client.post("/espace/campagnes/nouvelle/", said)
    second = client.post("/espace/campagnes/nouvelle/", said)

    assert (first.status_code, second.status_code) == (302, 400)
    assert "Personne à solliciter" in second.content.decode()
    assert (Campaign.objects.count(), Request.objects.count(), Message.objects.count()) == (1, 1, 1)


def test_a_launch_interrupted_leaves_nothing(coordinator, monkeypatch):
    holder()
    holder()
    calls = []

    def broken(*args, **kwargs):
        calls.append(1)
        if len(calls) == 2:
            raise RuntimeError("the machine stops")
        return real(*args, **kwargs)

    real = launching.asking.write_to
    monkeypatch.setattr(launching.asking, "write_to", broken)
    with pytest.raises(RuntimeError):
        launch(coordinator)

    assert (Campaign.objects.count(), Request.objects.count(), Message.objects.count()) == (0, 0, 0)


def test_the_keys_of_messages_name_the_request(coordinator, time_machine):
    holder()
    launch(coordinator)
    request = Request.objects.get()
    time_machine.move_to(timezone.now() + timedelta(days=8))
    jobs.remind()

    assert set(Message.objects.values_list("key", flat=True)) == {
        f"verify-{request.pk}-first", f"verify-{request.pk}-reminder-1",
    }  # fmt: skip


def test_five_hundred_holders_cost_a_constant_number_of_queries_each(coordinator):
    def cost(count: int) -> int:
        for _ in range(count):
            holder()
        with CaptureQueriesContext(
            connection,
        ) as spent:
            launch(coordinator)
        return len(spent)

    one, eleven = cost(1), cost(11)

    assert (eleven - one) % 10 == 0
    assert (eleven - one) / 10 <= 16


def test_five_hundred_requests_are_launched_in_seconds(coordinator):
    places = [PlaceFactory.build(organisation=one, published=True) for one in (holder(places=0) for _ in range(500))]
    for number, place in enumerate(places):
        place.slug = f"lieu-{number}"
    Place.objects.bulk_create(places)
    before = process_time()  # the machine may be busy with other tests

    launch(coordinator)

    assert Message.objects.count() == 500
    assert process_time() - before < 20


# -- reminders


@pytest.fixture
def clock(time_machine):
    """`clock(8)`: eight days after the request; the jobs run once a day on the way."""
    start = timezone.now()

    def move(day: int) -> list[str]:
        time_machine.move_to(start + timedelta(days=day, minutes=1))
        jobs.remind()
        jobs.close_expired()
        return list(Message.objects.filter(template__endswith="reminder").values_list("key", flat=True))

    return move


@pytest.fixture
def request_made(coordinator):
    holder()
    launch(coordinator)
    return Request.objects.get()


def test_two_reminders_after_seven_and_fourteen_days_then_none(clock, request_made):
    counts = {day: len(clock(day)) for day in (1, 6, 7, 8, 13, 14, 15, 21, 29)}

    assert counts == {1: 0, 6: 0, 7: 1, 8: 1, 13: 1, 14: 2, 15: 2, 21: 2, 29: 2}


def test_a_worker_that_slept_does_not_remind_twice_in_a_row(clock, request_made):
    assert [len(clock(day)) for day in (20, 21, 25, 27)] == [1, 1, 1, 2]


def test_the_last_reminder_says_so(clock, request_made):
    clock(7)
    clock(14)

    assert "C'est notre dernier rappel" in Message.objects.get(key__endswith="reminder-2").text
    assert "ne plus être relancé" in Message.objects.get(key__endswith="reminder-1").text


def test_each_mail_has_a_link_that_works_the_first_one_too(client, clock, request_made):
    clock(7)
    clock(14)

    links = [re.search(r"/verifier/[^/]+/", message.text).group() for message in Message.objects.all()]
    assert len(set(links)) == 3
    assert [client.get(link).status_code for link in links] == [200, 200, 200]


def test_reminders_stop_when_it_is_done(client, clock, request_made):
    link = re.search(r"/verifier/[^/]+/", Message.objects.get().text).group()
    client.post(f"{link}exact/")

    assert clock(7) == []


def test_reminders_stop_when_asked(clock, request_made):
    following.stop_reminding(request_made)

    assert clock(7) == []


def test_reminders_stop_when_the_campaign_is_closed(clock, coordinator, request_made):
    following.close_campaign(request_made.campaign, by=coordinator)

    assert clock(7) == []


def test_reminders_stop_when_the_links_are_taken_back(client, clock, coordinator, request_made):
    link = re.search(r"/verifier/[^/]+/", Message.objects.get().text).group()
    following.revoke(request_made, by=coordinator)

    assert clock(7) == []
    assert client.get(link).status_code == 404


def test_who_started_is_still_reminded_of_the_rest(client, clock, coordinator):
    holder(places=2)
    launch(coordinator)
    request = Request.objects.get()
    link = re.search(r"/verifier/[^/]+/", Message.objects.get().text).group()
    client.post(f"{link}exact/", {"line": request.lines.first().pk})

    assert len(clock(7)) == 1


def test_nobody_answers_and_the_request_is_closed_so_that_one_may_ask_again(clock, coordinator, request_made):
    clock(31)

    request_made.refresh_from_db()
    assert request_made.closed_at is not None
    launch(coordinator)
    assert Request.objects.count() == 2


# -- by rhythm


@pytest.fixture
def today(time_machine):
    time_machine.move_to("2026-11-23T10:00:00+01:00", tick=False)


def asked_by_rhythm() -> set[str]:
    jobs.ask_by_rhythm()
    return set(Request.objects.values_list("organisation__nom", flat=True))


def test_a_holder_is_asked_when_the_rhythm_they_chose_has_come(today):
    for nom, rhythm, verified in [("a", 3, "2026-07-01"), ("b", 6, "2026-07-01"), ("c", 12, "2025-11-01")]:
        PlaceFactory(
            organisation=OrganisationFactory(nom=nom, rhythm=rhythm, verification_email="a@exemple.test"),
            verified_on=verified,
        )

    assert asked_by_rhythm() == {"a", "c"}
    assert Campaign.objects.get().nom == "Rythme des structures, novembre 2026"


def test_never_more_than_one_open_request_and_a_rest_after_silence(today, time_machine):
    holder()
    jobs.ask_by_rhythm()
    jobs.ask_by_rhythm()
    assert Request.objects.count() == 1

    time_machine.move_to("2026-12-30T10:00:00+01:00")
    jobs.close_expired()
    jobs.ask_by_rhythm()
    assert Request.objects.count() == 1

    time_machine.move_to("2027-01-30T10:00:00+01:00")
    jobs.ask_by_rhythm()
    assert Request.objects.count() == 2


def test_some_are_asked_each_day_the_oldest_first(today):
    for age in range(1, 26):
        PlaceFactory(
            organisation=OrganisationFactory(nom=f"{age:02}", verification_email="a@exemple.test"),
            verified_on=timezone.localdate() - timedelta(days=200 + age),
        )

    assert asked_by_rhythm() == {f"{age:02}" for age in range(6, 26)}


def test_who_has_no_address_is_not_asked_by_rhythm(today):
    PlaceFactory(organisation=OrganisationFactory())

    assert asked_by_rhythm() == set()


def test_the_rhythm_is_chosen_on_the_magic_page(client):
    found = holder()
    _, path = asked(*found.places.all())

    client.post(f"{path}rythme/", {"rhythm": "12"})
    found.refresh_from_db()
    assert found.rhythm == 12

    assert client.post(f"{path}rythme/", {"rhythm": "1"}).status_code == 404


# -- following


def test_the_page_of_a_campaign_says_where_each_one_stands(client, coordinator):
    answered, silent = holder(nom="A répondu"), holder(nom="N'a rien dit")
    OrganisationFactory(nom="Sans courriel").places.add(PlaceFactory())
    campaign = launch(coordinator)
    for message in Message.objects.all():
        link = re.search(r"/verifier/[^/]+/", message.text).group()
        if queries.request_of(link.split("/")[2]).organisation == answered:
            client.post(f"{link}exact/")

    page = client.get(f"/espace/campagnes/{campaign.pk}/").content.decode().replace("&#x27;", "'")
    assert "<b>1</b> réponse sur 3" in page
    assert [one.nom for one in queries.requests(campaign, "fait")] == ["A répondu"]
    assert [one.nom for one in queries.requests(campaign, "a-faire")] == [silent.nom, "Sans courriel"]
    assert [one.nom for one in queries.requests(campaign, "a-appeler")] == ["Sans courriel"]


def test_the_list_of_calls_has_who_the_number_what_to_ask_and_boxes(client, coordinator):
    found = holder(nom="À appeler", verification_email="", telephone="+33320000000")
    place = found.places.get()
    place.horaires = "Mo 09:00-12:00"
    place.save()
    campaign = launch(coordinator)

    page = client.get(f"/espace/campagnes/{campaign.pk}/liste/").content.decode()

    assert "À appeler" in page and "03\u00a020\u00a000\u00a000\u00a000" in page
    assert "lundi : 9\u00a0h" in page
    assert page.count('class="box"') >= 4


def test_what_was_said_by_phone_is_entered_in_the_holder_s_name(client, coordinator, today):
    found = holder(verification_email="", telephone="+33320000000")
    place = found.places.get()
    launch(coordinator)
    Request.objects.update(at="2026-11-01T10:00:00+01:00")

    client.post(f"/espace/verifications/{place.slug}/", {"channel": Channel.PHONE, "said_on": "2026-11-20"})

    heard = Verification.objects.get()
    assert (heard.channel, heard.by, heard.on_behalf_of) == (Channel.PHONE, coordinator, found)
    assert timezone.localdate(heard.at).isoformat() == "2026-11-20"
    place.refresh_from_db()
    assert (place.verified_on.isoformat(), place.verified_by) == ("2026-11-20", found.nom)
    assert Request.objects.get().done_at is not None


def test_an_older_word_does_not_answer_a_younger_question_nor_a_younger_doubt(client, coordinator, today):
    from maillage.census.verifying.actions import doubt

    place = holder().places.get()
    launch(coordinator)
    doubt(place, ["horaires"])

    client.post(f"/espace/verifications/{place.slug}/", {"channel": Channel.PHONE, "said_on": "2026-11-20"})

    assert Request.objects.get().done_at is None
    assert list(Place.objects.get(pk=place.pk).contested) == ["horaires"]


@pytest.mark.parametrize("said_on", ["2026-11-24", "1900-01-01", "", "demain", "\x00"])
def test_a_day_that_cannot_be_is_refused_in_words(client, coordinator, today, said_on):
    place = holder().places.get()

    answer = client.post(f"/espace/verifications/{place.slug}/", {"channel": Channel.PHONE, "said_on": said_on})

    assert answer.status_code == 400
    assert Verification.objects.count() == 0


def test_each_verb_leaves_an_event(client, coordinator):
    holder()
    campaign = launch(coordinator)
    client.post(f"/espace/demandes/{Request.objects.get().pk}/ne-plus-relancer/")
    client.post(f"/espace/demandes/{Request.objects.get().pk}/retirer-les-liens/")
    client.post(f"/espace/campagnes/{campaign.pk}/clore/")

    told = [(event.verb, event.subject_type, event.by) for event in Event.objects.order_by("pk")]
    assert told == [
        ("asked", "census.request", coordinator), ("launched", "census.campaign", coordinator),
        ("stopped reminders", "census.request", coordinator), ("revoked", "census.request", coordinator),
        ("closed", "census.campaign", coordinator),
    ]  # fmt: skip


@pytest.mark.parametrize("path", ["", "?etat=rien&page=mille", "?etat=fait", "liste/?tous=1"])
def test_the_page_of_a_campaign_costs_the_same_for_one_and_for_three(client, coordinator, path):
    def cost() -> int:
        campaign = launch(coordinator)
        address = f"/espace/campagnes/{campaign.pk}/{path}"
        client.get(address)
        with CaptureQueriesContext(connection) as spent:
            assert client.get(address).status_code == 200
        return len(spent)

    holder()
    one = cost()
    for _ in range(3):
        holder()

    assert cost() == one
