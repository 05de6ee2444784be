"""Opening a campaign, sending pairs of visitors, telling a round made on paper, deciding, forgetting."""

import uuid
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from maillage.accounts.models import User
from maillage.accounts.secrets import digest, new_token
from maillage.core.events import tell
from maillage.surveys.campaigns import queries
from maillage.surveys.collecting.actions import LABELS_KEPT
from maillage.surveys.collecting.queries import COLLECTOR
from maillage.surveys.counting import Funnel, broken_rules
from maillage.surveys.enums import Outcome
from maillage.surveys.models import Campaign, Collector, Conflict, Door, Round

A_BATCH = 500


class DoesNotAddUp(ValueError):
    """These totals contradict one another: `rules` says which."""

    def __init__(self, rules: list[str]):
        self.rules = rules
        super().__init__(", ".join(rules))


@transaction.atomic
def save_campaign(campaign: Campaign, *, zones, by: User) -> Campaign:
    """A new one, or what changed of it."""
    verb = "changed" if campaign.pk else "opened"
    if campaign.purged_at and timezone.localdate() < keeping_until(campaign):
        campaign.purged_at = None  # it goes on: its next doors will be forgotten in their turn
    campaign.save()
    Collector.objects.filter(campaign=campaign, revoked_at=None).update(expires_at=queries.end_of(campaign))
    campaign.zones.set(zones)
    tell(verb, campaign, by=by)
    return campaign


@transaction.atomic
def end_campaign(campaign: Campaign, *, by: User, at: datetime | None = None) -> None:
    """Phones have some days left to send what they hold; door labels go thirty days later."""
    if Campaign.objects.filter(pk=campaign.pk, ended_at=None).update(ended_at=at or timezone.now()):
        campaign.refresh_from_db()
        Collector.objects.filter(campaign=campaign).update(expires_at=queries.end_of(campaign))
        tell("ended", campaign, by=by)


@transaction.atomic
def save_round(round: Round, *, by: User) -> Round:
    verb = "changed" if round.pk else "opened"
    round.save()
    tell(verb, round, by=by)
    return round


@transaction.atomic
def tell_paper_round(round: Round, funnel: Funnel, *, day: date, by: User) -> int:
    """Doors counted on paper become doors without label. Totals that do not add up are refused."""
    if rules := broken_rules(funnel):
        raise DoesNotAddUp(rules)
    outcomes = [
        *[(Outcome.VACANT, False)] * funnel.vacant,
        *[(Outcome.ABSENT, False)] * funnel.absent,
        *[(Outcome.REFUSAL, False)] * funnel.refusals,
        *[(Outcome.INTERVIEW, True)] * funnel.not_concerned,
        *[(Outcome.INTERVIEW, False)] * funnel.concerned,
    ]
    doors = [
        Door(id=uuid.uuid4(), round=round, day=day, outcome=outcome, not_concerned=not_concerned)
        for outcome, not_concerned in outcomes
    ]
    Door.objects.bulk_create(doors, batch_size=A_BATCH)
    tell("told on paper", round, by=by, doors=len(doors))
    return len(doors)


# -- links


@transaction.atomic
def open_link(campaign: Campaign, nom: str, *, by: User) -> tuple[Collector, str]:
    """The token is given once and is nowhere afterwards."""
    token = new_token()
    row = Collector.objects.create(
        campaign=campaign, nom=nom, token_hash=digest(COLLECTOR, token), expires_at=queries.end_of(campaign)
    )
    tell("opened", row, by=by)
    return row, token


@transaction.atomic
def renew_link(collector: Collector, *, by: User) -> str:
    """The paper was lost, or its time is over: another address, the former one is closed."""
    token = new_token()
    Collector.objects.filter(pk=collector.pk).update(
        token_hash=digest(COLLECTOR, token), expires_at=queries.end_of(collector.campaign), revoked_at=None
    )
    tell("renewed", collector, by=by)
    return token


@transaction.atomic
def revoke_link(collector: Collector, *, by: User) -> None:
    Collector.objects.filter(pk=collector.pk, revoked_at=None).update(revoked_at=timezone.now())
    tell("revoked", collector, by=by)


def address(token: str) -> str:
    return settings.MAILLAGE_URL + reverse("collecting:page", args=[token])


# -- forgetting


def purge(now: datetime | None = None) -> int:
    """Thirty days after the end, nothing says which door any more. Returns how many campaigns were emptied."""
    today = timezone.localdate(now)
    waiting = Campaign.objects.filter(purged_at=None, starts_on__lte=today)
    return sum(_forget_doors(one) for one in waiting if today >= one.ended_on + LABELS_KEPT)


@transaction.atomic
def _forget_doors(campaign: Campaign) -> int:
    if not Campaign.objects.filter(pk=campaign.pk, purged_at=None).update(purged_at=timezone.now()):
        return 0
    Door.objects.filter(round__campaign=campaign).update(label="", content_hash="")
    Round.objects.filter(campaign=campaign).update(label="")
    Conflict.objects.filter(campaign=campaign, kind="door").delete()
    tell("forgot doors", campaign)
    return 1


def keeping_until(campaign: Campaign) -> date:
    return campaign.ended_on + LABELS_KEPT
