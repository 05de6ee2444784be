"""The funnel and the conflicts in words."""

from datetime import date
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from maillage.core import speaking
from maillage.surveys import questions
from maillage.surveys.counting import Funnel, Rate, one_decimal, rates
from maillage.surveys.enums import Kind, Outcome
from maillage.surveys.models import Campaign, Conflict, Door, Response


class Step(NamedTuple):
    """One line of the funnel: « 349 portes ouvertes, 76 % des portes visées »."""

    label: str
    count: int
    base: str  # « sur 459 portes visées »
    percent: int | None
    exact: str
    between: str
    depth: int  # inside which other one
    width: int  # of its bar: hundredths of the doors aimed at


class Gauge(NamedTuple):
    count: int
    objective: int
    percent: int | None
    width: int
    rule: str


def _labels() -> dict[str, str]:
    return {
        "targeted": _("portes visées"), "opened": _("portes ouvertes"), "vacant": _("logements vacants ou blindés"),
        "absent": _("personne n'a répondu"), "interviews": _("entretiens"), "refusals": _("refus"),
        "not_concerned": _("personnes non concernées"), "concerned": _("personnes concernées"),
    }  # fmt: skip


def _bases() -> dict[str, str]:
    return {
        "targeted": _("sur %(count)s portes visées"), "opened": _("sur %(count)s portes ouvertes"),
        "interviews": _("sur %(count)s entretiens"),
    }  # fmt: skip


DEPTHS = {"targeted": 1, "opened": 2, "interviews": 3}
ORDER = (
    "opened",
    "interviews",
    "not_concerned",
    "concerned",
    "refusals",
    "absent",
    "vacant",
)  # parts under their whole


def steps(funnel: Funnel) -> list[Step]:
    found = {rate.name: rate for rate in rates(funnel)}
    return [_step(found[name], funnel) for name in ORDER]


def _step(rate: Rate, funnel: Funnel) -> Step:
    return Step(
        label=_labels()[rate.name], count=rate.count, base=_bases()[rate.of] % {"count": rate.base},
        percent=rate.percent, exact=_decimal(rate.exact, 2),
        between="" if rate.low is None or rate.high is None else _("entre %(low)s et %(high)s %%")
        % {"low": _decimal(one_decimal(rate.low), 1), "high": _decimal(one_decimal(rate.high), 1)},
        depth=DEPTHS[rate.of], width=round(100 * rate.count / funnel.targeted) if funnel.targeted else 0,
    )  # fmt: skip


def _decimal(number: float | None, digits: int) -> str:
    return "" if number is None else f"{number:.{digits}f}".replace(".", ",")


def gauge(campaign: Campaign, funnel: Funnel) -> Gauge | None:
    if not campaign.objective:
        return None
    percent = int(100 * funnel.interviews / campaign.objective + 0.5)
    rule = _("On compte une famille informée par entretien. En comptant chaque porte ouverte, ce serait %(opened)s.")
    return Gauge(funnel.interviews, campaign.objective, percent, min(percent, 100), rule % {"opened": funnel.opened})


def broken_words(rules: list[str]) -> list[str]:
    words = {
        "doors": _("Ouvertes + vacants ou blindés + absents doit faire le nombre de portes visées."),
        "opened": _("Entretiens + refus doit faire le nombre de portes ouvertes."),
        "not_concerned": _("Il ne peut pas y avoir plus de personnes non concernées que d'entretiens."),
    }
    return [words[rule] for rule in rules]


# -- two contents, side by side


def both(conflict: Conflict) -> list[tuple[str, list[tuple[str, str]]]]:
    known = (Door if conflict.kind == Kind.DOOR else Response).objects.filter(pk=conflict.client_id).first()
    if conflict.kind == Kind.DOOR:
        first = _door(known.label, known.outcome, known.not_concerned, known.day) if known else []
        told = conflict.content
        second = _door(told.get("label"), told.get("outcome"), told.get("not_concerned"), told.get("day"))
    else:
        first = _response(conflict, known.answers) if known else []
        second = _response(conflict, conflict.content.get("answers"))
    return [(_("Arrivé d'abord"), first), (_("Arrivé ensuite"), second)]


def _door(label: Any, outcome: Any, not_concerned: Any, day: Any) -> list[tuple[str, str]]:
    said = str(Outcome(outcome).label) if outcome in Outcome.values else str(outcome)
    rows = [(_("porte"), str(label or _("effacée"))), (_("résultat"), said), (_("jour"), _said_day(day))]
    return rows + ([(_("personne concernée"), _("non"))] if not_concerned else [])


def _said_day(day: Any) -> str:
    """A date, or what a telephone wrote of one."""
    try:
        found = day if isinstance(day, date) else date.fromisoformat(str(day))
    except ValueError:
        return str(day)
    return speaking.said(found, "date")


def _response(conflict: Conflict, answers: Any) -> list[tuple[str, str]]:
    asked = questions.read(conflict.campaign.survey.questions)
    told = questions.clean(asked, answers if isinstance(answers, dict) else {})
    by_id = {one.id: one for one in asked}
    return [(questions.said(by_id[id].texts, "fr")[0], _words(by_id[id], given)) for id, given in told.items()]


def _words(question: questions.Question, given: Any) -> str:
    codes = given if isinstance(given, list) else [given]
    options = [question.option(str(code)) for code in codes]
    return ", ".join(
        questions.said(option.texts, "fr")[0] if option else str(code)
        for option, code in zip(options, codes, strict=True)
    )
