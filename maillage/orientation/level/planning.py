"""From answers to steps: what comes first, and what each step asks of a place. Pure.

Order (minutes, l. 192: what adds up is lifted in turn): a need with a deadline, then equipment and connection, then the
need of the day, then skills, at the person's pace.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from maillage.orientation import pictures
from maillage.orientation.level.barriers import Barrier, barriers
from maillage.orientation.level.questionnaire import Answers, Option, questionnaire
from maillage.orientation.level.scoring import SECURITY, Profile, Score, score
from maillage.orientation.pictures import ACC, EQU, QUO, SEC
from maillage.orientation.ranking import Enquiry

MOST = 3  # steps shown
DO_WITH = 3  # so many "with help": somebody beside, before a workshop
ON_FOOT = "pied"
MINUTES_ON_FOOT = 15  # "on foot, in my neighbourhood"
COME_HOME = "domicile"
LOISIRS = "Loisirs et créations numériques"
LEVELS = {
    Profile.FAR: "grand débutant",
    Profile.BEGINNER: "débutant",
    Profile.NEARLY: "intermédiaire",
    Profile.AUTONOMOUS: "autonome",
    Profile.AT_EASE: "autonome",
}
OTHER_LANGUAGES, ENGLISH, LITTLE_READING = (
    "Langues étrangères (autres)", "Langues étrangères (anglais)", "Illettrisme",
)  # fmt: skip
ONE_TO_ONE, WORKSHOP = "Accompagnement individuel", "Dans un atelier collectif"
BEGINNERS = "ateliers d'initiation"


class Kind(StrEnum):
    NEED = "besoin"
    EQUIPMENT = "equipement"
    CONNECTION = "connexion"
    FIRST_CONTACT = "premier-contact"
    START = "debut"
    LEARN = "apprendre"
    TARGETED = "coup-de-pouce"
    FREE = "autonomie"
    GIVE = "aider"


@dataclass(frozen=True)
class Step:
    kind: Kind
    services: tuple[str, ...]
    uses: tuple[str, ...] = ()
    supplies: tuple[str, ...] = ()
    equipment: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()  # what one would learn there
    skills: bool = False  # its level and way of learning matter
    need: str = ""  # the need one came with


@dataclass(frozen=True)
class Plan:
    score: Score
    barriers: tuple[Barrier, ...]
    steps: tuple[Step, ...]
    asks: dict[str, tuple[str, ...]] = field(default_factory=dict)
    access: tuple[str, ...] = ()  # each is needed
    minutes: int | None = None  # on foot, at most
    moments: tuple[str, ...] = ()
    one_to_one: bool = False

    @property
    def fear(self) -> bool:
        return Barrier.CONFIDENCE in self.barriers

    @property
    def reads_little(self) -> bool:
        return Barrier.READING in self.barriers

    @property
    def mobility(self) -> str:
        return COME_HOME if Barrier.MOBILITY in self.barriers else ""

    @property
    def next_steps(self) -> tuple[Step, ...]:
        """Three at most, the last always about skills: more would be a list, not an advice."""
        return self.steps if len(self.steps) <= MOST else (*self.steps[: MOST - 1], self.steps[-1])

    def enquiry(self, step: Step, *, zone: str = "", located: bool = False) -> Enquiry:
        """What "Où aller ?" is asked for this step; level and way of learning only count where one learns.

        For those who fear, ranking itself looks for somebody beside: it is not asked twice.
        """
        asks, favours = dict(self.asks), {}
        if step.skills:
            asks["level"] = (LEVELS[self.score.profile],)
        if step.skills and not self.fear:
            favours["modalites_accompagnement"] = (ONE_TO_ONE,) if self.one_to_one else (WORKSHOP, ONE_TO_ONE)
        return Enquiry(
            services=step.services, uses=step.uses, supplies=step.supplies, equipment=step.equipment,
            asks=asks, favours=favours, open=self._open(), zone=zone, located=located,
            access=self.access, fear=self.fear, reads_little=self.reads_little, mobility=self.mobility,
            minutes=self.minutes,
        )  # fmt: skip

    def _open(self) -> str:
        return self.moments[0] if self.moments in (("samedi",), ("soir",)) else ""


def plan(answers: Answers) -> Plan:
    reached, met = score(answers), barriers(answers)
    need = questionnaire().items["N0"].option(answers.get("N0", ""))
    fear = Barrier.CONFIDENCE in met
    steps = [*_need(need, urgent=True), *_material(met), *_need(need, urgent=False), _skills(reached, fear=fear)]
    return Plan(
        score=reached,
        barriers=met,
        steps=_distinct(steps),
        asks=_asks(answers, met),
        access=_access(answers),
        minutes=MINUTES_ON_FOOT if answers.get("B6") == ON_FOOT else None,
        moments=tuple(answers.get("B6w", ())),
        one_to_one=fear or reached.helped >= DO_WITH or reached.profile == Profile.FAR,
    )


def _need(need: Option | None, *, urgent: bool) -> list[Step]:
    """The need one came with; learning is the last step's, buying is the material's when it is missing too."""
    if need is None or not need.services or need.urgent != urgent or need.services == (QUO,):
        return []
    (asked,) = pictures.chosen((need.code,))
    return [
        Step(
            Kind.NEED,
            asked.services,
            uses=asked.uses,
            supplies=asked.supplies,
            equipment=asked.equipment,
            need=need.code,
        )
    ]


def _material(met: tuple[Barrier, ...]) -> list[Step]:
    steps = []
    if Barrier.EQUIPMENT in met:
        steps.append(Step(Kind.EQUIPMENT, (EQU,), supplies=("prêt", "vente", "reconditionnement")))
    if {Barrier.CONNECTION, Barrier.PRINTING} & set(met):
        devices = ("imprimante", "photocopieur") if Barrier.PRINTING in met else ("wifi",)
        steps.append(Step(Kind.CONNECTION, (ACC,), uses=("accès libre",), equipment=devices))
    return steps


def _skills(reached: Score, *, fear: bool) -> Step:
    if reached.profile == Profile.AT_EASE:
        return Step(Kind.GIVE, (LOISIRS, QUO))
    if reached.profile == Profile.AUTONOMOUS:
        return Step(Kind.FREE, (ACC,), uses=("accès libre",))
    missing = tuple(reached.missing)
    services = (SEC,) if missing == (SECURITY,) else (QUO,)
    kind = {Profile.FAR: Kind.START, Profile.NEARLY: Kind.TARGETED}.get(reached.profile, Kind.LEARN)
    kind = Kind.FIRST_CONTACT if fear else kind
    uses = (BEGINNERS, "aide personnalisée")
    return Step(kind, services, uses=uses, domains=missing, skills=True)


def _distinct(steps: list[Step]) -> tuple[Step, ...]:
    """The same thing asked twice is asked once, at its first place."""
    by_service: dict[tuple[str, ...], Step] = {}
    for step in steps:
        by_service.setdefault(step.services, step)
    return tuple(by_service.values())


def _asks(answers: Answers, met: tuple[Barrier, ...]) -> dict[str, tuple[str, ...]]:
    asks: dict[str, tuple[str, ...]] = {}
    received = _received(answers, met)
    if received:
        asks["prise_en_charge_specifique"] = received
    language = answers.get("B4l", "fr")
    if Barrier.LANGUAGE in met and language not in ("fr", "autre"):
        asks["languages"] = (language,)
    if Barrier.MONEY in met:
        asks["frais_a_charge"] = ("Gratuit",)
    return asks


def _received(answers: Answers, met: tuple[Barrier, ...]) -> tuple[str, ...]:
    received = []
    if Barrier.LANGUAGE in met:
        received += [ENGLISH, OTHER_LANGUAGES] if answers.get("B4l") == "en" else [OTHER_LANGUAGES]
    if Barrier.READING in met:
        received.append(LITTLE_READING)
    return tuple(received)


def _access(answers: Answers) -> tuple[str, ...]:
    adapted = (questionnaire().items["B5"].option(code) for code in answers.get("B5", ()))
    return tuple(option.needs for option in adapted if option and option.needs)
