"""Which steps a pathway may begin with, for whom, and what each one looks for. Pure.

Steps are not a ladder: each may be taken away, moved, done in another order (domain, d).
"""

from collections.abc import Iterable
from typing import NamedTuple

from maillage.network.enums import SupportAim
from maillage.orientation.enquiry import Person
from maillage.orientation.level.barriers import MATERIAL, Barrier
from maillage.orientation.queries import received_as
from maillage.orientation.ranking import Enquiry
from maillage.places.enums import Service
from maillage.referrals.enums import PathTemplate, Stage


class Line(NamedTuple):
    stage: str
    service: str


_BASICS = Line(Stage.BASICS, Service.QUOTIDIEN)
_ALONE = Line(Stage.AUTONOMY, Service.ACCES)
TEMPLATES: dict[str, tuple[Line, ...]] = {
    PathTemplate.ALLOPHONE: (
        Line(Stage.AWARENESS, Service.COMPREHENSION), Line(Stage.FIX, Service.DEMARCHES), _BASICS,
        Line(Stage.SUPPORT, Service.QUOTIDIEN), _ALONE,
    ),
    PathTemplate.ILLITERACY: (
        Line(Stage.FIX, Service.DEMARCHES), Line(Stage.AWARENESS, Service.COMPREHENSION), _BASICS,
        Line(Stage.SUPPORT, Service.QUOTIDIEN),
    ),
    PathTemplate.ISOLATED: (
        Line(Stage.OUTREACH, Service.LOISIRS), Line(Stage.AWARENESS, Service.QUOTIDIEN),
        Line(Stage.EQUIP, Service.ACCES), Line(Stage.SUPPORT, Service.QUOTIDIEN),
        Line(Stage.AUTONOMY, Service.LOISIRS),
    ),
    PathTemplate.PARENT: (
        Line(Stage.EQUIP, Service.ACCES), _BASICS, Line(Stage.THEME, Service.PARENTALITE), _ALONE,
    ),
    PathTemplate.SENIOR: (
        Line(Stage.AWARENESS, Service.QUOTIDIEN), Line(Stage.EQUIP, Service.ACQUISITION), _BASICS,
        Line(Stage.THEME, Service.SECURITE), Line(Stage.AUTONOMY, Service.LOISIRS),
    ),
    PathTemplate.JOB: (
        Line(Stage.CHECK, Service.QUOTIDIEN), Line(Stage.EQUIP, Service.ACCES), _BASICS,
        Line(Stage.THEME, Service.INSERTION), Line(Stage.SUPPORT, Service.INSERTION),
    ),
}  # fmt: skip
PICTOGRAMS = {
    PathTemplate.ALLOPHONE: "langue", PathTemplate.ILLITERACY: "lire", PathTemplate.ISOLATED: "personnes",
    PathTemplate.PARENT: "enfant", PathTemplate.SENIOR: "accompagne", PathTemplate.JOB: "emploi",
}  # fmt: skip
SIGNS = {
    Stage.OUTREACH: "personnes", Stage.AWARENESS: "sourire", Stage.CHECK: "chercher", Stage.EQUIP: "pc",
    Stage.FIX: "demarche", Stage.BASICS: "apprendre", Stage.THEME: "comprendre", Stage.SUPPORT: "aide",
    Stage.AUTONOMY: "seul",
}  # fmt: skip
USUAL = {  # what a step added by hand looks for, unless told otherwise
    Stage.OUTREACH: Service.LOISIRS, Stage.AWARENESS: Service.QUOTIDIEN, Stage.CHECK: Service.QUOTIDIEN,
    Stage.EQUIP: Service.ACCES, Stage.FIX: Service.DEMARCHES, Stage.BASICS: Service.QUOTIDIEN,
    Stage.THEME: Service.INSERTION, Stage.SUPPORT: Service.QUOTIDIEN, Stage.AUTONOMY: Service.ACCES,
}  # fmt: skip
_OF_BARRIER = {  # in this order: what keeps one furthest from any step
    Barrier.LANGUAGE: PathTemplate.ALLOPHONE, Barrier.READING: PathTemplate.ILLITERACY,
    Barrier.CONFIDENCE: PathTemplate.ISOLATED, Barrier.MOBILITY: PathTemplate.ISOLATED,
}  # fmt: skip
_OF_NEED = {"enfant": PathTemplate.PARENT, "emploi": PathTemplate.JOB}
_WAYS = {
    Stage.FIX: ("démarches administratives", "écrivain public"), Stage.BASICS: ("ateliers d'initiation",),
    Stage.SUPPORT: ("aide personnalisée",), Stage.AUTONOMY: ("accès libre",), Stage.EQUIP: ("accès libre",),
}  # fmt: skip
_LEARNING = (Stage.BASICS, Stage.THEME)
_FIRST_TIME = (Stage.OUTREACH, Stage.AWARENESS)


def proposed(barriers: Iterable[str], need: str = "") -> list[str]:
    """Templates that fit what a level check found, the best first; none when nothing stands in the way."""
    met = set(barriers)
    found = [template for barrier, template in _OF_BARRIER.items() if barrier in met]
    return list(dict.fromkeys(found + ([_OF_NEED[need]] if need in _OF_NEED else [])))


def lines(template: str, barriers: Iterable[str] = ()) -> tuple[Line, ...]:
    """The steps of a template; being equipped comes first for who has nothing."""
    known = TEMPLATES[template]
    if set(barriers) & set(MATERIAL) and all(line.stage != Stage.EQUIP for line in known):
        return (Line(Stage.EQUIP, Service.ACCES), *known)
    return known


def aim(stage: str) -> str:
    return SupportAim.CURATIVE if stage == Stage.FIX else SupportAim.PREVENTIVE


def person_of(*, template: str, level: str, language: str) -> Person:
    """What a pathway knows of somebody, as the ranking of "Où aller ?" reads it."""
    return Person(
        level=level, languages=(language,) if language != "fr" else (),
        reads_little=template == PathTemplate.ILLITERACY, fear=template == PathTemplate.ISOLATED,
    )  # fmt: skip


def enquiry(line: Line, person: Person, *, zone: str, located: bool) -> Enquiry:
    """What "Où aller ?" is asked for this step."""
    asks: dict[str, tuple[str, ...]] = {}
    if person.languages:
        asks["languages"] = person.languages
        asks["prise_en_charge_specifique"] = tuple(received_as(one) for one in person.languages)
    if person.level and line.stage in _LEARNING:
        asks["level"] = (person.level,)
    return Enquiry(
        services=(line.service,), uses=_WAYS.get(line.stage, ()), asks=asks, zone=zone, located=located,
        fear=person.fear or line.stage in _FIRST_TIME, reads_little=person.reads_little,
    )  # fmt: skip
