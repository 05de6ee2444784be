"""What a link opens: the shell, what the telephone takes along, the plain page; never an error nobody can read."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from maillage.accounts.secrets import digest
from maillage.surveys.collecting import keeping, reading, views
from maillage.surveys.enums import Outcome, Stage
from maillage.surveys.models import Door, Response
from tests.factories import PlaceFactory
from tests.factories.surveys import (
    TOKEN,
    CollectorFactory,
    DoorFactory,
    RoundFactory,
    SurveyFactory,
    door_item,
    response_item,
)

pytestmark = pytest.mark.django_db
PAGE, DATA, SENDING, PLAIN = (f"/porte/{TOKEN}/{part}" for part in ("", "donnees.json", "envoi/", "simple/"))


@pytest.fixture
def collector():
    return CollectorFactory(token_hash=digest("collector", TOKEN))


@pytest.fixture
def round(collector):
    return RoundFactory(campaign=collector.campaign, collector=collector)


def over(collector):
    collector.expires_at = timezone.now() - timedelta(minutes=1)
    collector.save()


def send(client, body, **headers):
    text = body if isinstance(body, str | bytes) else json.dumps(body)
    return client.post(SENDING, text, content_type="application/json", **headers)


def told(response):
    return response.status_code, response.json().get("code")


# -- the link


def test_the_link_opens_a_shell_that_only_the_worker_may_keep(client, collector):
    response = client.get(PAGE)

    assert (response.status_code, response["Cache-Control"], response["X-Offline"]) == (200, "no-store", "1")
    assert response["X-Robots-Tag"] == "noindex"
    assert response.cookies == {}


def test_a_member_s_telephone_keeps_the_shell_too_and_nothing_of_the_member(client, collector, django_user_model):
    alone = client.get(PAGE).text
    client.force_login(django_user_model.objects.create_user("membre", email="membre@exemple.test"))

    response = client.get(PAGE)

    assert (response["X-Offline"], response.text) == ("1", alone)


def test_a_link_that_is_over_or_was_taken_back_says_so_and_is_not_kept(client, collector):
    over(collector)
    late = [client.get(address) for address in (PAGE, DATA, PLAIN)]
    collector.expires_at, collector.revoked_at = timezone.now() + timedelta(days=1), timezone.now()
    collector.save()
    taken_back = [client.get(address) for address in (PAGE, DATA, PLAIN)]

    assert [response.status_code for response in [*late, *taken_back]] == [410] * 6
    assert [response.get("X-Offline") for response in late] == [None] * 3
    assert late[1].json() == {
        "code": "over", "reason": "Ce lien n'est plus valable. Demandez-en un nouveau à la coordination.",
    }  # fmt: skip


def test_a_link_nobody_was_given_opens_nothing(client, collector):
    other = PAGE.replace(TOKEN, "autre")

    assert [client.get(other + part).status_code for part in ("", "donnees.json", "simple/")] == [404] * 3
    assert client.post(other + "envoi/", "{}", content_type="application/json").status_code == 404


# -- what is taken along


def test_the_telephone_takes_the_questions_the_rounds_and_the_places(client, collector, round):
    PlaceFactory(id="pres", slug="pres", nom="Tout près", adresse="1 rue d'Ici", code_postal="59100", commune="Roubaix")
    absent, back = (DoorFactory(round=round, outcome=Outcome.ABSENT, label=label) for label in ("3", "5"))
    DoorFactory(round=round, outcome=Outcome.REFUSAL, label="5", again=back.pk)

    found = client.get(DATA).json()

    assert sorted(found) == ["campaign", "pair", "places", "rounds", "survey", "until"]
    assert [(one["label"], one["target"], one["done"], one["again"]) for one in found["rounds"]] == [
        (round.label, 20, 2, [{"id": str(absent.pk), "label": "3"}])
    ]
    assert [(one["id"], one["nom"], one["address"]) for one in found["places"]] == [
        ("pres", "Tout près", "1 rue d'Ici, 59100 Roubaix")
    ]
    assert [option["code"] for option in found["survey"]["questions"][1]["options"]] == ["oui", "non"]


def test_another_pair_s_rounds_stay_with_it(client, collector, round):
    RoundFactory(campaign=collector.campaign, collector=CollectorFactory(campaign=collector.campaign))
    RoundFactory(campaign=collector.campaign)
    RoundFactory()

    assert [one["id"] for one in client.get(DATA).json()["rounds"]] == [round.pk]


def test_a_pair_without_a_round_takes_those_nobody_has(client, collector):
    free = RoundFactory(campaign=collector.campaign)

    assert [one["id"] for one in client.get(DATA).json()["rounds"]] == [free.pk]


def test_the_version_that_is_open_now_is_taken(client, collector, round):
    first = collector.campaign.survey
    first.stage = Stage.CLOSED
    first.save()
    second = SurveyFactory(slug=first.slug, version=2)

    assert client.get(DATA).json()["survey"]["id"] == second.pk


@pytest.mark.parametrize("many", [1, 3])
def test_more_rounds_cost_no_more_queries(client, collector, many, django_assert_num_queries):
    for _ in range(many):
        DoorFactory(round=RoundFactory(campaign=collector.campaign, collector=collector), outcome=Outcome.ABSENT)
    PlaceFactory.create_batch(many)
    keeping.taken_along(collector)  # the directory is read into memory

    with django_assert_num_queries(6):
        keeping.taken_along(collector)


# -- sending


def test_a_batch_says_what_became_of_each(client, collector, round):
    door, response = door_item(round), response_item(collector.campaign)

    answer = send(client, {"items": [door, response, {"id": "autre"}]})

    assert answer.json()["answers"] == [
        {"id": door["id"], "kept": "kept", "reason": ""},
        {"id": response["id"], "kept": "kept", "reason": ""},
        {"id": "autre", "kept": "refused", "reason": "Ce qui est arrivé n'est pas lisible."},
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("", (400, "unreadable")),
        ("[]", (400, "unreadable")),
        ("{}", (400, "unreadable")),
        ('{"items": 3}', (400, "unreadable")),
        (b"\xff\xfe", (400, "unreadable")),
        ('{"items": [{"content": NaN}]}', (400, "unreadable")),
        ('{"items": [{"content": 1e999}]}', (400, "unreadable")),
        ('{"items": [' + "9" * 5000 + "]}", (400, "unreadable")),
        ("[" * 100_000, (400, "unreadable")),
        (json.dumps({"items": [None] * (reading.MOST_ITEMS + 1)}), (413, "too_big")),
        ("x" * (reading.MOST_BYTES + 1), (413, "too_big")),
    ],
    ids=str,
)
def test_what_is_no_batch_is_refused_in_words(client, collector, round, body, expected):
    answer = send(client, body)

    assert told(answer) == expected
    assert answer.json()["reason"].endswith(".")


def test_a_content_as_deep_as_a_well_is_refused_alone(client, collector, round):
    deep = {"id": str(uuid4()), "kind": "door", "hash": "x", "content": json.loads("[" * 300 + "]" * 300)}

    answer = send(client, {"items": [deep | {"content": {"day": deep["content"]}}, door_item(round)]})

    assert [one["kept"] for one in answer.json()["answers"]] == ["refused", "kept"]


def test_too_many_batches_wait_a_minute(client, collector, round, monkeypatch):
    monkeypatch.setattr(views, "BATCHES", 1)
    send(client, {"items": []})

    answer = send(client, {"items": [door_item(round)]})

    assert (told(answer), answer["Retry-After"], Door.objects.count()) == ((429, "slow"), "60", 0)


def test_a_link_that_is_over_takes_nothing_and_a_new_one_takes_it(client, collector, round):
    over(collector)
    body = {"items": [door_item(round)]}
    refused = send(client, body)
    CollectorFactory(campaign=collector.campaign, token_hash=digest("collector", "nouveau"))
    taken = client.post("/porte/nouveau/envoi/", json.dumps(body), content_type="application/json")

    assert (told(refused), taken.json()["answers"][0]["kept"]) == ((410, "over"), "kept")


def test_answers_keep_the_version_they_were_made_with(client, collector, round):
    first = collector.campaign.survey
    first.stage = Stage.CLOSED
    first.save()
    second = SurveyFactory(slug=first.slug, version=2, questions=first.questions[:1])
    draft = SurveyFactory(slug=first.slug, version=3, stage=Stage.DRAFT)

    items = [response_item(collector.campaign, survey=one.pk) for one in (first, second, draft)]
    answers = send(client, {"items": items}).json()["answers"]

    assert [one["kept"] for one in answers] == ["kept", "kept", "refused"]
    assert sorted(Response.objects.values_list("survey", flat=True)) == [first.pk, second.pk]


def test_only_answers_to_questions_that_were_asked_are_kept(client, collector, round):
    told = {"outils": ["telephone", "fusee"], "aide": "oui", "nom": "Quelqu'un"}

    send(client, {"items": [response_item(collector.campaign, answers=told)]})

    assert Response.objects.get().answers == {"outils": ["telephone"]}


def test_nothing_beside_an_answer_says_which_door(client, collector, round):
    send(client, {"items": [door_item(round, label="12"), response_item(collector.campaign, label="12", door=1)]})
    row = Response.objects.values().get()

    telling = {"door_id", "round_id", "collector_id", "again", "label", "place_id", "at", "created_at", "received_at"}
    assert set(row) & telling == set()
    assert "12" not in str(row["answers"])


# -- the plain page


def filled(client, **changes) -> dict:
    form = client.get(PLAIN).context["form"]
    told = {name: form[name].value() for name in ("door_id", "response_id")}
    return told | {"label": "12", "outcome": "entretien", "q_outils": ["telephone"]} | changes


def test_without_script_a_door_and_its_answers_are_sent_at_once(client, collector, round):
    told = filled(client, round=round.pk)

    client.post(PLAIN, told)
    again = client.post(PLAIN, told)

    assert again.status_code == 302
    assert [(door.label, door.outcome) for door in Door.objects.all()] == [("12", "entretien")]
    assert [one.answers for one in Response.objects.all()] == [{"outils": ["telephone"]}]


def test_a_refusal_leaves_no_answer(client, collector, round):
    client.post(PLAIN, filled(client, round=round.pk, outcome="refus"))

    assert (Door.objects.count(), Response.objects.count()) == (1, 0)


def test_what_is_missing_is_said_and_what_was_typed_stays(client, collector, round):
    response = client.post(PLAIN, filled(client, round=round.pk, label="", outcome="", q_outils=["fusee"]))

    assert (response.status_code, Door.objects.count()) == (400, 0)
    assert sorted(response.context["form"].errors) == ["label", "outcome", "q_outils"]


def test_a_question_says_when_it_is_asked(client, collector, round):
    assert [field.help_text for field in client.get(PLAIN).context["form"].asked()] == [
        "",
        "Seulement si, à « Qu'utilisez-vous pour aller sur internet ? » : Rien.",
    ]
