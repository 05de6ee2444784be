"""Short messages (SMS). A provider is chosen by MAILLAGE_SMS; without one they are "not available", and nobody waits.

    MAILLAGE_SMS = ""                        # none
    MAILLAGE_SMS = "file"                    # a file each, in MAILLAGE_DATA/sms: to try
    MAILLAGE_SMS = "console"                 # on the standard output: to try
    MAILLAGE_SMS = "ours.sms.Provider"       # a class of an installed package: Provider, below

Each costs: no more than MAILLAGE_SMS_A_MONTH leave in a month of the calendar.
"""

import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple, Protocol
from zoneinfo import ZoneInfo

import phonenumbers
from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string
from phonenumbers import PhoneNumberType

from maillage.core.carriers import put
from maillage.core.enums import Channel, MessageState
from maillage.core.envelopes import Envelope
from maillage.core.models import Message

PARIS = ZoneInfo("Europe/Paris")
MOBILE = {PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE}


class Provider(Protocol):
    def send(self, number: str, text: str, identity: str) -> None:
        """Returns once accepted. Raises a word of core.carriers: ServerDown, TryLater, Refused, NoAnswer.

        `number` begins with +; `identity` is the same each time the same message is tried.
        """


class InFile:
    """Written twice, it is the same file."""

    def send(self, number: str, text: str, identity: str) -> None:
        folder = Path(settings.DATA_DIR) / "sms"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        put(folder / f"{identity}.txt", f"{number}\n{text}\n")


class OnConsole:
    def send(self, number: str, text: str, identity: str) -> None:
        sys.stdout.write(f"SMS {number} : {text}\n")
        sys.stdout.flush()


OURS: dict[str, type] = {"file": InFile, "console": OnConsole}


class ByText:
    """A carrier of the outbox. Nothing can be withdrawn once the provider is asked: that is its last dot."""

    def __init__(self, provider: Provider):
        self.provider = provider

    def carry(self, envelope: Envelope, handing_over: Callable[[], None]) -> None:
        handing_over()
        self.provider.send(envelope.to, envelope.text, envelope.name)

    def close(self) -> None:
        pass


class Month(NamedTuple):
    """What left, or waits to leave, since the first of the month; `most` may."""

    used: int
    most: int

    @property
    def left(self) -> int:
        return max(0, self.most - self.used)


def available() -> bool:
    return bool(settings.MAILLAGE_SMS)


def chosen() -> ByText:
    name = settings.MAILLAGE_SMS
    return ByText((OURS[name] if name in OURS else import_string(name))())


def month(now: datetime | None = None) -> Month:
    """What was of no use any more, or refused, cost nothing."""
    local = (now or timezone.now()).astimezone(PARIS)
    first = local.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    rows = Message.objects.filter(channel=Channel.SMS, send_after__gte=first)
    used = rows.exclude(state__in=[MessageState.TOO_LATE, MessageState.FAILED]).count()
    return Month(used, settings.MAILLAGE_SMS_A_MONTH)


def mobile(number: str) -> str:
    """The number as providers want it (+33…), or nothing when no short message can reach it."""
    try:
        found = phonenumbers.parse(number, "FR")
    except phonenumbers.NumberParseException:
        return ""
    if phonenumbers.number_type(found) not in MOBILE:
        return ""
    return phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164)
