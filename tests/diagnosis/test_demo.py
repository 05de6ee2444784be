"""The demo's diagnosis begins with the minutes: their notes, and their thirteen missing actions as open gaps."""

import pytest

from maillage.diagnosis import demo
from maillage.diagnosis.enums import EvidenceKind, GapStatus
from maillage.diagnosis.models import Gap, NeedRecord, Snapshot, TargetPublic
from maillage.workshops import demo as meetings
from maillage.workshops.models import Card, CardBecame, Meeting

pytestmark = pytest.mark.django_db


def test_thirteen_missing_actions_of_the_first_meeting_are_open_gaps_that_everyone_reads():
    meetings.load()
    demo.load()
    demo.load()  # nothing the second time

    first = Meeting.objects.get(edition=1)
    gaps = Gap.objects.filter(opened_on=first.day)
    assert (Card.objects.filter(board__meeting=first).count(), gaps.count()) == (120, 13)
    assert {(one.status, one.published, one.owner) for one in gaps} == {(GapStatus.OPEN, True, None)}
    assert {kind for one in gaps for kind in one.evidence.values_list("kind", flat=True)} == {EvidenceKind.CARD}
    assert CardBecame.objects.filter(kind=CardBecame.Kind.GAP).count() == 13
    assert (TargetPublic.objects.count(), NeedRecord.objects.count(), Snapshot.objects.count()) == (10, demo.NOTED, 1)
