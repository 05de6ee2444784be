"""A questionnaire is written in the page; opened, it never changes."""

from io import BytesIO

import pytest
from django.urls import reverse

from maillage.network.enums import Role
from maillage.surveys import questions, spreadsheets
from maillage.surveys.building import actions
from maillage.surveys.enums import Stage
from maillage.surveys.models import Survey
from tests.factories.surveys import CampaignFactory, SurveyFactory
from tests.surveys.people import member_of

SCALE = "La note va d'un petit nombre à un plus grand, entre 0 et 10."
SERVICE = "Parentalité et éducation avec le numérique"


@pytest.fixture
def draft(campaign):
    return SurveyFactory(organisation=campaign.operator, stage=Stage.DRAFT, questions=[])


def url(name, survey, *more):
    return reverse(f"building:{name}", args=[survey.pk, *more])


def told(survey) -> list[dict]:
    return Survey.objects.get(pk=survey.pk).questions


def add(inside, draft, **fields):
    asked = {"type": "choix", "text": "Utilisez-vous Pronote ?", "options": "Souvent\nJamais"} | fields
    return inside.post(url("new_question", draft), asked)


def test_a_question_is_added_then_says_what_its_answers_need(inside, draft):
    response = add(inside, draft, text_en="Do you use Pronote?", options_en="Often\nNever", topic="L'école")

    assert response.url == url("question", draft, "utilisez_vous_pronote")
    again = {"type": "choix", "text": "Utilisez-vous Pronote ?", "options": "Souvent\nJamais, jamais",
             "options_en": "Often\nNever", "need_1": "formation", "service_1": SERVICE}  # fmt: skip
    inside.post(response.url, again)
    assert told(draft) == [
        {
            "id": "utilisez_vous_pronote", "type": "choix", "texts": {"fr": "Utilisez-vous Pronote ?"},
            "options": [
                {"code": "souvent", "texts": {"fr": "Souvent", "en": "Often"}},
                {"code": "jamais", "texts": {"fr": "Jamais, jamais", "en": "Never"},
                 "raises": [{"dimension": "formation", "service": SERVICE}]},
            ],
        }
    ]  # fmt: skip


def test_a_question_is_asked_only_after_an_answer(inside, draft):
    add(inside, draft)

    add(inside, draft, text="Pourquoi ?", options="Le prix\nLe temps", shown_if=["utilisez_vous_pronote=jamais"])

    assert told(draft)[1]["shown_if"] == [{"question": "utilisez_vous_pronote", "any": ["jamais"]}]
    assert "Seulement si « Utilisez-vous Pronote ? » : Jamais" in inside.get(url("survey", draft)).text


@pytest.mark.parametrize(
    ("fields", "field", "said"),
    [
        ({"options": "Une seule"}, "options", "Il faut au moins deux réponses, une par ligne."),
        ({"type": "échelle", "low": "5", "high": "2"}, "high", SCALE),
        ({"options": "\n".join(str(n) for n in range(30))}, "options", "Vingt réponses au plus."),
        ({"shown_if": ["rien=rien"]}, "text", None),
        ({"text": ""}, "text", "Ce champ est obligatoire."),
        ({"text": "a\x00b"}, "text", None),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_beside_it(inside, draft, fields, field, said):
    response = add(inside, draft, **fields)

    if said:
        assert (response.status_code, response.context["form"].errors[field]) == (422, [said])
    else:
        assert response.status_code in (302, 422)


def test_a_question_that_another_needs_stays_before_it(inside, draft):
    add(inside, draft)
    add(inside, draft, text="Pourquoi ?", options="Le prix\nLe temps", shown_if=["utilisez_vous_pronote=jamais"])
    before = told(draft)

    for gesture in ("descendre", "retirer"):
        inside.post(url("arrange", draft, "utilisez_vous_pronote"), {"geste": gesture})

    assert told(draft) == before


def test_questions_move_and_go(inside, draft):
    add(inside, draft)
    add(inside, draft, text="Et votre âge ?", type="nombre")

    inside.post(url("arrange", draft, "et_votre_age"), {"geste": "monter"})
    assert [one["id"] for one in told(draft)] == ["et_votre_age", "utilisez_vous_pronote"]

    inside.post(url("arrange", draft, "et_votre_age"), {"geste": "retirer"})
    assert [one["id"] for one in told(draft)] == ["utilisez_vous_pronote"]


# -- its life


def test_an_open_version_never_changes_by_any_button(inside, campaign):
    survey = SurveyFactory(organisation=campaign.operator)
    before = Survey.objects.filter(pk=survey.pk).values().get()
    first = survey.questions[0]["id"]

    add(inside, survey)
    inside.post(url("question", survey, first), {"type": "choix", "text": "Autre", "options": "A\nB"})
    inside.post(url("arrange", survey, first), {"geste": "retirer"})
    inside.post(url("describe", survey), {"nom": "Autre", "purpose": "autre", "organisation": campaign.operator_id})

    assert Survey.objects.filter(pk=survey.pk).values().get() == before


def test_the_next_version_replaces_it_where_campaigns_go_on(inside, campaign):
    survey = SurveyFactory(organisation=campaign.operator)
    going_on = CampaignFactory(operator=campaign.operator, survey=survey)

    inside.post(url("next_version", survey))
    inside.post(url("next_version", survey))
    draft = Survey.objects.get(slug=survey.slug, stage=Stage.DRAFT)
    add(inside, draft)
    inside.post(url("open", draft))

    stages = Survey.objects.filter(slug=survey.slug).order_by("version").values_list("version", "stage")
    going_on.refresh_from_db()
    assert list(stages) == [(1, "fermée"), (2, "ouverte")]
    assert going_on.survey == draft


def test_nothing_opens_without_a_question(inside, draft):
    inside.post(url("open", draft))

    assert Survey.objects.get(pk=draft.pk).stage == Stage.DRAFT


def test_a_closed_one_does_not_open_again(campaign, manager):
    survey = SurveyFactory(organisation=campaign.operator, stage=Stage.CLOSED)

    with pytest.raises(actions.NotADraft):
        actions.open_survey(survey, by=manager)


def test_a_contributor_reads_and_writes_nothing(client, campaign, draft):
    client.force_login(member_of(campaign.operator, Role.CONTRIBUTOR, "contributrice"))

    assert client.get(url("survey", draft)).status_code == 200
    assert add(client, draft).status_code == 404


# -- from elsewhere, to elsewhere


def test_one_starts_from_a_template_with_its_translations(inside, campaign):
    told = {"nom": "Nos portes", "purpose": "porte-à-porte", "organisation": campaign.operator_id, "languages": ["en"],
            "said": "Bonjour"}  # fmt: skip

    inside.post(reverse("building:create") + "?modele=numerique-et-parentalite", told)

    made = Survey.objects.get(nom="Nos portes")
    assert (len(made.questions), made.languages, made.texts["fr"], made.stage) == (
        13,
        ["fr", "en"],
        "Bonjour",
        "brouillon",
    )
    assert made.texts["en"].startswith("We talk about school")


def test_what_goes_out_as_a_file_comes_back_as_a_draft(inside, campaign):
    survey = SurveyFactory(organisation=campaign.operator, nom="Aller et retour")
    file = BytesIO(inside.get(url("export", survey)).content)
    file.name = "enquete.xlsx"

    response = inside.post(reverse("building:bring"), {"file": file})

    made = Survey.objects.exclude(pk=survey.pk).get(nom="Aller et retour")
    assert response.url == url("survey", made)
    assert [one.id for one in questions.read(made.questions)] == ["outils", "aide"]
    assert made.questions[0]["options"][2]["raises"] == survey.questions[0]["options"][2]["raises"]


def test_lines_that_cannot_be_taken_are_told(inside):
    rows = [
        {"type": "geopoint", "name": "lieu", "label": "Où ?"},
        {"type": "integer", "name": "n", "label": "Combien ?"},
    ]
    file = BytesIO(spreadsheets.write({"survey": rows}))
    file.name = "autre.xlsx"

    response = inside.post(reverse("building:bring"), {"file": file}, follow=True)

    assert [str(one) for one in response.context["messages"]] == [
        "1 questions sont reprises. Relisez-les avant d'ouvrir.",
        "Ligne 2 : le type « geopoint » n'est pas repris",
    ]


@pytest.mark.parametrize("content", [b"", b"abc", b"PK\x03\x04"])
def test_another_file_is_refused_with_a_sentence(inside, content):
    file = BytesIO(content)
    file.name = "photo.jpg"

    response = inside.post(reverse("building:bring"), {"file": file})

    assert (response.status_code, len(response.context["form"].errors["file"])) == (422, 1)


def test_the_preview_keeps_nothing_and_speaks_the_language(inside, campaign):
    survey = SurveyFactory(organisation=campaign.operator)
    address = url("preview", survey) + "?langue=en"

    first = inside.get(address)
    after = inside.post(address, {"page": "0", "q_outils": "rien"})
    last = inside.post(address, {"page": "1", "q_outils": "rien", "q_aide": "oui"})

    assert "What do you use to go online?" in first.text
    assert "<legend>Would you like to learn?</legend>" in after.text
    assert (last.context["asking"].done, survey.responses.count()) == (True, 0)
