"""What may follow what, and who may do it. Pure."""

from maillage.referrals.enums import BEARERS, OPEN, UNANSWERED, State, Verb, Who

ANSWERED = (State.ACCEPTED, State.EXPECTED, State.CAME, State.NO_SHOW)
PLACE = (Who.RECEIVER,)  # with an account, by the mailed link, or with the paper in hand at the desk

# verb → (from which states, to which one, by whom)
MOVES: dict[str, tuple[tuple[str, ...], str | None, tuple[str, ...]]] = {
    Verb.SAW: ((State.SENT,), State.SEEN, PLACE),
    Verb.ACCEPTED: ((*UNANSWERED, State.REFUSED), State.ACCEPTED, PLACE),
    Verb.REFUSED: ((*UNANSWERED, State.ACCEPTED, State.EXPECTED), State.REFUSED, PLACE),
    Verb.EXPECTED: ((*UNANSWERED, *ANSWERED), State.EXPECTED, (*PLACE, *BEARERS, Who.AUTHOR)),
    Verb.CAME: ((*UNANSWERED, State.ACCEPTED, State.EXPECTED, State.NO_SHOW), State.CAME, PLACE),
    Verb.NO_SHOW: ((State.ACCEPTED, State.EXPECTED), State.NO_SHOW, PLACE),
    Verb.CLOSED: ((*ANSWERED, *UNANSWERED), State.CLOSED, PLACE),
    Verb.REDIRECTED: ((*UNANSWERED, *ANSWERED, State.REFUSED), State.REDIRECTED, (*PLACE, Who.AUTHOR)),
    Verb.WITHDRAWN: (OPEN, State.WITHDRAWN, (Who.AUTHOR, Who.RECEIVER, *BEARERS)),
    Verb.EXPIRED: (OPEN, State.EXPIRED, (Who.SYSTEM,)),
}


def follows(verb: str, state: str) -> bool:
    """May this be done to a sheet in that state?"""
    return state in MOVES[verb][0]


def may(verb: str, who: str) -> bool:
    return who in MOVES[verb][2]


def state_after(verb: str) -> str:
    return MOVES[verb][1] or ""


def possible(state: str, who: str) -> list[str]:
    """What this actor may do now, in the order of the table."""
    return [verb for verb, (states, _, actors) in MOVES.items() if state in states and who in actors]
