"""The register of commitments, and what comes back."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.network.rules import Actor
from maillage.network.tasks import Task
from maillage.workshops.becoming import Outcome
from maillage.workshops.enums import OPEN
from maillage.workshops.models import Commitment, Meeting

SOON = timedelta(days=14)


def register() -> QuerySet[Commitment]:
    """The nearest date first, those without a date last."""
    return Commitment.objects.select_related("organisation", "meeting__series")


def coming_back(meeting: Meeting) -> list[Commitment]:
    """Taken at an earlier edition and still open, or settled since that edition: what one speaks of today."""
    rows = register().filter(meeting__series=meeting.series_id, meeting__edition__lt=meeting.edition)
    return list(rows.filter(status__in=OPEN))


def today(actor: Actor) -> Iterator[Task]:
    """Due soon, or late, for those who answer for it."""
    limit = timezone.localdate() + SOON
    mine = Commitment.objects.filter(organisation__in=actor.contributes_to, status__in=OPEN, due__lte=limit)
    count = mine.count() if actor.contributes_to else 0
    if count:
        words = ngettext("Dire où en est %(n)s engagement", "Dire où en sont %(n)s engagements", count) % {"n": count}
        yield Task(words, reverse("promises:register") + "?de=moi", "aide", _("Vous l'aviez dit à une rencontre"), 45)


def outcomes(refs: Iterable[str]) -> dict[str, Outcome]:
    rows = Commitment.objects.filter(pk__in=[int(ref) for ref in refs if ref.isdigit()]).select_related("organisation")
    url = reverse("promises:register")
    return {
        str(row.pk): Outcome(
            f"{row.organisation} : {row.text}", row.get_status_display(), f"{url}#engagement-{row.pk}", not row.is_open
        )
        for row in rows
    }
