"""What pages, and the apps above, read of the meetings."""

from maillage.workshops.queries.boards import Lane, Spoken, board_open_at, lanes, told
from maillage.workshops.queries.comparing import Asked, since_last
from maillage.workshops.queries.grouping import groups_of, suggestions
from maillage.workshops.queries.meetings import Counts, attendance, coming_first, guests, previous
from maillage.workshops.queries.promises import coming_back, register, today
from maillage.workshops.queries.voicing import Voiced, missing_actions, voiced

__all__ = [
    "Asked",
    "Counts",
    "Lane",
    "Spoken",
    "Voiced",
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
    "suggestions",
    "today",
    "told",
    "voiced",
]
