"""Whether a message is still true at the moment it leaves: who posted it says so.

@standing.guard("agenda")          # messages whose key begins with "agenda:"
def stands(message: Message) -> Verdict: ...
"""

from collections.abc import Callable
from typing import Literal

from maillage.core.models import Message

Verdict = Literal["send", "wait", "drop"]
Guard = Callable[[Message], Verdict]
GUARDS: dict[str, Guard] = {}


def guard(prefix: str) -> Callable[[Guard], Guard]:
    def register(function: Guard) -> Guard:
        GUARDS[prefix] = function
        return function

    return register


def verdict(message: Message) -> Verdict:
    found = GUARDS.get(message.key.partition(":")[0])
    return found(message) if found else "send"
