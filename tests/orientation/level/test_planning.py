"""From answers to steps."""

import pytest
from hypothesis import given

from maillage.orientation.enquiry import Person, of_code
from maillage.orientation.level.codes import encode
from maillage.orientation.level.planning import Kind, plan
from maillage.orientation.pictures import ACC, ADM, EQU, QUO, SEC
from tests.orientation.level.walking import EASY, FAR, someone


def kinds(answers) -> list[Kind]:
    return [step.kind for step in plan(answers).next_steps]


def test_a_missing_device_comes_before_skills():
    assert kinds(FAR) == [Kind.EQUIPMENT, Kind.CONNECTION, Kind.START]


def test_with_skills_missing_only_a_workshop_comes_first():
    assert kinds({**EASY, "P1": "non", "P2": "non", "S1": "non", "S2": "non"}) == [Kind.LEARN]


def test_with_a_device_missing_only_the_device_comes_first():
    assert kinds({**EASY, "B1": ("rien",)}) == [Kind.EQUIPMENT, Kind.FREE]


def test_a_procedure_may_have_a_deadline_it_goes_first_and_learning_is_never_dropped():
    steps = plan({**FAR, "N0": "demarche", "B3": "non"}).next_steps

    assert [step.services for step in steps] == [(ADM,), (EQU,), (QUO,)]
    assert steps[-1].skills


def test_a_need_without_deadline_comes_after_the_device():
    assert kinds({**EASY, "N0": "emploi", "B1": ("rien",)}) == [Kind.EQUIPMENT, Kind.NEED, Kind.FREE]


def test_buying_a_device_is_asked_once():
    assert kinds({**FAR, "N0": "acheter", "B2": "box"}) == [Kind.EQUIPMENT, Kind.START]


def test_only_security_is_missing():
    (step,) = plan({**EASY, "S1": "non", "S2": "non"}).next_steps

    assert (step.kind, step.services, step.domains) == (Kind.TARGETED, (SEC,), ("securite",))


def test_at_ease_everywhere_one_may_help_others():
    full = {**EASY, **dict.fromkeys(["I2", "C2", "P2", "L2", "S2"], "seul")}

    assert kinds(full) == [Kind.GIVE]


def test_somebody_who_fears_starts_with_a_first_contact_one_to_one():
    """J31, and J38: the level of a very beginner asks for places that welcome very beginners."""
    afraid = plan({**FAR, "B7": "peur"})
    enquiry = afraid.enquiry(afraid.next_steps[-1])

    assert afraid.next_steps[-1].kind == Kind.FIRST_CONTACT
    assert (enquiry.fear, enquiry.favours) == (True, {})
    assert enquiry.asks["level"] == ("grand débutant",)


def test_three_answers_with_help_ask_for_somebody_beside():
    assert plan({**EASY, "I1": "aide", "C1": "aide", "P1": "aide"}).one_to_one
    assert not plan({**EASY, "I1": "aide", "C1": "aide", "P1": "non"}).one_to_one


def test_barriers_become_conditions_for_a_place():
    answers = {
        **EASY, "B4": "difficile", "B4l": "en", "B5": ("entendre", "bouger"), "B2": "cher", "B6": "pas-seul",
        "B6w": ("samedi",),
    }  # fmt: skip
    made = plan(answers)
    enquiry = made.enquiry(made.next_steps[0], zone="z", located=True)

    assert enquiry.asks == {
        "prise_en_charge_specifique": (
            "Langues étrangères (anglais)",
            "Langues étrangères (autres)",
        ),
        "languages": ("en",),
        "frais_a_charge": ("Gratuit",),
    }
    assert (enquiry.access, enquiry.mobility) == (("Surdité", "Handicaps moteurs"), "domicile")
    assert (enquiry.open, enquiry.zone, enquiry.located) == ("samedi", "z", True)


def test_a_step_without_learning_asks_no_level():
    made = plan(EASY)

    assert made.next_steps[0].services == (ACC,)
    assert "level" not in made.enquiry(made.next_steps[0]).asks


def test_who_reads_little_asks_for_somebody_who_writes_whatever_the_step():
    made = plan({**FAR, "B4": "aucune", "B4l": "fr"})

    assert [made.enquiry(step).reads_little for step in made.next_steps] == [True, True, True]


@pytest.mark.parametrize(("answer", "minutes"), [("pied", 15), ("bus", None), ("pas-seul", None)])
def test_on_foot_in_the_neighbourhood_is_a_quarter_of_an_hour(answer, minutes):
    made = plan({**EASY, "B6": answer})

    assert made.enquiry(made.next_steps[0]).minutes == minutes


@given(someone())
def test_the_advice_and_the_code_handed_to_ou_aller_know_the_same_of_a_person(sitting):
    """A parameter added to one and forgotten in the other fails here."""
    person, made = of_code(encode(sitting)), plan(sitting.counted())
    for step in made.next_steps:
        asked = made.enquiry(step)
        known = Person(
            level=asked.asks["level"][0] if step.skills else person.level,
            languages=asked.asks.get("languages", ()),
            access=asked.access,
            mobility=asked.mobility,
            fear=asked.fear,
            reads_little=asked.reads_little,
            minutes=asked.minutes,
            free="frais_a_charge" in asked.asks,
            open=asked.open,
        )
        assert known == person


@given(someone())
def test_everybody_gets_one_to_three_steps_each_for_something_else(sitting):
    steps = plan(sitting.counted()).next_steps

    assert 1 <= len(steps) <= 3
    assert len({step.services for step in steps}) == len(steps)
