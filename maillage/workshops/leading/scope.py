"""What a member's address is about: 404 for what one may not touch."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from maillage.network.rules import Actor, answer_for_commitment, coordinates, facilitate, require
from maillage.workshops.models import Board, Card, Commitment, Meeting


def bounded(pk: int) -> int:
    """Numbers no database holds are nobody's."""
    return pk if pk < 2**62 else 0


def a_number(text: str) -> int:
    """Of a form or a query; 0 for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0


def meetings() -> QuerySet[Meeting]:
    return Meeting.objects.select_related("series", "organiser")


def the_meeting(pk: int) -> Meeting:
    return get_object_or_404(meetings(), pk=bounded(pk))


def a_meeting_to_prepare(actor: Actor, pk: int) -> Meeting:
    row = the_meeting(pk)
    require(coordinates(actor))
    return row


def the_board(pk: int) -> Board:
    return get_object_or_404(Board.objects.select_related("meeting__series", "table"), pk=bounded(pk))


def a_board_to_lead(actor: Actor, pk: int) -> Board:
    row = the_board(pk)
    require(facilitate(actor, row))
    return row


def a_card_to_sort(actor: Actor, pk: int) -> Card:
    rows = Card.objects.select_related("board__meeting__series", "board__table", "organisation", "zone", "group")
    row = get_object_or_404(rows, pk=bounded(pk))
    require(facilitate(actor, row.board))
    return row


def a_commitment_to_follow(actor: Actor, pk: int) -> Commitment:
    rows = Commitment.objects.select_related("organisation", "meeting__series")
    row = get_object_or_404(rows, pk=bounded(pk))
    require(answer_for_commitment(actor, row.organisation))
    return row
