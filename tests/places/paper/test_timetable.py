from datetime import date, datetime

import pytest

from maillage.places.hours import PARIS
from maillage.places.paper.timetable import Line, coming_week, next_visit, usual_hours, visit_text
from maillage.places.paper.vocabulary import LANGUAGES, words

MONDAY_11 = datetime(2026, 11, 23, 11, 0, tzinfo=PARIS)
OFFICE = "Mo-Fr 09:00-12:00,14:00-17:30; PH off"


def when(horaires: str, language: str = "fr", life_cycle: str = "ouvert", now: datetime = MONDAY_11) -> str:
    return visit_text(next_visit(horaires, life_cycle, now), words(language))


@pytest.mark.parametrize(
    ("horaires", "now", "said"),
    [
        (OFFICE, "2026-11-23T11:00", "lundi 23 novembre, 9 h – 12 h, 14 h – 17 h 30"),
        (OFFICE, "2026-11-23T13:00", "lundi 23 novembre, 14 h – 17 h 30"),
        (OFFICE, "2026-11-23T17:30", "mardi 24 novembre, 9 h – 12 h, 14 h – 17 h 30"),
        (OFFICE, "2026-11-27T18:00", "lundi 30 novembre, 9 h – 12 h, 14 h – 17 h 30"),
        (OFFICE, "2026-12-24T18:00", "lundi 28 décembre, 9 h – 12 h, 14 h – 17 h 30"),
        ("Tu 18:00-24:00", "2026-11-30T08:00", "mardi 1er décembre, 18 h – minuit"),
        ("24/7", "2026-11-23T11:00", "lundi 23 novembre, jour et nuit"),
        ('We 14:00-17:00 "sur rendez-vous"', "2026-11-23T11:00", "mercredi 25 novembre, 14 h – 17 h (sur rendez-vous)"),
        ("2020 Jan 01 10:00-12:00", "2026-11-23T11:00", "Pas d'ouverture prévue"),
        ("lundi matin", "2026-11-23T11:00", "Horaires à vérifier"),
        ("", "2026-11-23T11:00", "Horaires non renseignés"),
    ],
)
def test_the_next_time_one_may_come(horaires, now, said):
    spoken = when(horaires, now=datetime.fromisoformat(now).replace(tzinfo=PARIS))

    assert spoken.replace("\u00a0", " ") == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Monday 23 November, 9:00 to 12:00, 14:00 to 17:30"),
        ("ar", "الاثنين 23 نوفمبر، من 9:00 إلى 12:00، من 14:00 إلى 17:30"),
        ("pt", "segunda-feira, 23 de novembro, das 9:00 às 12:00, das 14:00 às 17:30"),
        ("tr", "23 Kasım Pazartesi, 9:00 – 12:00, 14:00 – 17:30"),
        ("ro", "luni, 23 noiembrie, 9:00 – 12:00, 14:00 – 17:30"),
    ],
)
def test_in_each_language(language, said):
    assert when(OFFICE, language).replace("\u00a0", " ") == said


def test_a_place_that_does_not_run_says_so_whatever_its_hours():
    said = [when(OFFICE, life_cycle=stage) for stage in ("prévu", "fermé temporairement", "fermé")]

    assert said == ["Pas encore ouvert", "Fermé temporairement", "Fermé définitivement"]


def test_days_with_the_same_hours_share_a_line():
    week = coming_week("Tu-Fr 10:00-12:00; Sa 10:00-18:00", date(2026, 11, 23), [words("fr")])

    assert [line.days[0] for line in week] == ["lundi 23", "mardi 24 à vendredi 27", "samedi 28", "dimanche 29"]
    assert week[1].times == ["10\u00a0h\u00a0– 12\u00a0h"]
    assert week[3].words == ["fermé"]


def test_beside_another_language_times_are_figures_and_comments_are_translated_when_known():
    languages = [words("fr"), words("tr")]
    known = coming_week('We 14:00-17:00 "sur rendez-vous"', date(2026, 11, 25), languages)[0]
    other = coming_week('We 14:00-17:00 "salle 2"', date(2026, 11, 25), languages)[0]

    assert known == Line(["mercredi 25", "25 Çarşamba"], ["14:00\u00a0– 17:00 (sur rendez-vous · randevu ile)"], [])
    assert other.times == ["14:00\u00a0– 17:00 (salle 2)"]


def test_the_usual_week_forgets_holidays():
    christmas = date(2026, 12, 22)

    assert [one.replace("\u00a0", " ") for one in usual_hours(OFFICE, "ouvert", christmas, words("fr"))] == [
        "lundi à vendredi : 9 h – 12 h, 14 h – 17 h 30"
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_unknown_hours_are_said_in_every_language(language):
    spoken = words(language)

    assert usual_hours("", "ouvert", date(2026, 11, 23), spoken) == [spoken.say("hours_unknown")]
