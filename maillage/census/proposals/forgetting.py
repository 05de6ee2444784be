"""Who told us of a mistake is nobody's business after a while: address and words go, what was decided stays.

An answer sent erases the address at once (actions); this is for the rest.
"""

from django.db import transaction
from django.db.models import Q, QuerySet

from maillage.census.models import ErrorReport, Feedback, Proposal, Request
from maillage.core.retention import limit

SETTING = "MAILLAGE_REPORTERS_KEPT_DAYS"


def forgettable() -> list[tuple[QuerySet, dict[str, str]]]:
    """Rows, and what becomes of their columns."""
    old = limit(SETTING)
    said = Q(by=None) & ~Q(note="")  # a member's remark belongs to the place's history
    return [
        (Proposal.objects.filter(~Q(email=""), at__lte=old), {"email": ""}),
        (Proposal.objects.filter(said, at__lte=old), {"note": ""}),
        (ErrorReport.objects.filter(~Q(email="") | ~Q(text=""), at__lte=old), {"email": "", "text": ""}),
        (Feedback.objects.filter(~Q(text=""), at__lte=old), {"text": ""}),
        (Request.objects.exclude(email="").filter(expires_at__lte=old), {"email": ""}),
    ]


def due() -> int:
    return sum(rows.count() for rows, _ in forgettable())


@transaction.atomic
def forget_reporters() -> None:
    for rows, columns in forgettable():
        rows.update(**columns)
