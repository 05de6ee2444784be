"""What the place and the writer are told, by e-mail: which place, since when. Never a word about the person."""

import json
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from maillage.census.verifying.queries.holding import holder_of
from maillage.core import outbox, standing
from maillage.core.letters import BadAddress
from maillage.core.models import Message
from maillage.core.templatetags.addresses import absolute
from maillage.referrals.enums import UNANSWERED
from maillage.referrals.models import Referral
from maillage.referrals.protecting import queries

REMINDER, EXPIRED = "referral_reminder", "referral_expired"


def remind_place(referral: Referral) -> None:
    link = _link_to_answer(referral)
    _post(f"{REMINDER}:{referral.pk}:place", holder_of(referral.place).email, "to_the_place", referral, link=link)


def warn_author(referral: Referral) -> None:
    _post(f"{REMINDER}:{referral.pk}:author", _author(referral), "to_the_author", referral)


def tell_expired(referral: Referral) -> None:
    days = settings.MAILLAGE_REFERRAL_EXPIRES_DAYS
    _post(f"{EXPIRED}:{referral.pk}:author", _author(referral), "expired", referral, kept_open=days)


@standing.guard(REMINDER)
def still_waited_for(message: Message) -> standing.Verdict:
    """Answered, withdrawn or erased meanwhile: nobody is reminded."""
    number = message.key.split(":")[1]
    waits = Referral.objects.filter(pk=number, state__in=UNANSWERED, erased_at=None).exists()
    return "send" if waits else "drop"


def _author(referral: Referral) -> str:
    """Who wrote it, as long as they have an account."""
    return referral.by.email if referral.by and referral.by.is_active else ""


def _link_to_answer(referral: Referral) -> str:
    """That of the first mail, which its sealed paper keeps; else the page for members."""
    token = json.loads(referral.paper or "{}").get("receiver")
    if token:
        return absolute(reverse("holding:received", args=[token]))
    return absolute(reverse("holding:answer", args=[referral.pk])) if referral.receiver_id else ""


def _post(key: str, to: str, template: str, referral: Referral, **more) -> None:
    """Without an address, the coordinator's count tells: somebody calls."""
    told = {"place": referral.place.nom, "sent": sent_on(referral.sent_at), "days": queries.REMIND_AFTER}
    try:
        outbox.post(key=key, to=to, template=f"mails/referrals/{template}", context=told | more)
    except BadAddress:
        return


def sent_on(at: datetime) -> datetime:
    return timezone.localtime(at)
