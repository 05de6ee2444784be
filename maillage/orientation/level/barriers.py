"""What stands in the way besides skills, kept apart from them, in the order one lifts it. Pure."""

from enum import StrEnum

from maillage.orientation.level.questionnaire import Answers, questionnaire
from maillage.orientation.level.scoring import score

LOST_TOO_OFTEN = 3  # so many "I don't understand" speak of the language, whatever B4 says
SHARED_BY_TOO_MANY = 3  # people for one device
DEVICES = ("ordinateur", "tablette", "smartphone")


class Barrier(StrEnum):
    """In the order they are lifted: being received, being equipped, daring."""

    LANGUAGE = "langue"
    READING = "lecture"
    ADAPTATION = "handicap"
    MOBILITY = "mobilite"
    EQUIPMENT = "equipement"
    CONNECTION = "connexion"
    MONEY = "argent"
    PRINTING = "impression"
    CONFIDENCE = "confiance"


# A health matter: used while the page is read, never kept nor handed on (GDPR, article 9)
NEVER_KEPT = Barrier.ADAPTATION
MATERIAL = (Barrier.EQUIPMENT, Barrier.CONNECTION, Barrier.MONEY, Barrier.PRINTING)


def barriers(answers: Answers) -> tuple[Barrier, ...]:
    met = {
        Barrier.LANGUAGE: _language(answers),
        Barrier.READING: _reading(answers),
        Barrier.ADAPTATION: bool(set(answers.get("B5", ())) - {"non"}),
        Barrier.MOBILITY: answers.get("B6") == "pas-seul",
        Barrier.EQUIPMENT: _equipment(answers),
        Barrier.CONNECTION: answers.get("B2", "box") != "box",
        Barrier.MONEY: answers.get("B2") == "cher",
        Barrier.PRINTING: answers.get("B3") == "non",
        Barrier.CONFIDENCE: answers.get("B7") == "peur",
    }
    return tuple(barrier for barrier in Barrier if met[barrier])


def prefers_another_language(answers: Answers) -> bool:
    return answers.get("B4l", "fr") != "fr"


def _language(answers: Answers) -> bool:
    hard = answers.get("B4") in ("difficile", "aucune") and prefers_another_language(answers)
    return hard or answers.get("B4") == "pas-francais" or score(answers).lost >= LOST_TOO_OFTEN


def _reading(answers: Answers) -> bool:
    """Reading is hard in French for somebody who prefers French, or in every language."""
    return answers.get("B4") == "aucune" or (answers.get("B4") == "difficile" and not prefers_another_language(answers))


def _equipment(answers: Answers) -> bool:
    if "B1" not in answers:
        return False
    devices = sum(code in DEVICES for code in answers["B1"])
    people = questionnaire().items["B1n"].option(answers.get("B1n", ""))
    return devices == 0 or bool(people and people.people / devices >= SHARED_BY_TOO_MANY)
