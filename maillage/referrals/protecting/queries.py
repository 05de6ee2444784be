"""What waits too long, what is over, what is kept too long."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from maillage.core import retention
from maillage.network.rules import Actor, counts_referrals
from maillage.network.tasks import Task
from maillage.referrals.enums import ENDED, UNANSWERED, Verb
from maillage.referrals.models import Access, Pathway, Referral
from maillage.referrals.protecting.working_days import waited_since

REMIND_AFTER, TELL_AFTER = 5, 10  # working days


def unanswered(now: datetime, days: int) -> QuerySet[Referral]:
    """Sent so many working days ago, and nobody said yes or no."""
    return Referral.objects.filter(state__in=UNANSWERED, sent_at__lt=waited_since(now, days))


def to_remind(now: datetime) -> QuerySet[Referral]:
    return unanswered(now, REMIND_AFTER).exclude(events__verb=Verb.REMINDED)


def expiry_limit(now: datetime) -> datetime:
    return now - timedelta(days=settings.MAILLAGE_REFERRAL_EXPIRES_DAYS)


def to_expire(now: datetime) -> QuerySet[Referral]:
    """Nothing moved for that long, and no moment was given that is still to come or just past."""
    limit = expiry_limit(now)
    still = Referral.objects.exclude(state__in=ENDED).filter(state_at__lte=limit)
    meant = Q(expected_at__gt=limit) | Q(appointment__start__gt=limit)
    meant |= Q(registration__workshop__sessions__end__gt=limit)
    return still.exclude(pk__in=Referral.objects.filter(meant).values("pk"))


def sheets_to_blank() -> QuerySet[Referral]:
    limit = retention.limit("MAILLAGE_REFERRAL_KEPT_DAYS")
    return Referral.objects.filter(ended_at__lte=limit, erased_at=None)


def pathways_to_blank() -> QuerySet[Pathway]:
    """Ended that long ago, or left without a move for that long."""
    limit = retention.limit("MAILLAGE_REFERRAL_KEPT_DAYS")
    over = Q(ended_at__lte=limit) | Q(ended_at=None, moved_at__lte=limit)
    return Pathway.objects.filter(over, erased_at=None)


def old_accesses() -> QuerySet[Access]:
    """The chain's last line stays, to be gone on from."""
    old = Access.objects.filter(at__lt=retention.limit("MAILLAGE_ACCESSES_KEPT_DAYS"))
    last = Access.objects.order_by("-number").values_list("number", flat=True).first()
    return old.exclude(number=last)


def today(actor: Actor) -> list[Task]:
    """For who coordinates: a count, never a sheet."""
    count = unanswered(timezone.now(), TELL_AFTER).count() if counts_referrals(actor) else 0
    if not count:
        return []
    words = "1 fiche de liaison sans réponse" if count == 1 else f"{count} fiches de liaison sans réponse"
    why = f"Depuis plus de {TELL_AFTER} jours ouvrés : appelez les lieux"
    return [Task(words, url=reverse("counting:figures"), pictogram="message", why=why, rank=30)]
