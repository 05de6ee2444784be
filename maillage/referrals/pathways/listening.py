"""What becomes of a step's sheet moves the step: a day, then done. How it went stays on the sheet."""

from django.utils import timezone

from maillage.referrals import announcing
from maillage.referrals.enums import Moment, Verb
from maillage.referrals.models import ReferralEvent, Step
from maillage.referrals.teaching.lessons import HELPED


@announcing.listener
def follow(event: ReferralEvent, receiver_token: str = "") -> None:
    referral = event.referral
    if referral.step_id is None:
        return
    step = Step.objects.filter(pk=referral.step_id, done_on=None)
    if event.verb == Verb.SENT:
        there = step.exclude(place=referral.place) if referral.offer_id is None else step
        there.update(place=referral.place, offer=referral.offer)
    if event.verb == Verb.EXPECTED and referral.expected_at:
        step.update(planned_on=timezone.localdate(referral.expected_at))
    if event.told.get("moment") == Moment.GIVEN_BACK:
        step.update(planned_on=None)
    if event.verb == Verb.CLOSED and referral.outcome in HELPED:
        step.update(done_on=timezone.localdate(event.at))
