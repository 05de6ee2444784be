from maillage.referrals import announcing
from maillage.referrals.enums import Verb
from maillage.referrals.models import ReferralEvent
from maillage.referrals.teaching import actions

TELLS_OF_OUTCOMES = (Verb.REFUSED, Verb.ACCEPTED, Verb.CLOSED)


@announcing.listener
def learn(event: ReferralEvent, receiver_token: str = "") -> None:
    if event.verb == Verb.REFUSED:
        actions.learn_of_refusal(event)
    if event.verb == Verb.ACCEPTED:
        actions.unlearn_refusal(event)
    if event.verb in TELLS_OF_OUTCOMES:
        actions.learn_of_outcomes(event)
