"""Verbs that write: one transaction each, an event and a line in the log of accesses, whoever acts."""

from maillage.referrals.actions.doing import Doer
from maillage.referrals.actions.errors import ConsentMissing, Incomplete, NotAllowed, NotNow, PinWrong, Void
from maillage.referrals.actions.opening import open_with_pin, renew
from maillage.referrals.actions.steps import (
    accept,
    close,
    expect,
    expire,
    miss,
    receive,
    redirect,
    refuse,
    say,
    see,
    withdraw,
)
from maillage.referrals.actions.writing import Agreement, Draft, Written, write

__all__ = [
    "Agreement", "ConsentMissing", "Doer", "Draft", "Incomplete", "NotAllowed", "NotNow", "PinWrong", "Void", "Written",
    "accept", "close", "expect", "expire", "miss", "open_with_pin", "receive", "redirect", "refuse", "renew", "say",
    "see", "withdraw", "write",
]  # fmt: skip
