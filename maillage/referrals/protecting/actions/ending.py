"""Reminders, once; then the end of what nobody moves. Each sheet is locked and looked at again first."""

from django.db import transaction
from django.utils import timezone

from maillage.referrals import actions
from maillage.referrals.actions.steps import Doer, _lock, _tell
from maillage.referrals.enums import UNANSWERED, Verb, Who
from maillage.referrals.models import Referral
from maillage.referrals.protecting import posting, queries


def remind_all() -> int:
    """How many places were reminded, and their senders told."""
    return sum(remind(one) for one in queries.to_remind(timezone.now()))


@transaction.atomic
def remind(referral: Referral) -> bool:
    locked = _lock(referral)
    if locked.state not in UNANSWERED or locked.events.filter(verb=Verb.REMINDED).exists():
        return False
    _tell(locked, Verb.REMINDED, Doer(Who.SYSTEM))
    posting.remind_place(locked)
    posting.warn_author(locked)
    return True


def expire_old() -> int:
    return sum(expire(one) for one in queries.to_expire(timezone.now()))


@transaction.atomic
def expire(referral: Referral) -> bool:
    locked = _lock(referral)
    if not queries.to_expire(timezone.now()).filter(pk=locked.pk).exists():
        return False
    actions.expire(locked)
    posting.tell_expired(locked)
    return True
