"""Mails and short messages leave through here. Posting writes a row, in the caller's transaction; the worker sends it,
once.

A template is two files: `<name>.txt`, whose first line is "Objet : …", and `<name>.html` if wanted, which extends
`mails/layout.html`. Both know `territory`, `site_url`, and the filter `absolute` for links.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from maillage.core import gsm7, letters, witness
from maillage.core.enums import Channel, MessageState
from maillage.core.events import tell
from maillage.core.jobs import every
from maillage.core.models import Message
from maillage.core.transactions import inside_transaction

UNSETTLED = [MessageState.UNCERTAIN, MessageState.FAILED, MessageState.TOO_LATE]
SEVERAL_TRIES = 2
ERASED = {"text": "", "html": ""}


class NotResendable(ValueError):
    """It waits, it was sent, or its text is erased."""


@inside_transaction
def post(
    *,
    key: str,
    to: str,
    template: str,
    context: dict,
    by: AbstractBaseUser | None = None,
    send_after: datetime | None = None,
    useful_until: datetime | None = None,
    language: str = "fr",
) -> Message:
    """The message of that key: written now, or the one already there."""
    if known := Message.objects.filter(key=key).first():
        return known
    letter = letters.write(template, context, language)
    columns = {
        "to": letters.address(to),
        "template": template,
        "language": language,
        "subject": letter.subject,
        "text": letter.text,
        "html": letter.html,
        "by": by,
        "send_after": send_after or timezone.now(),
        "useful_until": useful_until,
    }
    return Message.objects.get_or_create(key=key, defaults=columns)[0]


@inside_transaction
def post_sms(*, key: str, to: str, text: str, useful_until: datetime | None = None, language: str = "fr") -> Message:
    """A short message, once: `to` begins with + (texting.mobile). Who posts looks at texting.month() first."""
    if gsm7.size(text) > gsm7.LONGEST:
        raise ValueError("more than one short message")
    columns = {"channel": Channel.SMS, "to": to, "text": text, "language": language, "useful_until": useful_until}
    return Message.objects.get_or_create(key=key, defaults=columns)[0]


@inside_transaction
def withdraw(prefix: str) -> bool:
    """What has not left yet does not leave; whether all that was posted so was stopped in time."""
    theirs = Message.objects.filter(key__startswith=prefix)
    theirs.filter(state=MessageState.WAITING).update(state=MessageState.TOO_LATE, settled_at=timezone.now())
    return set(theirs.order_by().values_list("state", flat=True)) == {MessageState.TOO_LATE}


def stuck() -> QuerySet[Message]:
    """What a person should look at: refused, perhaps sent, or tried several times in vain."""
    in_vain = Q(state=MessageState.WAITING, attempts__gte=SEVERAL_TRIES)
    return Message.objects.filter(in_vain | Q(state__in=[MessageState.UNCERTAIN, MessageState.FAILED]))


def resend(message: Message, *, by: AbstractBaseUser | None) -> Message:
    """Send again what was refused or perhaps sent; who asks takes the risk of a second copy."""
    waiting = {"state": MessageState.WAITING, "send_after": timezone.now(), "useful_until": None, "settled_at": None}
    return _decide(message, "resent", by=by, attempts=0, reason="", **waiting)


def mark_received(message: Message, *, by: AbstractBaseUser | None) -> Message:
    """The person said that it came."""
    return _decide(message, "received", by=by, state=MessageState.SENT)


@transaction.atomic
def _decide(message: Message, verb: str, *, by: AbstractBaseUser | None, **changes) -> Message:
    waiting = Message.objects.filter(pk=message.pk, state__in=UNSETTLED, purged_at=None).exclude(text="")
    if not waiting.update(claim=None, leased_until=None, **changes):
        raise NotResendable(message.key)
    message.refresh_from_db()
    tell(verb, message, by=by)
    return message


@inside_transaction
def forget(address: str) -> None:
    """Nothing more goes to this address, and it is kept nowhere here: its owner asked so."""
    now, theirs = timezone.now(), Message.objects.sent_to(address)
    theirs.filter(state=MessageState.WAITING).update(state=MessageState.TOO_LATE, settled_at=now)
    settled = theirs.filter(state__in=[MessageState.SENT, *UNSETTLED])
    settled.update(**ERASED, to="", to_hash="", subject="", reason="", purged_at=now)


def _useless() -> QuerySet[Message]:
    return Message.objects.filter(state=MessageState.SENT, useful_until__lt=timezone.now()).exclude(text="")


def _old() -> QuerySet[Message]:
    limit = timezone.now() - timedelta(days=settings.MAILLAGE_MAIL_KEPT_DAYS)
    return Message.objects.filter(settled_at__lt=limit, purged_at=None)


def erasable() -> int:
    return (_useless() | _old()).count()


@every(hours=1, name="core.erase_messages")
def erase() -> None:
    """A code that is no use any more goes at once, the rest after some days; that it was sent stays known."""
    _useless().update(**ERASED)
    _old().update(**ERASED, to="", to_hash="", subject="", reason="", purged_at=timezone.now())
    witness.forget_old()
