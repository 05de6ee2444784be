"""Residents' sheets and pathways: the one app with personal data, sealed, logged, and erased in time."""

from maillage.referrals.models.held import PIN_TRIES, Held
from maillage.referrals.models.journal import Access, AccessHead
from maillage.referrals.models.paths import Pathway, Step
from maillage.referrals.models.sheets import NEED, TIMES, Consent, Referral, ReferralEvent, RefusalCount

__all__ = [
    "NEED", "PIN_TRIES", "TIMES", "Access", "AccessHead", "Consent", "Held", "Pathway", "Referral", "ReferralEvent",
    "RefusalCount", "Step",
]  # fmt: skip
