"""The pages, as somebody without JavaScript walks them."""

import html
import re
import uuid

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from maillage.orientation.enquiry import Person
from maillage.orientation.level import questionnaire
from maillage.orientation.level.codes import Sitting, decode, encode
from maillage.orientation.models import LevelAnswer
from maillage.places.enums import Level, Service
from tests.factories import OfferFactory, PlaceFactory, ZoneFactory
from tests.orientation.level.walking import EASY, FAR, finished

CHOICE = re.compile(r'<a class="level-choice" href="([^"]+)".*?<span data-say[^>]*>([^<]+)</span></a>', re.S)
BOX = re.compile(r'name="choix" value="([^"]+)"')
ACTION = re.compile(r'<form method="get" action="([^"]+)"')
TITLE = re.compile(r'<h1 id="asked"[^>]*>([^<]+)')
BACK = re.compile(r'<a class="pill" href="(/niveau/[^"]*)">')
OTHER_PLACES = re.compile(r'<a class="button quiet" href="/ou-aller/\?([^"]+)">(?:(?!</a>).)*Voir d\'autres', re.S)
ALWAYS = "Mo-Su 09:00-18:00"


def text_of(response) -> str:
    assert response.status_code == 200
    return html.unescape(response.content.decode()).replace("\xa0", " ")


def title(page: str) -> str:
    return TITLE.search(page).group(1).strip()


def question(answers: dict, item: str = "", **known) -> str:
    args = [encode(Sitting(answers, **known)), *([item] if item else [])]
    return reverse("orientation:level_question", args=args)


def result(answers: dict) -> str:
    return reverse("orientation:level_result", args=[encode(finished(answers))])


@pytest.fixture
def somewhere(db):
    place = PlaceFactory(
        nom="Espace des débuts", services=[Service.QUOTIDIEN], level=[Level.FIRST_STEPS], horaires=ALWAYS,
        date_maj=timezone.localdate(),
    )  # fmt: skip
    OfferFactory(
        nom="Premiers clics", place=place, services=[Service.QUOTIDIEN], level=[Level.FIRST_STEPS],
        schedule="Le mardi de 9 h à 11 h",
    )  # fmt: skip
    OfferFactory(nom="Tableur avancé", place=place, services=[Service.QUOTIDIEN], level=[Level.AUTONOMOUS])
    return place


class Visitor:
    """Sees links and boxes, presses them; has no script."""

    def __init__(self, client):
        self.client = client
        self.titles: list[str] = []
        self.page = text_of(client.get(reverse("orientation:level")))

    def press(self, label: str) -> None:
        (url,) = [url for url, said in CHOICE.findall(self.page) if said.strip() == label]
        self._open(url)

    def tick(self, *codes: str) -> None:
        assert set(codes) <= set(BOX.findall(self.page))
        self._open(ACTION.search(self.page).group(1), {"choix": codes, "valider": "1"})

    def back(self) -> None:
        self._open(BACK.search(self.page).group(1))

    def _open(self, url: str, data: dict | None = None) -> None:
        self.answer = self.client.get(url, data, follow=True)
        self.page = text_of(self.answer)
        if TITLE.search(self.page):
            self.titles.append(title(self.page))


def test_from_the_first_picture_to_this_place_this_day_this_workshop(client, somewhere):
    visitor = Visitor(client)
    visitor.press("Je réponds seul")
    visitor.press("Apprendre")
    visitor.press("Jamais")
    visitor.press("Non")
    visitor.press("Non")
    visitor.tick("ordinateur")
    visitor.press("2")
    visitor.press("Oui, une box")
    visitor.press("Facile")
    visitor.tick("non")
    visitor.press("En bus ou en métro")
    visitor.tick("matin", "apres-midi")
    visitor.press("Bien")

    assert visitor.answer.resolver_match.view_name == "orientation:level_result"
    assert "On commence ensemble, depuis le début." in visitor.page
    assert "Espace des débuts" in visitor.page
    assert "Premiers clics · Le mardi de 9 h à 11 h" in visitor.page
    assert "Tableur avancé" not in visitor.page
    assert "de 9 h à 18 h" in visitor.page
    assert len(visitor.titles) == 12
    assert len(set(visitor.titles)) == 12


def test_going_back_shows_what_was_answered_and_changing_it_changes_what_follows(client):
    visitor = Visitor(client)
    visitor.press("Je réponds seul")
    visitor.press("Me protéger")
    visitor.press("Non")
    assert title(visitor.page) == "J'écris un texte avec un ordinateur."

    visitor.back()
    assert title(visitor.page) == "Avez-vous utilisé Internet ces 3 derniers mois ?"
    assert visitor.page.count('aria-current="true"') == 1

    visitor.press("Oui, tout seul")
    assert title(visitor.page) == "Je cherche un horaire ou une adresse sur Internet."


def test_back_from_the_first_question_is_the_start(client):
    page = text_of(client.get(question({})))

    assert BACK.search(page).group(1) == reverse("orientation:level")


def test_with_somebody_beside_the_wording_is_asked_aloud(client):
    answers = {"N0": "nsp", "U0": "seul"}

    assert title(text_of(client.get(question(answers)))) == "Je cherche un horaire ou une adresse sur Internet."
    helped = text_of(client.get(question(answers, helped=True)))
    assert title(helped) == "Cherchez-vous un horaire ou une adresse sur Internet ?"
    assert "Lisez à voix haute" in helped


def test_the_number_of_the_question_is_said(client):
    answers = {"N0": "nsp", "U0": "seul", "I1": "seul"}

    assert '<p id="number">Question 4</p>' in text_of(client.get(question(answers)))


def test_nothing_ticked_is_said_beside_the_pictures(client):
    page = text_of(client.get(question(FAR, "B1"), {"valider": "1"}))

    assert "Choisissez au moins une image." in page
    assert title(page) == "Qu'avez-vous à la maison ?"


def test_what_is_ticked_is_still_ticked_when_one_comes_back(client):
    page = text_of(client.get(question({**EASY, "B1": ("tablette", "smartphone")}, "B1")))

    assert re.findall(r'value="([a-z-]+)" checked', page) == ["tablette", "smartphone"]


def test_a_question_off_the_way_gives_way_to_the_next_one(client):
    response = client.get(question({"N0": "nsp", "U0": "non"}, "C1"))

    assert response.url == question({"N0": "nsp", "U0": "non"})


@pytest.mark.parametrize("item", ["C9", "b1", "-"])
def test_a_question_that_does_not_exist_gives_way_to_the_next_one(client, item):
    assert client.get(question({}, item)).url == question({})


def test_when_all_is_answered_the_result_comes(client):
    assert client.get(question(EASY)).url == result(EASY)


def test_a_result_asked_too_early_goes_back_to_the_questions(client):
    early = encode(Sitting({"N0": "nsp"}))

    assert client.get(reverse("orientation:level_result", args=[early])).url == question({"N0": "nsp"})


@pytest.mark.parametrize("code", ["x", "1" * 60, "%00", "é", "12gg01", "<script>", "10f1x"])
@pytest.mark.parametrize("name", ["orientation:level_question", "orientation:level_result"])
def test_a_code_nobody_can_read_starts_again_kindly(client, name, code):
    response = client.get(reverse(name, args=["CODE"]).replace("CODE", code), follow=True)

    assert response.redirect_chain == [(reverse("orientation:level") + "?abime=1", 302)]
    assert "Ce n'est pas grave" in text_of(response)


def test_a_code_on_paper_opens_the_result_and_a_wrong_one_says_so(client, db):
    start, code = reverse("orientation:level"), encode(finished(EASY))

    assert client.get(start, {"code": f" {code[:4].upper()} {code[4:]}"}).url == result(EASY)
    page = text_of(client.get(start, {"code": "AB<b>"}))
    assert "Ce code n'est pas le bon." in page
    assert 'value="AB<b>"' in page


def test_nothing_is_kept_on_the_way_neither_in_cookies_nor_in_caches(client):
    response = client.get(question({"N0": "nsp"}))

    assert dict(client.cookies) == {}
    assert "no-store" in response["Cache-Control"]


def test_the_only_cookie_of_the_result_says_nothing(client, db):
    client.get(result(EASY))

    assert list(client.cookies) == ["csrftoken"]


def test_the_person_never_reads_a_label_nor_a_percentage(client, somewhere):
    page = re.sub(r"<[^>]+>", " ", text_of(client.get(result(FAR))))

    assert re.findall(r"illectron\w*|\d+ ?%|\bN[0-4]\b|niveau [0-4]", page, re.I) == []


def test_five_domains_are_shown_apart(client, db):
    page = text_of(client.get(result({**EASY, "S1": "aide", "S2": "non", "L1": "non", "L2": "non"})))

    assert re.findall(r'<li class="(seul|aide|decouvrir)">', page) == ["seul", "seul", "seul", "decouvrir", "aide"]


def test_what_stands_in_the_way_is_said_apart_from_skills(client, db):
    page = text_of(client.get(result({**EASY, "B7": "peur", "B2": "cher"})))

    assert "Vous vous débrouillez." in page
    assert re.findall(r"<b>(Internet|Le prix|La peur de se tromper|La langue)</b>", page) == [
        "Internet", "Le prix", "La peur de se tromper",
    ]  # fmt: skip


def test_what_is_not_known_of_a_place_is_said(client, db):
    PlaceFactory(nom="Lieu muet", services=[Service.QUOTIDIEN], level=[])
    page = text_of(client.get(result({**EASY, "P1": "non", "P2": "non"})))

    assert "Jours et heures non renseignés : appelez avant." in page
    assert "Pour quel niveau : non renseigné" in page


def test_nobody_answers_a_step_it_is_said_and_something_is_offered(client, db):
    page = text_of(client.get(result(EASY)))

    assert "Nous ne connaissons pas encore de lieu pour cela." in page
    assert "Voir tous les lieux" in page


def test_a_neighbourhood_brings_its_places_first(client, db):
    zone = ZoneFactory(nom="Pile", latitude=50.69, longitude=3.18)
    PlaceFactory(nom="Au loin", services=[Service.ACCES], latitude=50.73, longitude=3.10)
    PlaceFactory(nom="Tout près", services=[Service.ACCES], latitude=50.69, longitude=3.18)
    page = text_of(client.get(result(EASY), {"zone": zone.code}))

    assert re.findall(r"<bdi>(Au loin|Tout près)</bdi>", page) == ["Tout près"]
    assert f'<option value="{zone.code}" selected>' in page


AFRAID = {**EASY, "P1": "non", "P2": "non", "S1": "non", "S2": "non", "B7": "peur"}


@pytest.fixture
def a_workshop_and_a_first_contact(db):
    known = {"services": [Service.QUOTIDIEN], "date_maj": timezone.localdate()}
    expert = PlaceFactory(nom="Aux ateliers", horaires=ALWAYS, frais_a_charge=["Gratuit"], **known)
    gentle = PlaceFactory(nom="Le premier pas", **known)
    OfferFactory(nom="Tableur", place=expert, services=[Service.QUOTIDIEN])
    OfferFactory(nom="Atelier du lundi", place=gentle, services=[Service.QUOTIDIEN])
    OfferFactory(
        nom="Café des débuts",
        place=gentle,
        services=[Service.QUOTIDIEN],
        level=[Level.FIRST_STEPS],
        schedule="Le jeudi",
    )


def proposed(client, answers: dict) -> tuple[list[str], str]:
    page = text_of(client.get(result(answers)))
    return re.findall(r"<h3 [^>]*><a [^>]*><bdi>([^<]+)</bdi>", page), page


def test_somebody_who_fears_is_sent_to_a_first_contact_and_told_why(client, a_workshop_and_a_first_contact):
    places, page = proposed(client, AFRAID)

    assert places == ["Le premier pas"]
    assert "Café des débuts · Le jeudi" in page
    assert re.sub(r"</?bdi[^>]*>|[\u2066-\u2069]", "", page).count("Premier contact : Café des débuts") == 1


def test_somebody_who_does_not_fear_is_sent_elsewhere(client, a_workshop_and_a_first_contact):
    places, page = proposed(client, {**AFRAID, "B7": "bien"})

    assert places == ["Aux ateliers"]
    assert "Premier contact" not in page


def test_who_cannot_go_out_is_sent_to_who_comes(client, db):
    PlaceFactory(nom="Reste là", services=[Service.ACCES], itinerance=["Fixe"], frais_a_charge=["Gratuit"])
    PlaceFactory(nom="Vient", services=[Service.ACCES], itinerance=["Itinérant"])
    places, page = proposed(client, {**EASY, "B6": "pas-seul"})

    assert places == ["Vient"]
    assert "Se déplace près de chez vous" in page


def test_each_need_of_welcome_counts(client, db):
    PlaceFactory(nom="Avec un seul", services=[Service.ACCES], prise_en_charge_specifique=["Surdité"])
    PlaceFactory(
        nom="Pour deux", services=[Service.ACCES], prise_en_charge_specifique=["Surdité", "Déficience visuelle"]
    )

    assert proposed(client, {**EASY, "B5": ("voir", "entendre")})[0] == ["Pour deux"]


def test_who_reads_little_is_sent_to_who_writes(client, db):
    PlaceFactory(nom="Borne", services=[Service.ACCES], frais_a_charge=["Gratuit"])
    PlaceFactory(nom="Plume", services=[Service.ACCES], uses=["écrivain public"])

    assert proposed(client, {**EASY, "B4": "difficile", "B4l": "fr"})[0] == ["Plume"]


def other_places(client, answers: dict, **params) -> QueryDict:
    page = text_of(client.get(result(answers), params))
    (query,) = OTHER_PLACES.findall(page)
    return QueryDict(query)


def test_other_places_know_what_was_found_here(client, db):
    zone = ZoneFactory(code="pile")
    answers = {**AFRAID, "N0": "emploi", "B6": "pied", "B2": "cher"}
    query = other_places(client, answers, zone=zone.code)

    assert sorted(query) == ["besoin", "code", "zone"]
    assert (query["besoin"], query["zone"]) == ("emploi", "pile")
    assert decode(query["code"]).answers == {id: answer for id, answer in answers.items() if id != "B5"}
    assert Person.of(query) == Person(level="débutant", fear=True, minutes=15, free=True)


def test_other_places_know_who_must_be_welcomed_how_beside_the_code_and_never_in_it(client, db):
    answers = {**AFRAID, "B5": ("voir", "entendre", "bouger", "comprendre")}
    query = other_places(client, answers)

    assert sorted(query) == ["acces", "code"]
    assert sorted(query.getlist("acces")) == ["fauteuil", "mental", "surdite", "vue"]
    assert decode(query["code"]).answers == {id: answer for id, answer in answers.items() if id != "B5"}
    assert Person.of(query).access == ("Déficience visuelle", "Surdité", "Handicaps moteurs", "Handicaps mentaux")


def test_nobody_else_carries_a_need_of_welcome(client, db):
    assert "acces" not in other_places(client, {**AFRAID, "B5": ("non",)})


def test_other_places_for_who_does_not_know_yet_ask_for_the_need_and_keep_the_code(client, db):
    query = other_places(client, AFRAID)
    page = text_of(client.get(reverse("orientation:search"), query.dict()))

    assert list(query) == ["code"]
    assert f'href="/ou-aller/?besoin=demarche&code={query["code"]}"' in page


def test_other_places_put_the_first_contact_first_too(client, a_workshop_and_a_first_contact):
    query = other_places(client, {**AFRAID, "N0": "apprendre"})
    page = text_of(client.get(reverse("orientation:search"), {**query.dict(), "depart": "indifferent"}))

    assert page.index("Le premier pas") < page.index("Aux ateliers")


@pytest.mark.parametrize("zone", ["rien", "\x00", "z" * 5000])
def test_a_neighbourhood_nobody_knows_is_left_aside(client, db, zone):
    assert client.get(result(EASY), {"zone": zone}).status_code == 200


def test_the_code_handed_on_says_nothing_of_health(client, db):
    page = text_of(client.get(result({**EASY, "B5": ("voir",)})))
    code = re.search(r'translate="no">([^<]+)<', page).group(1)

    assert decode(code).answers == {id: answer for id, answer in EASY.items() if id != "B5"}
    assert client.get(reverse("orientation:level_result", args=[code])).status_code == 200


def test_somebody_who_does_all_alone_may_go_further(client, db):
    page = text_of(client.get(result(EASY)))
    (further,) = re.findall(r'href="(/niveau/question/[^"]+)"', page)

    assert title(text_of(client.get(further))).startswith("Je trouve une information sur un site officiel")


def test_in_arabic_the_questions_are_in_arabic_and_read_from_right_to_left(client):
    page = text_of(client.get(f"/ar{question({})}"))

    assert title(page) == "لماذا أتيت اليوم؟"
    assert '<html lang="ar" dir="rtl">' in page
    assert '<h1 id="asked" data-say>' in page


def test_in_a_language_the_instrument_does_not_speak_the_french_is_marked_as_french(client, monkeypatch):
    monkeypatch.setattr(questionnaire, "LANGUAGES", ("fr", "ar"))
    questionnaire.questionnaire.cache_clear()
    page = text_of(client.get(f"/tr{question({})}"))
    questionnaire.questionnaire.cache_clear()

    assert '<h1 id="asked" data-say lang="fr">' in page
    assert page.count('<span data-say lang="fr">') == 10


# -- what costs


def test_a_question_asks_nothing_of_the_database(client, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get(question({"N0": "nsp"}))


@pytest.mark.parametrize("count", [1, 3])
def test_a_result_costs_the_same_for_any_number_of_places(client, db, count, django_assert_num_queries):
    for place in PlaceFactory.create_batch(count, services=[Service.ACCES, Service.QUOTIDIEN], horaires=ALWAYS):
        OfferFactory(place=place, services=[Service.QUOTIDIEN])
    client.get(result(FAR))  # the process reads its index

    with django_assert_num_queries(10):
        client.get(result(FAR))


# -- what is kept


def consent(answers: dict) -> str:
    return reverse("orientation:level_consent", args=[encode(finished(answers))])


def test_nothing_is_ticked_beforehand_and_nothing_is_kept_by_default(client, db):
    page = text_of(client.get(result(EASY)))
    box = re.search(r'<input type="checkbox" name="agreed"[^>]*>', page).group()
    response = client.post(consent(EASY), {"submission": str(uuid.uuid4())})

    assert "checked" not in box
    assert response.url == result(EASY)
    assert LevelAnswer.objects.count() == 0


def test_with_a_yes_one_anonymous_row_is_kept_without_health(client, db, time_machine):
    time_machine.move_to("2026-11-23T10:00:00+01:00")
    zone = ZoneFactory(code="pile")
    answers = {**EASY, "N0": "emploi", "P1": "aide", "P2": "non", "B5": ("voir",), "B2": "cher", "B7": "peur"}
    data = {"submission": str(uuid.uuid4()), "agreed": "1", "zone": zone.code}
    response = client.post(consent(answers), data)

    assert response.url == result(answers) + "?zone=pile&merci=1"
    (row,) = LevelAnswer.objects.values()
    del row["id"], row["submission"]
    assert row == {
        "month": "2026-11",
        "zone": "pile",
        "need": "emploi",
        "user": True,
        "information": 1,
        "communication": 1,
        "resolution": 0,
        "logiciels": 1,
        "securite": 1,
        "barriers": ["connexion", "argent", "confiance"],
        "helped": False,
    }
    assert "Merci." in text_of(client.get(response.url))


def test_pressing_twice_keeps_one_row(client, db):
    data = {"submission": str(uuid.uuid4()), "agreed": "1"}
    client.post(consent(EASY), data)
    client.post(consent(EASY), data)

    assert LevelAnswer.objects.count() == 1


@pytest.mark.parametrize(
    "data", [{"agreed": "1"}, {"agreed": "1", "submission": "x"}, {"agreed": "1", "submission": "\x00"}]
)
def test_a_form_that_is_not_ours_keeps_nothing(client, db, data):
    assert client.post(consent(EASY), data).status_code == 302
    assert LevelAnswer.objects.count() == 0


def test_answers_without_an_end_are_not_kept(client, db):
    url = reverse("orientation:level_consent", args=[encode(Sitting({"N0": "nsp"}))])
    client.post(url, {"submission": str(uuid.uuid4()), "agreed": "1"})

    assert LevelAnswer.objects.count() == 0


def test_the_definitions_are_found_again_in_what_is_kept(db):
    row = LevelAnswer(user=True, information=0, communication=0, resolution=0, logiciels=0, securite=1)

    assert row.score.profile == "N0"
    assert (row.score.illectronisme_seed_2019, row.score.illectronisme_insee_2021) == (True, False)


def test_nothing_can_be_kept_by_an_address(client, db):
    assert client.get(consent(EASY)).status_code == 405
