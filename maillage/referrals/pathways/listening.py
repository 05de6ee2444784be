"""What becomes of a step's sheet moves the step: a day, then done. How it went stays on the sheet."""

from django.utils import timezone

from maillage.referrals import announcing
from maillage.referrals.enums import Verb
from maillage.referrals.models import ReferralEvent, Step
from maillage.referrals.teaching.lessons import HELPED


@announcing.listener
def follow(event: ReferralEvent, receiver_token: str = "") -> None:
    referral = event.referral
    if referral.step_id is None:
        return
    step = Step.objects.filter(pk=referral.step_id, done_on=None)
    if event.verb == Verb.SENT:
        step.exclude(place=referral.place).update(place=referral.place, offer=referral.offer)
    if event.verb == Verb.EXPECTED and referral.expected_at:
        step.update(planned_on=timezone.localdate(referral.expected_at))
    if event.verb == Verb.CLOSED and referral.outcome in HELPED:
        step.update(done_on=timezone.localdate(event.at))
