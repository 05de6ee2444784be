"""How a gap or a need reads beside the card it came from."""

from collections.abc import Iterable

from maillage.diagnosis.enums import GapStatus
from maillage.diagnosis.models import Gap, NeedRecord
from maillage.workshops.becoming import Outcome


def gaps(refs: Iterable[str]) -> dict[str, Outcome]:
    rows = Gap.objects.filter(pk__in=[ref for ref in refs if ref.isdigit()])
    return {
        str(one.pk): Outcome(
            one.title, one.get_status_display(), one.get_absolute_url(), one.status == GapStatus.CLOSED
        )
        for one in rows
    }


def needs(refs: Iterable[str]) -> dict[str, Outcome]:
    rows = NeedRecord.objects.filter(pk__in=[ref for ref in refs if ref.isdigit()])
    return {str(one.pk): Outcome(one.text, one.get_family_display()) for one in rows}
