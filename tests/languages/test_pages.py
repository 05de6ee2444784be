"""Every page of the residents' journey, in every language."""

import re
from datetime import date, datetime, timedelta
from html.parser import HTMLParser

import pytest
import time_machine
from django.conf import settings
from django.contrib.auth import get_user_model

from maillage.appointments import actions
from maillage.appointments.enums import DeskWord, Shape
from maillage.places.enums import EquipmentKind, EquipmentState, FraisACharge, ModaliteAcces, Service
from maillage.places.hours import PARIS
from tests.factories import EquipmentFactory, OfferFactory, PlaceFactory, ZoneFactory
from tests.factories.agenda import OpeningRangeFactory, SessionFactory, WorkshopFactory

pytestmark = pytest.mark.django_db
CODES = [code for code, _ in settings.LANGUAGES]
OTHERS = CODES[1:]
NEED = "/ou-aller/?besoin=imprimer"
JOURNEY = {
    "home": "/",
    "need": "/ou-aller/",
    "meaning": "/ou-aller/?q=pic",
    "start": NEED,
    "lost": f"{NEED}&adresse=zzz+qqq",
    "results": f"{NEED}&zone=epeule",
    "results of a procedure": "/ou-aller/?besoin=demarche&zone=epeule",
    "nothing": "/ou-aller/?q=vendre+ma+voiture&zone=epeule",
    "danger": "/ou-aller/?q=mon+mari+me+frappe&zone=epeule",
    "place": "/lieux/lieu-d-essai/",
    "bare place": "/lieux/presque-vide/",
    "list": "/lieux/",
    "filtered list": "/lieux/?service=Aide+aux+d%C3%A9marches+administratives&ouvert=samedi&zone=epeule",
    "empty list": "/lieux/?q=xylophone",
    "agenda": "/agenda/",
    "agenda, a table": "/agenda/?vue=tableau",
    "moments": "/rendez-vous/chez/lieu-d-essai/",
    "no moments": "/rendez-vous/chez/presque-vide/",
    "for whom": "/rendez-vous/chez/lieu-d-essai/pour/?quand=2026-11-24T09:00&avec=ecrivain-public",
    "what to be called": "/rendez-vous/chez/lieu-d-essai/pour/?quand=2026-11-24T09:00&avec=ecrivain-public"
    "&qui=la+personne",
    "a moment lost": "/rendez-vous/chez/lieu-d-essai/pour/?quand=2026-11-24T09:10&avec=ecrivain-public",
    "level": "/niveau/",
    "level, a question": "/niveau/question/10f1/",
    "level, a result": "/niveau/resultat/16288jk08drk82t84vc/",
    "help": "/aide/",
    "unknown": "/rien/",
}
MONDAY_TEN = datetime(2026, 11, 23, 10, 0, tzinfo=PARIS)
FRENCH = re.compile(
    r"\b(le|la|les|des|une?|du|et|est|vous|votre|nous|pour|avec|dans|sur|lieux?|horaires|ouvert|fermé|adresse|aide|"
    r"non renseigné|gratuit|quartier|jusqu|demain|aujourd)\b",
    re.IGNORECASE,
)
ALSO_OURS = {"tr": {"et"}, "ro": {"la", "le", "un", "cartier", "gratuit"}}  # words we share with French
TYPED = re.compile("vendre ma voiture|mon mari me frappe|xylophone|^pic$|^(\\w{4} )+\\w+$")  # by the person; a code
NAMES = {"Maillage", "Roubaix", "17Cyber"}
SILENT = {"script", "style", "head"}
VOID = {"meta", "link", "br", "img", "input", "hr", "wbr", "source", "path", "circle", "rect", "use"}


class Parts(HTMLParser):
    """The text of a page with the language it is said to be in."""

    def __init__(self):
        super().__init__()
        self.stack: list[tuple[str, str]] = [("", "")]
        self.texts: list[tuple[str, str]] = []

    def handle_starttag(self, tag, attrs):
        lang = dict(attrs).get("lang") or self.stack[-1][1]
        known = dict(attrs)
        for name in ("aria-label", "placeholder", "title", "alt", "label"):
            if known.get(name):
                self.texts.append((lang, known[name]))
        if tag not in VOID:
            self.stack.append((tag, lang))

    def handle_startendtag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        if tag in [name for name, _ in self.stack]:
            while self.stack.pop()[0] != tag:
                pass

    def handle_data(self, data):
        if data.strip() and not SILENT & {tag for tag, _ in self.stack}:
            self.texts.append((self.stack[-1][1], " ".join(data.split())))


def texts(page: str, language: str) -> list[str]:
    parts = Parts()
    parts.feed(page)
    return [text for lang, text in parts.texts if lang == language]


@pytest.fixture
def world():
    zone = ZoneFactory(code="epeule", nom="Épeule - Alma", latitude=50.69, longitude=3.17)
    place = PlaceFactory(
        id="lieu-essai", slug="lieu-d-essai", nom="Maison des services de l'Épeule", zones=[zone.code],
        telephone="+33320334500", horaires='Mo-Fr 09:00-12:00,14:00-17:00; Sa 09:00-12:00 "sur rendez-vous"',
        latitude=50.691, longitude=3.171, services=[Service.DEMARCHES, Service.ACCES, Service.QUOTIDIEN],
        presentation_resume="Un lieu pour les habitants du quartier.", date_maj=date(2026, 11, 2),
        verified_on=date(2026, 11, 12), verified_by="La Poste de Roubaix", languages=["ar", "fr"],
        frais_a_charge=[FraisACharge.GRATUIT], modalites_acces=[ModaliteAcces.SE_PRESENTER],
    )  # fmt: skip
    EquipmentFactory(place=place, kind=EquipmentKind.PRINTER, count=1, state=EquipmentState.WORKING, note="au fond")
    OfferFactory(place=place, nom="Atelier du mardi", schedule="le mardi à 10 h", services=[Service.QUOTIDIEN])
    PlaceFactory(slug="presque-vide", nom="Le lieu presque vide", adresse="", telephone="0320000000", zones=[zone.code])
    PlaceFactory(
        slug="autre", nom="La médiathèque", latitude=50.695, longitude=3.175, services=[Service.ACCES], telephone="",
        horaires="Tu-Sa 10:00-18:00", date_maj=date(2022, 5, 1),
    )  # fmt: skip
    writer = OpeningRangeFactory(practice__place=place, practice__languages=["ar"], weekday=1).practice
    OpeningRangeFactory(practice=writer, weekday=2, shape=Shape.WALK_IN, note="Sonnez deux fois")
    at_the_desk = get_user_model().objects.create_user("accueil", email="a@exemple.test")
    actions.say_at_desk(place, DeskWord.COME, by=at_the_desk)
    room = WorkshopFactory(nom="Découvrir la tablette", place=place, seats=2)
    SessionFactory(workshop=room, start=MONDAY_TEN + timedelta(days=3), end=MONDAY_TEN + timedelta(days=3, hours=2))
    return place


def get(client, path: str, language: str) -> str:
    prefix = "" if language == "fr" else f"/{language}"
    return client.get(prefix + path, headers={"accept-language": language}).text


@pytest.mark.parametrize("language", CODES)
@pytest.mark.parametrize("path", JOURNEY.values(), ids=JOURNEY.keys())
@time_machine.travel(MONDAY_TEN, tick=False)
def test_a_page_says_its_language_and_its_direction(client, world, path, language):
    page = get(client, path, language)
    name = dict(settings.LANGUAGES)[language]

    assert re.findall(r'<html lang="(\w+)" dir="(\w+)"', page) == [(language, "rtl" if language == "ar" else "ltr")]
    (summary,) = re.findall(r"<summary class=\"pill\">(.*?)</summary>", page, re.DOTALL)
    assert summary.endswith(f"</span>{name}")


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("path", JOURNEY.values(), ids=JOURNEY.keys())
@time_machine.travel(MONDAY_TEN, tick=False)
def test_no_french_is_left_outside_the_parts_marked_as_french(client, world, path, language):
    said = texts(get(client, path, language), language)
    french = [text for text in said if set(map(str.lower, FRENCH.findall(text))) - ALSO_OURS.get(language, set())]

    assert [text for text in french if not TYPED.search(text)] == []


@pytest.mark.parametrize("path", JOURNEY.values(), ids=JOURNEY.keys())
@time_machine.travel(MONDAY_TEN, tick=False)
def test_an_arabic_page_is_in_arabic(client, world, path):
    """What is said to be in Arabic holds Arabic letters, but for names, figures and signs."""
    latin = [
        text for text in texts(get(client, path, "ar"), "ar")
        if re.search(r"[A-Za-zÀ-ÿ]{3,}", text) and not re.search(r"[\u0600-\u06ff]", text)
    ]  # fmt: skip
    assert [text for text in latin if text not in NAMES and not TYPED.search(text)] == []


@pytest.mark.parametrize("path", ["/lieux/lieu-d-essai/", f"{NEED}&zone=epeule"])
def test_in_arabic_a_phone_reads_from_left_to_right_and_stays_in_one_piece(client, world, path):
    page = get(client, path, "ar")
    number = "03\u00a020\u00a033\u00a045\u00a000"
    apart = [f'<bdi dir="ltr">{number}</bdi>', f"\u2066{number}\u2069"]

    assert number in page
    assert page.count(number) == sum(page.count(one) for one in apart)


@time_machine.travel(MONDAY_TEN, tick=False)
def test_facts_of_a_place_are_said_from_the_data(client, world):
    page = get(client, "/lieux/lieu-d-essai/", "ar")
    said = texts(page, "ar")

    assert "مفتوح" in said
    assert "حتى 12:00" in said
    assert "الأربعاء" in page
    assert "\u20669:00 – 12:00\u2069" in page.replace("\u00a0", " ")
    assert "(بموعد)" in page
    assert "مجاني" in said
    assert "العربية، الفرنسية" in said
    assert "تم التحقق يوم 12 نوفمبر 2026 من طرف" in said


def test_digits_are_those_of_the_maghreb(client, world):
    pages = [get(client, path, "ar") for path in JOURNEY.values()]

    assert [re.findall("[\u0660-\u0669\u06f0-\u06f9]", page) for page in pages] == [[] for _ in pages]


@time_machine.travel(MONDAY_TEN, tick=False)
def test_free_text_is_marked_and_announced(client, world):
    page = get(client, "/lieux/lieu-d-essai/", "en")

    assert '<p class="stamp">Text in French</p><p lang="fr" dir="ltr">Un lieu pour les habitants' in page
    assert '<h1><bdi lang="fr">Maison des services de l&#x27;Épeule</bdi></h1>' in page
    assert "(estimate)" not in page


def test_a_french_page_bears_no_mark(client, world):
    for path in set(JOURNEY.values()) - {JOURNEY["level, a result"]}:
        main = get(client, path, "fr").partition("<main")[2].partition("</main>")[0]
        assert [mark for mark in ('<bdi lang="fr"', "\u2066", "\u2068", 'lang="fr" dir') if mark in main] == []
