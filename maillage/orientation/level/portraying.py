"""The result, said to the person: what they do already, the next step, what will be made easier. No database."""

from dataclasses import dataclass, replace

from maillage.orientation.level.barriers import NEVER_KEPT, Barrier
from maillage.orientation.level.codes import HEALTH, Sitting, encode, grouped
from maillage.orientation.level.planning import Plan, plan
from maillage.orientation.level.questionnaire import HELPED, Option, Said, questionnaire, said
from maillage.orientation.level.scoring import Profile
from maillage.orientation.level.words import ALONE, BARRIERS, DOMAIN_STATES, PROFILES, TO_DISCOVER, Words
from maillage.orientation.level.words import HELPED as WITH_HELP


@dataclass(frozen=True)
class Line:
    """One of the five domains."""

    label: Said
    picto: str
    state: str
    words: Words


@dataclass(frozen=True)
class Portrait:
    sitting: Sitting
    plan: Plan
    lines: list[Line]
    code: str

    @property
    def words(self) -> Words:
        return PROFILES[self.plan.score.profile]

    @property
    def barriers(self) -> list[tuple[Barrier, Words]]:
        return [(barrier, BARRIERS[barrier]) for barrier in self.plan.barriers]

    @property
    def shared_code(self) -> str:
        """For paper and for a referral: what tells of health stays here."""
        return encode(self.sitting.without(HEALTH))

    @property
    def shared_code_grouped(self) -> str:
        return grouped(self.shared_code)

    @property
    def keeps_health_back(self) -> bool:
        return NEVER_KEPT in self.plan.barriers

    @property
    def deeper(self) -> str:
        """Five more questions, for somebody who does all alone; empty when they would change nothing."""
        useful = self.plan.score.profile == Profile.AUTONOMOUS and not self.sitting.full
        return encode(replace(self.sitting, full=True)) if useful else ""


def portrait(sitting: Sitting, language: str) -> Portrait:
    answers = sitting.counted()
    made = plan(answers)
    domains = questionnaire().domains.values()
    return Portrait(sitting, made, [_line(one, made, answers, language) for one in domains], encode(sitting))


def _line(domain: Option, made: Plan, answers, language: str) -> Line:
    given = [answers.get(item.id) for item in questionnaire().of_domain(domain.code)]
    state = WITH_HELP if HELPED in given else TO_DISCOVER
    state = ALONE if made.score.levels[domain.code] else state
    return Line(said(domain.texts, language), domain.picto, state, DOMAIN_STATES[state])
