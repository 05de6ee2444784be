from maillage.census.origins.actions.choosing import Unknown, take_value
from maillage.census.origins.actions.undoing import AlreadyUndone, undo
from maillage.census.origins.actions.withdrawing import NothingToWithdraw, withdraw

__all__ = ["AlreadyUndone", "NothingToWithdraw", "Unknown", "take_value", "undo", "withdraw"]
