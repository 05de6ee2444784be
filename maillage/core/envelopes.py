"""From a row of the outbox to what a mail server takes, or what a provider of short messages does."""

import re
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.crypto import salted_hmac
from django.utils.text import slugify

from maillage.core.enums import Channel
from maillage.core.models import Message

LONELY_DOT = re.compile(rb"^\.", re.MULTILINE)


@dataclass(frozen=True)
class Envelope:
    sender: str
    to: str
    mail: EmailMessage
    name: str  # of a file, the same each time it is written
    text: str = ""  # of a short message

    @property
    def wire(self) -> bytes:
        """As SMTP wants it: ends of lines, and no dot alone on a line but the last one, which the carrier sends."""
        return LONELY_DOT.sub(b"..", self.mail.as_bytes())


def envelope(message: Message) -> Envelope:
    return _short(message) if message.channel == Channel.SMS else _long(message)


def _short(message: Message) -> Envelope:
    return Envelope("", message.to, EmailMessage(), identity(message), message.text)


def _long(message: Message) -> Envelope:
    return Envelope(
        sender=parseaddr(settings.MAILLAGE_MAIL_FROM)[1],
        to=message.to,
        mail=_mail(message),
        name=f"{message.created_at:%Y%m%d-%H%M%S}-{slugify(message.subject)[:60]}-{identity(message)[:8]}",
    )


def identity(message: Message) -> str:
    """The same for the same key: a mailbox that gets a mail twice can tell."""
    return salted_hmac("maillage.core.outbox", message.key, algorithm="sha256").hexdigest()[:32]


def _mail(message: Message) -> EmailMessage:
    mail = EmailMessage(policy=SMTP)
    mail["From"] = settings.MAILLAGE_MAIL_FROM
    mail["To"] = message.to
    mail["Subject"] = message.subject
    mail["Date"] = format_datetime(message.created_at)
    mail["Message-ID"] = f"<{identity(message)}@{urlsplit(settings.MAILLAGE_URL).hostname}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(message.text, cte="quoted-printable")
    if message.html:
        mail.add_alternative(message.html, subtype="html", cte="quoted-printable")
    mail["Content-Language"] = message.language  # setting a content forgets what was said of it
    return mail
