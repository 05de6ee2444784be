"""A questionnaire everyone may answer, without account nor script, once."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from maillage.surveys.answering import views
from maillage.surveys.models import Response
from tests.factories.surveys import SurveyFactory

pytestmark = pytest.mark.django_db
ID = "6f1c1c53-6d0c-4a3a-9a8e-3f0f4b7f3a11"


@pytest.fixture
def survey():
    return SurveyFactory(slug="avis", purpose="satisfaction")


@pytest.fixture
def address(survey):
    return reverse("answering:survey", args=[survey.slug])


def names(response) -> list[str]:
    return [one.id for one in response.context["asking"].questions()]


def test_one_answers_page_by_page_and_is_thanked(client, address):
    first = client.get(address)
    second = client.post(address, {"id": ID, "page": "0", "q_outils": ["rien"]})
    last = client.post(address, {"id": ID, "page": "1", "q_outils": ["rien"], "q_aide": "oui"})

    assert (names(first), names(second)) == (["outils"], ["aide"])
    assert 'type="hidden" name="q_outils" value="rien"' in second.text
    assert last.url == reverse("answering:thanks", args=["avis"])
    kept = Response.objects.get()
    assert (str(kept.pk), kept.answers, kept.campaign, kept.zone) == (
        ID,
        {"outils": ["rien"], "aide": "oui"},
        None,
        None,
    )


def test_a_question_that_does_not_concern_the_person_is_not_asked(client, address):
    client.post(address, {"id": ID, "page": "0", "q_outils": ["telephone"]})

    assert Response.objects.get().answers == {"outils": ["telephone"]}


def test_the_button_pressed_twice_is_one_answer(client, address):
    for _ in range(2):
        assert client.post(address, {"id": ID, "page": "0", "q_outils": ["telephone"]}).status_code == 302

    assert Response.objects.count() == 1


def test_one_goes_back_with_what_was_answered(client, address):
    response = client.post(address, {"page": "1", "retour": "1", "q_outils": ["rien"], "q_aide": "non"})

    assert names(response) == ["outils"]
    assert [choice.code for choice in response.context["asking"].questions()[0].choices if choice.chosen] == ["rien"]


def test_it_speaks_the_language_of_the_page_and_says_where_it_does_not(client, address, survey):
    response = client.get("/en" + address)

    assert "What do you use to go online?" in response.text
    turkish = client.get("/tr" + address).text
    assert '<legend lang="fr">Qu&#x27;utilisez-vous pour aller sur internet ?</legend>' in turkish


def test_what_must_be_answered_is_asked_again(client):
    SurveyFactory(slug="court", purpose="satisfaction", questions=[
        {"id": "a", "type": "oui ou non", "texts": {"fr": "Oui ?"}, "required": True},
        {"id": "n", "type": "nombre", "texts": {"fr": "Combien ?"}},
    ])  # fmt: skip

    response = client.post(reverse("answering:survey", args=["court"]), {"page": "0", "q_n": "beaucoup"})

    assert response.status_code == 422
    assert response.context["asking"].errors == {
        "a": "Il faut répondre à cette question.", "n": "Écrivez un nombre, comme 3."
    }  # fmt: skip
    assert Response.objects.count() == 0


@pytest.mark.parametrize(
    "sent",
    [
        {"page": "9" * 400, "q_outils": "x"}, {"page": "-1"}, {"page": "٣", "id": "rien"},
        {"page": "0", "q_outils": "\x00", "id": "\x00"}, {"page": "99", "id": "1" * 5000},
    ],
)  # fmt: skip
def test_nonsense_is_no_server_error(client, address, sent):
    assert client.post(address, sent).status_code < 500


@pytest.mark.parametrize(
    ("columns", "status"),
    [({"stage": "brouillon"}, 404), ({"purpose": "porte-à-porte"}, 404), ({"stage": "fermée"}, 410)],
)
def test_only_an_open_online_one_is_answered(client, survey, address, columns, status):
    for name, value in columns.items():
        setattr(survey, name, value)
    survey.save()

    assert client.post(address, {"id": ID, "page": "0", "q_outils": ["telephone"]}).status_code == status
    assert Response.objects.count() == 0


def test_a_crowd_from_one_address_is_held_back(client, address, monkeypatch):
    cache.clear()
    monkeypatch.setattr(views, "TRIES", 1)

    answers = [client.post(address, {"page": "0", "q_outils": ["telephone"]}).status_code for _ in range(3)]

    assert answers == [302, 429, 429]
