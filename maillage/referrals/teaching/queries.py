from datetime import date

from django.db.models import Count, F, Q
from django.utils import timezone

from maillage.referrals.enums import Refusal, Verb
from maillage.referrals.models import Referral, ReferralEvent
from maillage.referrals.teaching.lessons import HELPED, TRIED


def is_sure(event: ReferralEvent) -> bool:
    """The place itself said so; who only holds the paper may be anybody."""
    return bool(event.told.get("sure"))


def last_refusal(referral: Referral) -> ReferralEvent | None:
    return referral.events.filter(verb=Verb.REFUSED).order_by("-at", "-pk").first()


def outcomes(place_id: str, service: str) -> dict[str, int]:
    """How many ended there for this, and how many were helped; a structure's sheets to itself do not count."""
    ended = Q(outcome__in=TRIED)
    rows = Referral.objects.filter(place=place_id, service=service).exclude(organisation=F("receiver"))
    return rows.aggregate(helped=Count("pk", filter=Q(outcome__in=HELPED)), ended=Count("pk", filter=ended))


def full_on(place_id: str, service: str) -> date | None:
    """The last day it said that it was full, unless it took the person in afterwards."""
    told = ReferralEvent.objects.filter(
        verb=Verb.REFUSED, told__sure=True, told__reason=Refusal.FULL.value, referral__refusal=Refusal.FULL,
        referral__place=place_id, referral__service=service,
    )  # fmt: skip
    at = told.order_by("-at").values_list("at", flat=True).first()
    return timezone.localdate(at) if at else None
