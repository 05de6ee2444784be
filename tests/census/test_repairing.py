"""What people type → what the schema wants; what is not certain is left blank and told."""

import csv
from datetime import date

import pytest

from maillage.census.repairing.dates import repair_date
from maillage.census.repairing.hours_text import day_ranges, repair_hours, repair_week
from maillage.census.repairing.links import repair_mails, repair_url, repair_urls
from maillage.census.repairing.phone import repair_phone
from maillage.census.repairing.position import repair_position
from maillage.census.repairing.postcodes import repair_insee, repair_pivot, repair_postcode
from maillage.census.repairing.terms import Vocabulary, read_typologies
from maillage.census.repairing.text import clean
from maillage.core.points import Point
from maillage.places.columns import CLOSED
from maillage.places.hours import is_valid, week

VOCABULARY = Vocabulary({name: terms.values for name, terms in CLOSED.items()})


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Espace \u00a0 numérique ", "Espace numérique"),
        ("Médiathèque", "Médiathèque"),
        ("MÃ©diathÃ¨que", "Médiathèque"),
        ("8h &amp; 12h", "8h & 12h"),
        ("un<br />deux", "un\ndeux"),
        ("'=SOMME(A1)", "=SOMME(A1)"),
        ("'+33320000001", "+33320000001"),
        ("'tiret", "'tiret"),
        ("nan", ""),
        ("N/A", ""),
        ("a\u200bb\x07", "ab"),
    ],
)
def test_text(typed, kept):
    assert clean(typed) == kept


@pytest.mark.parametrize(
    ("typed", "postcode", "kept", "is_told"),
    [
        ("03 20 00 00 01", "59100", "+33320000001", False),
        ("03.20.00.00.01", "", "+33320000001", False),
        ("0033320000001", "", "+33320000001", False),
        ("+33 (0)3 20 00 00 01", "", "+33320000001", False),
        ("320000001", "", "+33320000001", False),
        ("Tél. : 03 20 00 00 01", "", "+33320000001", False),
        ("0590 41 00 00", "97100", "+590590410000", False),
        ("03 20 00 00 01 / 03 20 00 00 02", "", "+33320000001", True),
        ("voir site", "", "", True),
        ("3949", "", "", True),
        ("+33333333", "", "", True),
    ],
)
def test_telephones(typed, postcode, kept, is_told):
    found = repair_phone(typed, postcode)
    assert (found.value, bool(found.problem)) == (kept, is_told)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("2024-05-02", date(2024, 5, 2)),
        ("2024-05-02T10:00:00Z", date(2024, 5, 2)),
        ("02/05/2024", date(2024, 5, 2)),
        ("2.5.24", date(2024, 5, 2)),
        ("2 mai 2024", date(2024, 5, 2)),
        ("45414", date(2024, 5, 2)),
    ],
)
def test_dates(typed, kept):
    assert repair_date(typed, date(2026, 1, 1)) == (kept, "")


@pytest.mark.parametrize("typed", ["1970-01-01", "2031-01-01", "1923-05-02", "31/02/2024", "bientôt"])
def test_dates_that_are_not(typed):
    found = repair_date(typed, date(2026, 1, 1))
    assert found.value is None and found.problem


@pytest.mark.parametrize(
    ("latitude", "longitude", "kept"),
    [
        ("50,6916", "3,1742", (50.6916, 3.1742)),
        ("3.1742", "50.6916", (50.6916, 3.1742)),
        ("-20.88", "55.45", (-20.88, 55.45)),
        ("55.45", "-20.88", (-20.88, 55.45)),
    ],
)
def test_positions(latitude, longitude, kept):
    found = repair_position(latitude, longitude)
    assert (found.latitude, found.longitude, found.problem) == (*kept, "")


@pytest.mark.parametrize(
    ("latitude", "longitude", "bad"),
    [
        ("0", "0", ("latitude", "longitude")),
        ("999", "3", ("latitude", "longitude")),
        ("48.2", "16.4", ("latitude", "longitude")),
        ("nord", "3.17", ("latitude",)),
        ("50.69", "", ("longitude",)),
    ],
)
def test_positions_that_are_not(latitude, longitude, bad):
    found = repair_position(latitude, longitude)
    assert (found.latitude, found.longitude, found.bad) == (None, None, bad)


def test_a_position_far_from_its_postcode_or_commune_is_kept_as_doubtful():
    far = repair_position("43.5261", "5.4142", {"51"})
    assert (far.latitude, far.doubtful, bool(far.problem)) == (43.5261, True, True)
    assert repair_position("50.69", "3.17", {"59"}, commune=Point(50.6, 2.5)).doubtful
    assert not repair_position("50.69", "3.17", {"59"}, commune=Point(50.69, 3.18)).doubtful


@pytest.mark.parametrize(
    ("typed", "evidence", "kept"),
    [
        ("59 100", set(), "59100"),
        ("59060 CEDEX", set(), "59060"),
        ("F-59100", set(), "59100"),
        ("1000", {"01"}, "01000"),
    ],
)
def test_postcodes(typed, evidence, kept):
    assert repair_postcode(typed, evidence) == (kept, "")


@pytest.mark.parametrize(
    ("typed", "evidence"), [("5910O", set()), ("6900", {"69"}), ("1000", set()), ("591000", set())]
)
def test_postcodes_that_are_not_certain(typed, evidence):
    found = repair_postcode(typed, evidence)
    assert found.value == "" and found.problem


def test_codes():
    assert repair_insee("1033").value == "01033" and repair_insee("2a004").value == "2A004"
    assert repair_pivot("434 933 123 00029").value == "43493312300029"
    assert repair_pivot("00000000000000") == ("", "")
    assert repair_pivot("W131004321").value == "W131004321"
    assert repair_pivot("SIRET inconnu").problem


def test_links_and_mails():
    assert repair_urls("www.lieu.fr et https://autre.fr/a?b=c") == (
        ["https://www.lieu.fr", "https://autre.fr/a?b=c"],
        "",
    )
    assert repair_urls("javascript:alert(1)").value == []
    assert repair_url("lieu.fr/page").value == "https://lieu.fr/page"
    assert [repair_url(text).value for text in ("|", "|||", " ; ")] == ["", "", ""]
    assert repair_mails("contact (at) lieu.fr") == (["contact@lieu.fr"], "")
    assert repair_mails("a@lieu,fr|b@lieu.fr") == (["a@lieu.fr", "b@lieu.fr"], "")
    lost = repair_mails("contactlieu.fr|b@lieu.fr")
    assert lost.value == ["b@lieu.fr"] and "contactlieu.fr" in lost.problem


def read(column, text):
    found = VOCABULARY.read(column, text)
    return found.found, bool(found.judged), found.unknown


@pytest.mark.parametrize(
    ("column", "text", "expected"),
    [
        ("frais_a_charge", "GRATUIT", ({"frais_a_charge": ["Gratuit"]}, False, [])),
        (
            "services",
            "acces internet et materiel informatique",
            ({"services": ["Accès internet et matériel informatique"]}, False, []),
        ),
        (
            "publics_specifiquement_adresses",
            "Jeunes / Familles et/ou enfants",
            ({"publics_specifiquement_adresses": ["Jeunes", "Familles et/ou enfants"]}, False, []),
        ),
        (
            "publics_specifiquement_adresses",
            "Seniors (+ 65 ans);Surdité",
            ({"publics_specifiquement_adresses": ["Seniors"], "prise_en_charge_specifique": ["Surdité"]}, True, []),
        ),
        (
            "dispositif_programmes_nationaux",
            "CNFS;APTIC;Fabriques de Territoire",
            (
                {
                    "dispositif_programmes_nationaux": ["Conseillers numériques"],
                    "autres_formations_labels": ["APTIC"],
                    "formations_labels": ["Fabriques de Territoire"],
                },
                True,
                [],
            ),
        ),
        (
            "formations_labels",
            "Étapes numériques (La Poste)",
            ({"formations_labels": ["Étapes numériques(La Poste)"]}, False, []),
        ),
        ("publics_specifiquement_adresses", "Tout public", ({}, True, [])),
        ("services", "Massages", ({}, False, ["Massages"])),
        ("services", "n'importe quoi|Massages", ({}, False, ["n'importe quoi", "Massages"])),
    ],
)
def test_terms(column, text, expected):
    assert read(column, text) == expected


def test_typologies():
    assert read_typologies("BIB|asso").found == {"typologie": ["BIB", "ASSO"]}
    assert read_typologies("PE") == ({"typologie": ["FT"]}, [], [])
    assert read_typologies("Médiathèque").judged == ["Médiathèque"]
    assert read_typologies("MDR").unknown == ["MDR"]


HOURS = [
    ("Mo-Fr 09:00-12:00", "Mo-Fr 09:00-12:00"),
    ("Du lundi au vendredi de 9h à 12h et de 14h à 17h30", "Mo-Fr 09:00-12:00,14:00-17:30"),
    ("lundi et jeudi 8h30/12h", "Mo,Th 08:30-12:00"),
    ("mardi 14h-18h ; mercredi 10h-12h 14h-18h", "Tu 14:00-18:00; We 10:00-12:00,14:00-18:00"),
    ("9h-12h du lundi au jeudi", "Mo-Th 09:00-12:00"),
    ("Samedi 9h - midi", "Sa 09:00-12:00"),
    ("1er et 3e mardi du mois : 14h-16h", "Tu[1,3] 14:00-16:00"),
    ("lundi au vendredi 9h-17h sauf jours fériés", "Mo-Fr 09:00-17:00; PH off"),
    ("lundi au samedi 8h-12h, mercredi 14h-18h", "Mo,Tu,Th-Sa 08:00-12:00; We 08:00-12:00,14:00-18:00"),
    ("lundi au vendredi 9h-12h, fermé le mercredi", "Mo-Fr 09:00-12:00; We off"),
    ("lundi au vendredi 9h-12h. Samedi et dimanche fermé", "Mo-Fr 09:00-12:00"),
    ("Mar : 14h-19hMer : 14h-18h", "Tu 14:00-19:00; We 14:00-18:00"),
    ("24h/24", "24/7"),
    ("mardi 10h-12h sur rendez-vous", 'Tu 10:00-12:00 "sur rendez-vous"'),
]


@pytest.mark.parametrize(("typed", "osm"), HOURS)
def test_hours(typed, osm):
    assert repair_hours(typed, is_valid) == (osm, "")


@pytest.mark.parametrize(
    "typed",
    [
        "sur rendez-vous",
        "un samedi sur deux 9h-12h",
        "le matin",
        "lundi 9h",
        "9h-12h-14h",
        "lundi 18h-9h30",
        "Mo 14:00-12:00",
        "Mo 25:00-26:00",
        "lundi au vendredi 9h-17h, lundi 10h-12h",
        "voir le site",
        "M 9h-12h",
    ],
)
def test_hours_that_are_not_certain_are_left_blank_and_told(typed):
    found = repair_hours(typed, is_valid)
    assert found.value == "" and found.problem


def test_hours_of_seven_columns():
    days = {
        "Mo": "09:00 - 12:00 / 14:00 - 17:00",
        "Tu": "9h-12h / 14h-17h",
        "We": "09:00-12:00",
        "Th": "-----",
        "Sa": "00:00 - 00:00 / 9h-12h",
    }
    assert repair_week(days, is_valid) == ("Mo,Tu 09:00-12:00,14:00-17:00; We,Sa 09:00-12:00", "")
    assert repair_week({**days, "Fr": "selon l'humeur"}, is_valid).value == ""


def test_hours_collected_from_the_national_pipeline_are_right_or_left_blank(shared):
    """Two thirds are certain; none may be wrong."""
    with (shared / "data" / "horaires-francais-vers-osm.csv").open(encoding="utf-8") as file:
        cases = list(csv.DictReader(file))
    right = wrong = 0
    for case in cases:
        found = collected(case)
        right += found == wanted(case)
        wrong += bool(found) and found != wanted(case)
    assert wrong == 0 and right >= 44


def collected(case):
    if case["kind"] == "day-range":
        return ",".join(f"{start}-{end}" for start, end in day_ranges(case["texte"]) or ())
    return ranges_of_a_week(repair_hours(case["texte"], is_valid).value)


def wanted(case):
    return case["osm"] if case["kind"] == "day-range" else ranges_of_a_week(case["osm"])


def ranges_of_a_week(osm):
    return [day.ranges for day in week(osm, date(2026, 6, 1))]
