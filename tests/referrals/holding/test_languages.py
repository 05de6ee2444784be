"""Each state of the paper, in the person's language."""

import re

import pytest

from tests.browser.sheets import NAMES, write_sheets
from tests.factories import OrganisationFactory, PlaceFactory
from tests.languages.test_pages import ALSO_OURS, FRENCH, OTHERS, texts
from tests.languages.test_pages import NAMES as KNOWN

pytestmark = pytest.mark.django_db
SUB_PAGES = ("retirer/", "rendez-vous/", "accueil/")
CODE = re.compile(r"^[A-Z2-9]{8}(-\d)?$")


@pytest.fixture
def pages(db):
    welcoming = PlaceFactory(nom="Maison", organisation=OrganisationFactory(nom="Qui accueille"))
    write_sheets(welcoming, PlaceFactory(nom="Ailleurs"), OrganisationFactory(nom="Qui envoie"))
    states = [f"/fiche/papier-{name}/" for name in NAMES]
    return ["/fiche/", "/fiche/rien/", *states, *(f"/fiche/papier-envoye/{page}" for page in SUB_PAGES)]


@pytest.mark.parametrize("language", OTHERS)
def test_no_french_is_left_outside_what_is_marked_as_french(client, pages, language):
    left = {}
    for path in pages:
        said = texts(client.get(f"/{language}{path}").text, language)
        found = [one for one in said if set(map(str.lower, FRENCH.findall(one))) - ALSO_OURS.get(language, set())]
        left |= {path: found} if found else {}

    assert left == {}


def test_in_arabic_all_is_in_arabic(client, pages):
    said = {text for path in pages for text in texts(client.get(f"/ar{path}").text, "ar")}
    latin = {one for one in said if re.search("[A-Za-zÀ-ÿ]{3,}", one) and not re.search("[\u0600-\u06ff]", one)}

    assert {one for one in latin if one not in KNOWN and not CODE.match(one)} == set()
