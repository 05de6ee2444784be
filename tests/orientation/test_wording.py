from maillage.orientation import wording
from maillage.orientation.pictures import TILES
from maillage.orientation.thesaurus import thesaurus


def test_every_question_answer_picture_and_alert_has_its_words():
    words = thesaurus()
    choices = {choice for question in words.questions for choice in question.choices}

    assert choices - words.entries.keys() == set()
    assert wording.CHOICES.keys() == choices
    assert wording.QUESTIONS.keys() == {question.id for question in words.questions}
    assert wording.ALERTS.keys() == {alert.id for alert in words.alerts}
    assert list(wording.TILES) == [tile.code for tile in TILES]
