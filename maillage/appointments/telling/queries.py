"""What is due, and what this month's messages were."""

from datetime import datetime
from typing import NamedTuple

from maillage.appointments.models import Told
from maillage.core import texting
from maillage.core.enums import Channel, MessageState
from maillage.core.models import Event, Message
from maillage.places.models import Place

PREFIX = "agenda"


def due(now: datetime) -> list[int]:
    return list(Told.objects.filter(due_at__lte=now).order_by("due_at", "pk").values_list("pk", flat=True))


def to_remind(now: datetime) -> list[int]:
    rows = Told.objects.filter(remind_at__lte=now, due_at=None)
    return list(rows.order_by("remind_at", "pk").values_list("pk", flat=True))


def locked(pk: int) -> Told | None:
    """Ours until the end of the transaction. What it is about is read after."""
    return Told.objects.select_for_update(of=("self",)).filter(pk=pk).first()


def names_of(places: set[str]) -> dict[str, tuple[str, str]]:
    """{place: (its name, its name and address)}"""
    rows = Place.objects.filter(pk__in=places).only("pk", "nom", "adresse")
    return {row.pk: (row.nom, f"{row.nom}, {row.adresse}" if row.adresse else row.nom) for row in rows}


def last_by(row) -> int | None:
    """Who made the last change: they need not be told of it."""
    return Event.objects.about(row).order_by("-id").values_list("by", flat=True).first()


class MonthOfMessages(NamedTuple):
    mails: int
    sms: texting.Month
    sms_available: bool

    @property
    def spent(self) -> bool:
        return self.sms_available and not self.sms.left


def this_month(now: datetime) -> MonthOfMessages:
    first = now.astimezone(texting.PARIS).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    mails = Message.objects.filter(channel=Channel.MAIL, key__startswith=f"{PREFIX}:", settled_at__gte=first)
    sent = mails.filter(state__in=[MessageState.SENT, MessageState.UNCERTAIN]).count()
    return MonthOfMessages(sent, texting.month(now), texting.available())
