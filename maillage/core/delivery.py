"""The outbox is emptied, each message once: docs/decisions/0007-a-message-is-a-row.md says why in this order."""

import logging
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

from django.db import DatabaseError, OperationalError, connection
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from maillage.core import carriers, standing, texting, witness
from maillage.core.carriers import Carrier, NoAnswer, Refused, ServerDown, TryLater
from maillage.core.claiming import claim_some, lease, lease_end, write_if_ours
from maillage.core.enums import Channel, MessageState
from maillage.core.envelopes import envelope
from maillage.core.models import Message

log = logging.getLogger(__name__)

AT_ONCE = 20
DELAYS = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240)]
TRIES = 24  # three days and a half, the last delay being repeated
PATIENCE = 60  # times
STOPPED = "the worker stopped while the mail server was taking it"
FREE = {"claim": None, "leased_until": None}


class NoLongerOurs(Exception):
    """Our lease ended before the last dot, and another worker took the message."""


def deliver(stopping: Callable[[], bool] = lambda: False) -> int:
    """Send all that is due, in one conversation a channel; how many were taken in hand. Raises ServerDown, once the
    other channel was tried."""
    settle_abandoned()
    taken, down = 0, None
    for channel in Channel:
        try:
            taken += _empty(channel, stopping)
        except ServerDown as error:
            down = error
    if down:
        raise down
    return taken


def _empty(channel: Channel, stopping: Callable[[], bool]) -> int:
    if channel == Channel.SMS and not texting.available():
        return 0  # taken away since: they wait, until they are no use
    taken, rows = 0, due().filter(channel=channel)
    carrier = texting.chosen() if channel == Channel.SMS else carriers.chosen()
    try:
        while not stopping() and (messages := claim_some(rows.all(), AT_ONCE, state=MessageState.CLAIMED)):
            _carry_all(messages, carrier, stopping)
            taken += len(messages)
    finally:
        carrier.close()
    return taken


def due() -> QuerySet[Message]:
    """What is soonest useless goes first: a code to log in before a campaign."""
    now = timezone.now()
    waiting = Q(state=MessageState.WAITING, send_after__lte=now)
    dropped = Q(state=MessageState.CLAIMED, leased_until__lt=now)  # its worker died before the last dot
    return Message.objects.filter(waiting | dropped).order_by(
        F("useful_until").asc(nulls_last=True), "send_after", "id"
    )


def settle_abandoned() -> None:
    """What workers that died were handing over, and what is no use any more."""
    now = timezone.now()
    for message in Message.objects.filter(state=MessageState.HANDING_OVER, leased_until__lt=now):
        _settle_abandoned(message, no_evidence_to_come=message.leased_until < now - lease())
    late = Message.objects.filter(state=MessageState.WAITING, useful_until__lt=now)
    if late.exists():
        late.update(state=MessageState.TOO_LATE, settled_at=now)


def _settle_abandoned(message: Message, *, no_evidence_to_come: bool) -> None:
    """Sent again only if it is proved that it was not. Another machine may know: it is given as long as a lease."""
    withdrawn = witness.withdraw(message.claim, message.pk)
    handing_over = Message.objects.filter(pk=message.pk, claim=message.claim, state=MessageState.HANDING_OVER)
    if withdrawn:
        handing_over.update(state=MessageState.WAITING, **FREE)
    elif withdrawn is False or no_evidence_to_come:
        handing_over.update(state=MessageState.UNCERTAIN, settled_at=timezone.now(), reason=STOPPED)


def _carry_all(messages: list[Message], carrier: Carrier, stopping: Callable[[], bool]) -> None:
    """What remains when we stop, or find no server, is free again at once."""
    left, claim, renewed = list(messages), messages[0].claim, time.monotonic()
    witness.arrive(claim)
    try:
        while left and not stopping():
            if time.monotonic() - renewed > lease().total_seconds() / 4:
                left, renewed = _renew(left), time.monotonic()
                continue
            with suppress(NoLongerOurs):  # another worker has it: nothing to write down
                _carry(left[0], carrier)
            left.pop(0)
    except ServerDown as error:
        _give_back(left, str(error))
        raise
    _give_back(left, "")
    witness.leave(claim)


def _renew(messages: list[Message]) -> list[Message]:
    """With a slow server, what waits its turn stays ours; what is not ours any more is not begun."""
    ours = Message.objects.filter(
        pk__in=[message.pk for message in messages], claim=messages[0].claim, state=MessageState.CLAIMED
    )
    ours.update(leased_until=lease_end())
    kept = set(ours.values_list("pk", flat=True))
    return [message for message in messages if message.pk in kept]


def _give_back(messages: list[Message], reason: str) -> None:
    for message in messages:
        write_if_ours(message, state=MessageState.WAITING, reason=reason, **FREE)


def _carry(message: Message, carrier: Carrier) -> None:
    try:
        if (verdict := standing.verdict(message)) != "send":
            return _hold(message, drop=verdict == "drop")
        carrier.carry(envelope(message), lambda: _handing_over(message))
    except (NoLongerOurs, ServerDown, DatabaseError):
        raise
    except TryLater as error:
        _put_off(message, str(error))
    except Refused as error:
        _settle(message, MessageState.FAILED, str(error))
    except NoAnswer as error:
        _settle(message, MessageState.UNCERTAIN, str(error))
    except Exception as error:  # a mistake of ours about this message: the others do not wait for it
        log.exception("message %s", message.pk)
        if _still_claimed(message).exists():
            _put_off(message, repr(error))
    else:
        _settle(message, MessageState.SENT)


def _hold(message: Message, *, drop: bool) -> None:
    """Not true any more; or being changed this very minute."""
    if drop:
        write_if_ours(message, state=MessageState.TOO_LATE, settled_at=timezone.now(), leased_until=None)
    else:
        again = timezone.now() + DELAYS[0]
        write_if_ours(message, state=MessageState.WAITING, send_after=again, **FREE)


def _handing_over(message: Message) -> None:
    """Committed before the dot: who comes after us knows that it may have been sent."""
    if not _still_claimed(message).update(state=MessageState.HANDING_OVER, leased_until=lease_end()):
        raise NoLongerOurs
    if not witness.go(message.claim, message.pk):
        raise NoLongerOurs


def _still_claimed(message: Message) -> QuerySet[Message]:
    return Message.objects.filter(pk=message.pk, claim=message.claim, state=MessageState.CLAIMED)


def without_address(message: Message, reason: str) -> str:
    """Servers like to repeat whom they refuse: that is nobody else's business."""
    return reason.replace(message.to, "…") if message.to else reason


def _settle(message: Message, state: MessageState, reason: str = "") -> None:
    """The claim stays: an answer that comes after the lease still tells what became of the message."""
    changes = {
        "state": state,
        "reason": without_address(message, reason),
        "settled_at": timezone.now(),
        "leased_until": None,
    }
    _write_down(message, attempts=F("attempts") + 1, **changes)


def _write_down(message: Message, **changes) -> None:
    """The server has answered: what it said is not lost because the base is busy, or away for a moment."""
    for _ in range(PATIENCE):
        try:
            write_if_ours(message, **changes)
            return
        except OperationalError:
            log.warning("message %s: the database does not answer", message.pk)
            connection.close_if_unusable_or_obsolete()
            time.sleep(1)
    write_if_ours(message, **changes)


def _put_off(message: Message, reason: str) -> None:
    if message.attempts + 1 >= TRIES:
        return _settle(message, MessageState.FAILED, reason)
    again = timezone.now() + DELAYS[min(message.attempts, len(DELAYS) - 1)]
    changes = {"state": MessageState.WAITING, "send_after": again, "reason": without_address(message, reason)}
    _write_down(message, attempts=F("attempts") + 1, **changes, **FREE)
