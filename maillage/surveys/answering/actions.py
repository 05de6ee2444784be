"""Keeping what somebody answered online: a day, a language, no person."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from maillage.surveys.collecting.contents import mark
from maillage.surveys.models import Response, Survey
from maillage.surveys.questions import Answers


def answer(survey: Survey, id: UUID, answers: Answers, language: str) -> None:
    """The button pressed twice is one answer: its id came with the page."""
    row = Response(
        id=id, survey=survey, day=timezone.localdate(), answers=answers, language=language, content_hash=mark(answers)
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        if not Response.objects.filter(pk=id).exists():
            raise
