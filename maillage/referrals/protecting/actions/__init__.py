"""What the worker, an author or the bearer of a paper asks for. Each in one transaction, told and logged."""

from maillage.referrals.protecting.actions.ending import expire_old, remind_all
from maillage.referrals.protecting.actions.erasing import (
    blank_pathways,
    blank_sheets,
    erase_again,
    erase_person,
    forget_booking,
    list_erased,
)
from maillage.referrals.protecting.actions.exporting import exported

__all__ = [
    "blank_pathways", "blank_sheets", "erase_again", "erase_person", "expire_old", "exported", "forget_booking",
    "list_erased", "remind_all",
]  # fmt: skip
