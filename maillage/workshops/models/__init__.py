from maillage.workshops.models.boards import Board, Card, CardBecame, CardGroup, SetApart
from maillage.workshops.models.invitations import InvitationLink, MeetingInvitation
from maillage.workshops.models.meetings import AgendaBlock, Attendance, Meeting, Seat, Series, Table
from maillage.workshops.models.promises import Commitment, FollowUp

__all__ = [
    "AgendaBlock",
    "Attendance",
    "Board",
    "Card",
    "CardBecame",
    "CardGroup",
    "Commitment",
    "FollowUp",
    "InvitationLink",
    "Meeting",
    "MeetingInvitation",
    "Seat",
    "Series",
    "SetApart",
    "Table",
]
