"""What of the answers may be shown, question by question and one publication after another."""

from maillage.core.suppression import TOTAL
from maillage.surveys.questions import read
from maillage.surveys.tables import as_json, count, from_json, publish, readable

ASKED = read(
    [
        {"id": "net", "type": "oui ou non", "texts": {"fr": "Internet ?"}},
        {
            "id": "pourquoi", "type": "choix", "texts": {"fr": "Pourquoi ?"},
            "shown_if": [{"question": "net", "any": ["non"]}],
            "options": [{"code": "prix", "texts": {"fr": "Le prix"}}, {"code": "envie", "texts": {"fr": "L'envie"}}],
        },
        {
            "id": "outils", "type": "plusieurs choix", "texts": {"fr": "Avec quoi ?"},
            "options": [{"code": "tel", "texts": {"fr": "Téléphone"}}, {"code": "pc", "texts": {"fr": "PC"}}],
        },
        {"id": "gens", "type": "nombre", "texts": {"fr": "Combien ?"}},
        {"id": "mots", "type": "texte court", "texts": {"fr": "Une idée ?"}},
    ]
)  # fmt: skip


def said(yes: int, no: int, silent: int = 0, **more) -> list[dict]:
    answers = [{"net": "oui"}] * yes + [{"net": "non", "pourquoi": "prix"}] * no + [{}] * silent
    return [one | more for one in answers]


def shown(told, previous=None):
    return publish(ASKED, count(ASKED, told), previous or {}, 11)


def test_each_table_is_a_whole():
    tables = count(ASKED, said(2, 1, silent=1, outils=["tel"], gens=20, mots="Bonjour"))

    assert tables["net"] == {"oui": 2, "non": 1, "–": 1}
    assert tables["pourquoi"] == {"prix": 1, "envie": 0, "–": 0}
    assert (tables["outils/tel"], tables["outils/pc"]) == ({"1": 4, "0": 0}, {"1": 0, "0": 4})
    assert (tables["gens"]["8"], sum(tables["gens"].values())) == (4, 4)
    assert "mots" not in tables


def test_a_question_asked_because_of_a_hidden_answer_is_hidden_whole():
    """Thirty without internet is shown; hidden beside three silent ones, "why" would say that they are thirty."""
    assert shown(said(200, 30))["pourquoi"].shown(TOTAL) == 30

    with_silent = shown(said(200, 30, silent=3))

    assert with_silent["net"].shown("non") is None
    assert with_silent["pourquoi"].visible == {}


def test_what_almost_all_have_is_hidden_as_what_few_have():
    told = [{"outils": ["tel"]}] * 40 + [{"outils": ["pc"]}] * 3

    assert shown(told)["outils/tel"].visible == {(TOTAL,): 43}


def test_three_answers_more_leave_the_tables_as_they_were():
    first = shown(said(40, 30))
    again = shown(said(43, 30), {key: [one] for key, one in first.items()})

    assert {key: one for key, one in again.items() if not key.startswith("pourquoi")} == {
        key: one for key, one in first.items() if not key.startswith("pourquoi")
    }


def test_kept_as_json_they_are_the_same():
    first = shown(said(200, 30, silent=3, outils=["pc"]))

    assert from_json(as_json(first)) == first


def test_a_reader_sees_numbers_shares_and_what_is_hidden():
    tables = readable(ASKED, shown(said(60, 40)), "sans réponse")

    assert [(one.label, one.count, one.percent) for one in tables[0].lines] == [("Oui", 60, 60), ("Non", 40, 40)]
    masked = readable(ASKED, shown(said(60, 40, silent=2)), "sans réponse")[0]
    assert [(one.label, one.count) for one in masked.lines] == [("Oui", 60), ("Non", None), ("sans réponse", None)]
    assert (masked.masked, masked.total) == (True, 102)
