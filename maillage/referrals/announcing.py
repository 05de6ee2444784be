"""Who wants to know, in the same transaction, what happened to a sheet. Listeners only write rows.

    @announcing.listener
    def tell_the_place(event: ReferralEvent, receiver_token: str = "") -> None: ...

`receiver_token` is given with the first event only: nobody knows it afterwards.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from maillage.core.transactions import inside_transaction
from maillage.referrals.models import ReferralEvent

Listener = Callable[..., object]
LISTENERS: list[Listener] = []


def listener(function: Listener) -> Listener:
    if function not in LISTENERS:
        LISTENERS.append(function)
    return function


@inside_transaction
def happened(event: ReferralEvent, receiver_token: str = "") -> None:
    for one in LISTENERS:
        one(event, receiver_token=receiver_token)


@contextmanager
def only(*listeners: Listener) -> Iterator[None]:
    """For a demo that tells of last year: the others hear nothing meanwhile. Never while the site serves."""
    kept = LISTENERS[:]
    LISTENERS[:] = listeners
    try:
        yield
    finally:
        LISTENERS[:] = kept
