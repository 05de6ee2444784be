"""What pages, and the apps above, read of the meetings."""

from maillage.workshops.queries.boards import Lane, Spoken, board_open_at, lanes, told
from maillage.workshops.queries.comparing import Asked, since_last
from maillage.workshops.queries.grouping import groups_of, suggestions
from maillage.workshops.queries.meetings import Counts, Size, attendance, coming_first, guests, previous, sizes
from maillage.workshops.queries.promises import coming_back, register, today
from maillage.workshops.queries.voicing import Voiced, actions_by_category, missing_actions, voiced

__all__ = [
    "Asked",
    "Counts",
    "Lane",
    "Size",
    "Spoken",
    "Voiced",
    "actions_by_category",
    "attendance",
    "board_open_at",
    "coming_back",
    "coming_first",
    "groups_of",
    "guests",
    "lanes",
    "missing_actions",
    "previous",
    "register",
    "since_last",
    "sizes",
    "suggestions",
    "today",
    "told",
    "voiced",
]
