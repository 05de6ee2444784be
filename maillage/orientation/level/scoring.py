"""Five domains, five profiles, three definitions of illectronisme (for the diagnosis, never shown). Pure.

"With help" is no skill; barriers never enter here. Activities done stand for skills, as Insee and Eurostat measure.
"""

from dataclasses import dataclass
from enum import StrEnum

from maillage.orientation.level.adaptive import DOMAINS, OFFLINE_DOMAIN
from maillage.orientation.level.questionnaire import ALONE, HELPED, LOST, NOT_A_USER, Answers, questionnaire

SECURITY = "securite"


class Profile(StrEnum):
    FAR = "N0"
    BEGINNER = "N1"
    NEARLY = "N2"
    AUTONOMOUS = "N3"
    AT_EASE = "N4"


@dataclass(frozen=True)
class Score:
    levels: dict[str, int]  # domain → 0, 1 or 2 activities done alone
    user: bool  # used the Internet in the last three months
    helped: int  # how many answers "with help"
    lost: int  # how many answers "I don't understand"

    @property
    def n4(self) -> int:
        return sum(level >= 1 for domain, level in self.levels.items() if domain != SECURITY)

    @property
    def n5(self) -> int:
        return sum(level >= 1 for level in self.levels.values())

    @property
    def profile(self) -> Profile:
        if self.n4 == 0 or not self.user:
            return Profile.FAR
        if all(level == 2 for level in self.levels.values()):
            return Profile.AT_EASE
        return {5: Profile.AUTONOMOUS, 4: Profile.NEARLY}.get(self.n5, Profile.BEGINNER)

    @property
    def missing(self) -> list[str]:
        return [domain for domain, level in self.levels.items() if level == 0]

    # « est en situation d'illectronisme toute personne ne possédant aucune de ces quatre compétences de base »

    @property
    def illectronisme_seed_2019(self) -> bool:
        return self.n4 == 0

    @property
    def illectronisme_large_l89(self) -> bool:
        return self.n4 == 0 or not self.user

    @property
    def illectronisme_insee_2021(self) -> bool:
        return self.n5 == 0 or not self.user

    @property
    def eurostat_like(self) -> str:
        """For comparison at home only: two items a domain do not make the Eurostat indicator."""
        if not self.user:
            return "not_assessed"
        return {5: "basic_or_above", 4: "low", 3: "narrow", 2: "limited"}.get(self.n5, "no_skills")


def score(answers: Answers) -> Score:
    user = answers.get("U0") not in NOT_A_USER
    skills = [answers.get(item.id) for item in questionnaire().skills]
    return Score(
        levels={domain: _level(domain, answers, user) for domain in DOMAINS},
        user=user,
        helped=skills.count(HELPED),
        lost=skills.count(LOST),
    )


def _level(domain: str, answers: Answers, user: bool) -> int:
    if not user and domain != OFFLINE_DOMAIN:
        return 0
    return sum(answers.get(item.id) == ALONE for item in questionnaire().of_domain(domain))
