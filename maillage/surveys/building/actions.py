"""Writing, opening and closing the versions of a questionnaire."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.text import slugify

from maillage.accounts.models import User
from maillage.core.events import tell
from maillage.surveys import questions
from maillage.surveys.enums import COMES_FROM, Stage
from maillage.surveys.models import Campaign, Survey
from maillage.surveys.questions import Question

MOST_QUESTIONS = 60


class NotADraft(Exception):
    """Open or closed, it does not change: write the next version."""


class CannotMove(Exception):
    """Another question needs its answer first."""


class Empty(Exception):
    """Nothing to ask yet."""


@transaction.atomic
def create(*, by: User, rows: list[dict[str, Any]] | None = None, **columns) -> Survey:
    survey = Survey.objects.create(slug=_free_slug(columns["nom"]), questions=rows or [], **columns)
    tell("written", survey, by=by)
    return survey


def _free_slug(nom: str) -> str:
    base = slugify(nom)[:70] or "enquete"
    taken = set(Survey.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(slug for slug in (base, *(f"{base}-{n}" for n in range(2, 10_000))) if slug not in taken)


@transaction.atomic
def describe(survey: Survey, *, by: User, **columns) -> None:
    """Its name, its languages, what is said before: only of a draft."""
    if not _draft(survey).update(**columns):
        raise NotADraft
    survey.refresh_from_db()
    tell("described", survey, by=by)


def _draft(survey: Survey):
    return Survey.objects.filter(pk=survey.pk, stage=Stage.DRAFT)


# -- questions


@transaction.atomic
def change_questions(survey: Survey, change: Callable[[list[Question]], list[Question]], *, by: User) -> None:
    """`change` takes the questions as they stand now and returns what they become. Raises questions.Unreadable."""
    row = Survey.objects.select_for_update().get(pk=survey.pk)
    if row.stage != Stage.DRAFT:
        raise NotADraft
    told = questions.rows(change(questions.read(row.questions)))
    row.questions = questions.rows(questions.read(told))
    row.save(update_fields=["questions"])
    survey.questions = row.questions
    tell("rewritten", survey, by=by)


def put(survey: Survey, question: Question, *, by: User) -> None:
    """A new one goes last; one that has this id is replaced where it stands."""

    def change(rows: list[Question]) -> list[Question]:
        if any(one.id == question.id for one in rows):
            return [question if one.id == question.id else one for one in rows]
        return [*rows, question]

    change_questions(survey, change, by=by)


def remove(survey: Survey, id: str, *, by: User) -> None:
    _reorder(survey, lambda rows: [one for one in rows if one.id != id], by=by)


def move(survey: Survey, id: str, step: int, *, by: User) -> None:
    """One place up (-1) or down (1)."""

    def change(rows: list[Question]) -> list[Question]:
        here = next((rank for rank, one in enumerate(rows) if one.id == id), None)
        if here is None or not 0 <= here + step < len(rows):
            return rows
        rows[here], rows[here + step] = rows[here + step], rows[here]
        return rows

    _reorder(survey, change, by=by)


def _reorder(survey: Survey, change: Callable[[list[Question]], list[Question]], *, by: User) -> None:
    try:
        change_questions(survey, change, by=by)
    except questions.Unreadable as wrong:
        raise CannotMove(wrong.at) from wrong


# -- its life


@transaction.atomic
def open_survey(survey: Survey, *, by: User) -> None:
    """The version before is closed; campaigns that go on ask this one from now on."""
    if not survey.questions:
        raise Empty
    list(Survey.objects.select_for_update().filter(slug=survey.slug))  # one version opens at a time
    Survey.objects.filter(slug=survey.slug, stage=Stage.OPEN).update(stage=Stage.CLOSED, closed_at=timezone.now())
    _become(survey, Stage.OPEN, by=by, opened_at=timezone.now())
    Campaign.objects.filter(survey__slug=survey.slug, ended_at=None).update(survey=survey)


@transaction.atomic
def close_survey(survey: Survey, *, by: User) -> None:
    _become(survey, Stage.CLOSED, by=by, closed_at=timezone.now())


def _become(survey: Survey, stage: Stage, *, by: User, **columns) -> None:
    waiting = Survey.objects.filter(pk=survey.pk, stage__in=COMES_FROM[stage])
    if not waiting.update(stage=stage, **columns):
        raise NotADraft
    survey.refresh_from_db()
    tell(stage.name.lower(), survey, by=by)


@transaction.atomic
def next_version(survey: Survey, *, by: User) -> Survey:
    """A draft with the same questions; the one that is being written when there is one."""
    versions = Survey.objects.select_for_update().filter(slug=survey.slug)
    if draft := versions.filter(stage=Stage.DRAFT).first():
        return draft
    number = versions.aggregate(last=Max("version"))["last"] + 1
    same = ("slug", "nom", "purpose", "organisation_id", "languages", "texts", "questions")
    draft = Survey.objects.create(version=number, **{name: getattr(survey, name) for name in same})
    tell("written", draft, by=by)
    return draft
