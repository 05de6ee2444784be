"""The page a link opens: one tap, or what has changed; nothing by looking; nothing for who was not given it."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from maillage.census.models import Channel, ErrorReport, Proposal, Request, RequestLink, Verification
from maillage.census.verifying.actions import doubt
from maillage.core.models import Event, Message
from maillage.places.enums import EquipmentState, EventKind, LifeCycle
from maillage.places.models import FieldOrigin, PlaceEvent
from tests.census.verifying.asking import asked
from tests.factories import EquipmentFactory, OrganisationFactory, PlaceFactory

pytestmark = pytest.mark.django_db
HOURS = "Mo-Fr 09:00-12:00,14:00-17:00"


@pytest.fixture
def holder():
    return OrganisationFactory(nom="Maison d'essai", verification_email="accueil@exemple.test")


@pytest.fixture
def place(holder):
    return PlaceFactory(organisation=holder, horaires=HOURS, telephone="+33320000000", nom="Lieu à relire")


def again(row):
    return type(row).objects.get(pk=row.pk)


def typed(page: str) -> dict[str, str]:
    """A form as the page shows it, ready to be sent back."""
    inputs = dict(re.findall(r'<input type="text" name="([^"]+)" value="([^"]*)"', page))
    ticked = re.findall(r'<input type="checkbox" name="([^"]+)" value="([^"]+)"[^>]* checked', page)
    return {**inputs, **dict(ticked), "rest_is_right": "on"}


# -- looking


def test_the_page_shows_what_people_read(client, place):
    EquipmentFactory(place=place, kind="imprimante", state="en service", count=1)
    _, path = asked(place)

    page = client.get(path).content.decode().replace("\u00a0", " ").replace("\u202f", " ")

    assert "Lieu à relire" in page
    assert "9 h – 12 h" in page
    assert "03 20 00 00 00" in page
    assert "Imprimante : 1, en service" in page


def test_ten_looks_change_nothing(client, place):
    request, path = asked(place)
    tables = (Verification, PlaceEvent, Event, Message, RequestLink, FieldOrigin)
    before = [list(table.objects.values()) for table in tables], again(place).revision, vars(again(request)).keys()

    for _ in range(10):
        assert client.get(path).status_code == 200
        assert client.head(path).status_code == 200

    assert ([list(table.objects.values()) for table in tables], again(place).revision, vars(request).keys()) == before
    assert (again(request).started_at, again(request).done_at) == (None, None)


def test_only_a_digest_of_the_link_is_kept(place):
    _, path = asked(place)
    token = path.split("/")[2]

    assert len(token) >= 32
    assert token not in str(list(RequestLink.objects.values()))


@pytest.mark.parametrize("token", ["rien", "x" * 500, "%00", "é", "..%2f"])
def test_an_unknown_link_is_not_found(client, place, token):
    asked(place)

    assert client.get(f"/verifier/{token}/").status_code == 404
    assert client.post(f"/verifier/{token}/exact/").status_code == 404


def test_the_page_is_kept_and_listed_nowhere(client, place):
    answer = client.get(asked(place)[1])

    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Robots-Tag"] == "noindex"
    assert answer["Referrer-Policy"] == "same-origin"  # stricter, and a browser sends no origin: its POST is refused


# -- one tap


def test_one_tap_and_the_public_page_says_verified_today(client, place):
    request, path = asked(place)

    client.post(f"{path}exact/", {"line": request.lines.get().pk})

    page = client.get(place.get_absolute_url()).content.decode().replace("&#x27;", "'")
    assert "Vérifié aujourd'hui, " in page and ", par Maison d'essai" in page
    assert (again(place).verified_on, again(place).verified_by) == (timezone.localdate(), "Maison d'essai")
    assert again(request).done_at is not None


def test_one_tap_leaves_an_event_and_tells_which_columns_and_by_which_channel(client, place):
    request, path = asked(place)

    client.post(f"{path}exact/")

    assert [event.kind for event in place.events.all()] == [EventKind.VERIFIED]
    heard = Verification.objects.get()
    assert heard.channel == Channel.MAIL
    assert (heard.request, heard.on_behalf_of, heard.by) == (request, place.organisation, None)
    assert heard.columns == ["nom", "horaires", "telephone", "adresse", "code_postal", "commune", "life_cycle"]


def test_one_tap_gives_trust_back_and_answers_the_reports(client, place):
    report = ErrorReport.objects.create(place=place, kind=ErrorReport.Kind.CLOSED, columns=["horaires"])
    doubt(place, ["horaires", "services"])
    path = re.search(r"/verifier/[^/]+/", Message.objects.get().text).group()

    client.post(f"{path}exact/")

    assert list(again(place).contested) == []
    assert again(report).handled_at is not None


def test_two_taps_are_one(client, place):
    _, path = asked(place)

    client.post(f"{path}exact/")
    client.post(f"{path}exact/")

    assert Verification.objects.count() == 1


def test_several_places_one_by_one_then_all(client, holder, place):
    others = [PlaceFactory(organisation=holder) for _ in range(2)]
    request, path = asked(place, *others)
    first = request.lines.first()

    client.post(f"{path}exact/", {"line": first.pk})
    assert (again(request).started_at is not None, again(request).done_at) == (True, None)

    client.post(f"{path}exact/")
    assert again(request).done_at is not None
    assert Verification.objects.count() == 3


@pytest.mark.parametrize("line", ["0", "-1", "abc", "9" * 30, "\x00"])
def test_a_place_of_another_request_cannot_be_confirmed(client, place, line):
    _, path = asked(place)
    other, _ = asked(PlaceFactory(organisation=OrganisationFactory()))

    assert client.post(f"{path}exact/", {"line": line}).status_code == 404
    assert client.post(f"{path}exact/", {"line": other.lines.get().pk}).status_code == 404
    assert client.get(f"{path}{other.lines.get().pk}/changer/").status_code == 404
    assert Verification.objects.count() == 0


# -- what has changed


def change(client, place, **said):
    request, path = asked(place)
    address = f"{path}{request.lines.get().pk}/changer/"
    answer = client.post(address, {**typed(client.get(address).content.decode()), **said})
    return request, answer


def test_sending_the_form_untouched_confirms_all_and_changes_nothing(client, place):
    before = {name: getattr(again(place), name) for name in ("horaires", "telephone", "date_maj", "adresse")}

    request, answer = change(client, place)

    assert answer.status_code == 302
    assert {name: getattr(again(place), name) for name in before} == before
    assert again(request).done_at is not None


def test_new_hours_and_a_new_phone_are_written_at_once_as_the_word_of_the_structure(client, place):
    change(client, place, day_Mo="", day_Tu="10h-18h", telephone="03 20 11 11 11")

    now = again(place)
    assert now.horaires == "Tu 10:00-18:00; We-Fr 09:00-12:00,14:00-17:00"
    assert now.telephone == "+33320111111"
    assert (now.date_maj, now.verified_on) == (timezone.localdate(), timezone.localdate())
    origin = FieldOrigin.objects.get(place=place, source__slug="parole-de-la-structure")
    assert set(origin.columns) == {"horaires", "telephone", "date_maj"}
    assert (origin.by, origin.date) == (None, timezone.localdate())


def test_the_coordinator_is_told_and_the_history_can_take_it_back(client, place):
    request, _ = change(client, place, telephone="03 20 11 11 11")

    event = Event.objects.about(request).get(verb="corrected by link")
    assert event.told == {"place": place.pk, "columns": ["telephone"]}
    kept = place.events.get(kind=EventKind.UPDATED)
    assert kept.changes["telephone"] == ["+33320000000", "+33320111111"]


def test_a_closure_is_added_to_the_hours(client, place, time_machine):
    time_machine.move_to("2026-12-01T10:00:00+01:00", tick=False)

    change(client, place, closes_on="2026-12-24", closes_until="2027-01-02")

    assert again(place).horaires == f"{HOURS}; 2026 Dec 24-2027 Jan 02 off"
    _, path = asked(place)
    assert "Fermé du 24 décembre 2026 au 2 janvier 2027" in client.get(path).content.decode()


def test_a_broken_printer_is_told(client, place):
    device = EquipmentFactory(place=place, kind="imprimante", state="en service", count=2)

    change(client, place, **{f"device_{device.pk}": EquipmentState.BROKEN})

    assert [(one.kind, one.state, one.count) for one in place.equipment.all()] == [("imprimante", "en panne", 2)]


def test_an_address_and_a_remark_wait_for_the_coordinator(client, place):
    before = place.adresse

    change(client, place, adresse="12 rue Neuve", note="L'entrée est dans la cour")

    assert again(place).adresse == before
    proposal = Proposal.objects.get()
    assert proposal.changes == {"adresse": [before, "12 rue Neuve"]}
    assert (proposal.note, proposal.channel) == ("L'entrée est dans la cour", Channel.MAIL)


def test_without_having_read_the_rest_only_what_changed_is_confirmed(client, place):
    request, path = asked(place)
    address = f"{path}{request.lines.get().pk}/changer/"
    said = typed(client.get(address).content.decode()) | {"telephone": "03 20 11 11 11"}
    del said["rest_is_right"]

    client.post(address, said)

    assert Verification.objects.get().columns == ["telephone"]
    assert again(place).verified_on is None
    assert (again(request).started_at is not None, again(request).done_at) == (True, None)


@pytest.mark.parametrize(
    ("field", "said", "shown"),
    [
        ("day_Mo", "quand on peut", "Nous n'avons pas compris."),
        ("day_Mo", "18h-9h", "Nous n'avons pas compris."),
        ("telephone", "zéro", "compris"),
        ("courriels", "pas une adresse", "Ce n'est pas une adresse électronique"),
        ("site_web", "javascript:alert(1)", "Ce n'est pas une adresse web"),
        ("telephone", "\x00", "nul"),
        ("closes_on", "hier", "Saisissez une date valide."),
        ("closes_on", "2020-01-01", "déjà finie"),
        ("note", "x" * 1001, "1000"),
    ],
)
def test_what_is_not_understood_is_said_and_nothing_is_lost_nor_written(client, place, field, said, shown):
    _, answer = change(client, place, **{field: said, "prise_rdv": "https://rdv.exemple.test"})

    page = answer.content.decode().replace("&#x27;", "'")
    assert answer.status_code == 400
    assert shown in page
    assert "https://rdv.exemple.test" in page
    assert again(place).prise_rdv == ""
    assert Verification.objects.count() == 0


def test_hours_with_seasons_are_kept_unless_the_whole_week_is_rewritten(client, place):
    place.horaires = "Jul-Aug Mo 09:00-12:00; Sep-Jun Mo-Fr 09:00-17:00"
    place.save()

    change(client, place, telephone="03 20 11 11 11")
    assert again(place).horaires == "Jul-Aug Mo 09:00-12:00; Sep-Jun Mo-Fr 09:00-17:00"

    change(client, again(place), horaires="du lundi au vendredi 10h-16h")
    assert again(place).horaires == "Mo-Fr 10:00-16:00"


# -- it has closed


def test_closed_for_some_time_is_seen_at_once(client, place):
    request, path = asked(place)

    client.post(f"{path}{request.lines.get().pk}/ferme/", {"for_good": "0"})

    assert again(place).life_cycle == LifeCycle.PAUSED
    assert Proposal.objects.count() == 0


def test_closed_for_good_shuts_at_once_and_waits_for_the_coordinator(client, place):
    request, path = asked(place)

    client.post(f"{path}{request.lines.get().pk}/ferme/", {"for_good": "1"})

    assert (again(place).life_cycle, again(place).published) == (LifeCycle.PAUSED, True)
    assert Proposal.objects.get().changes == {"life_cycle": [LifeCycle.PAUSED, LifeCycle.CLOSED]}


# -- the end of a link


def test_after_thirty_days_the_link_says_so_and_writes_nothing(client, place, time_machine):
    _, path = asked(place)
    time_machine.move_to(timezone.now() + timedelta(days=31))

    assert client.get(path).status_code == 410
    assert "Ce lien ne marche plus" in client.get(path).content.decode()
    client.post(f"{path}exact/")
    assert Verification.objects.count() == 0


def test_a_new_link_goes_by_mail_and_never_to_the_screen(client, place, time_machine):
    _, path = asked(place)
    time_machine.move_to(timezone.now() + timedelta(days=31))

    page = client.post(f"{path}nouveau-lien/").content.decode()

    message = Message.objects.get()
    fresh = re.search(r"/verifier/[^/]+/", message.text).group()
    assert message.to == "accueil@exemple.test"
    assert fresh not in page and fresh != path
    assert client.get(fresh).status_code == 200


def test_asking_twice_for_a_new_link_sends_one(client, place, time_machine):
    _, path = asked(place)
    time_machine.move_to(timezone.now() + timedelta(days=31), tick=False)

    client.post(f"{path}nouveau-lien/")
    client.post(f"{path}nouveau-lien/")

    assert Message.objects.count() == 1


def test_once_done_the_page_thanks_and_a_new_link_asks_the_same_places_again(client, place):
    request, path = asked(place)
    client.post(f"{path}exact/")

    answer = client.get(path)
    assert (answer.status_code, "C'est fait" in answer.content.decode()) == (200, True)

    client.post(f"{path}nouveau-lien/")
    anew = Request.objects.exclude(pk=request.pk).get()
    assert [line.place_id for line in anew.lines.all()] == [place.pk]


def test_stop_reminding(client, place):
    request, path = asked(place)

    client.post(f"{path}ne-plus-relancer/")

    assert again(request).stopped_at is not None
    assert "Nous ne vous relancerons plus" in client.get(path).content.decode()


def test_too_many_answers_from_one_address_are_refused_for_a_while(client, place):
    _, path = asked(place)
    for _ in range(60):
        client.post(f"{path}ne-plus-relancer/")

    assert client.post(f"{path}exact/").status_code == 429
    assert client.get(path).status_code == 200
    assert Verification.objects.count() == 0


def test_the_page_costs_the_same_for_one_place_and_for_three(client, holder, place, django_assert_num_queries):
    _, one = asked(place)
    other = OrganisationFactory()
    _, three = asked(*(PlaceFactory(organisation=other) for _ in range(3)))
    client.get(one)

    with django_assert_num_queries(4):
        client.get(one)
    with django_assert_num_queries(4):
        client.get(three)
