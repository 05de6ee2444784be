"""The verbs of a meeting. Each is one transaction and tells what it did."""

from maillage.workshops.actions.boards import BoardClosed, close_to_phones, describe_board, open_to_phones
from maillage.workshops.actions.cards import add_card, add_cards, card_became, change_card, hide_card, show_card
from maillage.workshops.actions.grouping import gather_same_words, group, set_apart, ungroup
from maillage.workshops.actions.meetings import (
    attend,
    change_meeting,
    close_meeting,
    create_meeting,
    drop_block,
    next_edition,
    not_attending,
    put_block,
    put_table,
    reopen_meeting,
    seat,
)
from maillage.workshops.actions.promises import follow_up, promise

__all__ = [
    "BoardClosed",
    "add_card",
    "add_cards",
    "attend",
    "card_became",
    "change_card",
    "change_meeting",
    "close_meeting",
    "close_to_phones",
    "create_meeting",
    "describe_board",
    "drop_block",
    "follow_up",
    "gather_same_words",
    "group",
    "hide_card",
    "next_edition",
    "not_attending",
    "open_to_phones",
    "promise",
    "put_block",
    "put_table",
    "reopen_meeting",
    "seat",
    "set_apart",
    "show_card",
    "ungroup",
]
