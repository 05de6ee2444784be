"""One event, what it teaches; in the transaction of what happened."""

from django.db.models import F
from django.utils import timezone

from maillage.census.verifying.actions.doubting import doubt
from maillage.core.transactions import inside_transaction
from maillage.orientation.actions import tell_outcomes
from maillage.referrals.models import ReferralEvent, RefusalCount
from maillage.referrals.teaching import queries
from maillage.referrals.teaching.lessons import LESSONS, column_of


@inside_transaction
def learn_of_refusal(event: ReferralEvent) -> None:
    """One more need without answer; trust falls only when the place itself said so."""
    reason = event.told.get("reason", "")
    lesson = LESSONS.get(reason)
    if lesson is None:
        return
    _count(event, reason, 1)
    if queries.is_sure(event):
        place = event.referral.place
        doubt(place, [column_of(lesson, place)], why=str(lesson.why), by=event.by)


@inside_transaction
def unlearn_refusal(event: ReferralEvent) -> None:
    """The place took the person in after all: the need has an answer."""
    refused = queries.last_refusal(event.referral)
    reason = refused.told.get("reason", "") if refused else ""
    if reason in LESSONS:
        _count(refused, reason, -1)


@inside_transaction
def learn_of_outcomes(event: ReferralEvent) -> None:
    """Counted again from the sheets, so that a correction corrects it."""
    referral = event.referral
    told = queries.outcomes(referral.place_id, referral.service)
    full_on = queries.full_on(referral.place_id, referral.service)
    tell_outcomes(place=referral.place, service=referral.service, full_on=full_on, **told)


def _count(event: ReferralEvent, reason: str, step: int) -> None:
    month = timezone.localtime(event.at).strftime("%Y-%m")
    about = {"month": month, "service": event.referral.service, "zone": event.referral.zone, "reason": reason}
    row, _ = RefusalCount.objects.get_or_create(**about)
    rows = RefusalCount.objects.filter(pk=row.pk)
    (rows if step > 0 else rows.filter(count__gt=0)).update(count=F("count") + step)
