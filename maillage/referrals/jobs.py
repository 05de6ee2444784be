"""What the worker does by itself with sheets."""

from maillage.core import retention
from maillage.core.jobs import every
from maillage.referrals.protecting import actions


@every(hours=1, name="referrals.remind")
def remind() -> None:
    """Places that did not answer, and their senders."""
    actions.remind_all()


@every(hours=6, name="referrals.expire")
def expire() -> None:
    actions.expire_old()


@every(hours=24, name="core.purge")
def purge() -> None:
    """Every kind of personal data past its time, and what the list of erased rows may miss."""
    retention.purge()
    actions.list_erased()
