"""Asking many at once: a campaign of the coordinator, or the holders whose rhythm has come."""

from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format

from maillage.accounts.models import User
from maillage.census.models import Campaign
from maillage.census.verifying import queries
from maillage.census.verifying.actions import asking
from maillage.census.verifying.choosing import Choice
from maillage.census.verifying.holders import Holder
from maillage.core.events import tell
from maillage.network.models import Organisation

A_DAY = 20  # holders asked by rhythm in one day: answers must be read too


class NobodyToAsk(Exception):
    """Everyone is already asked, or no place is in the choice."""


@transaction.atomic
def launch(*, nom: str, choice: Choice, message: str = "", by: User) -> Campaign:
    """Requests and messages, all or none. Who has an open request is left alone: launching twice asks nobody twice."""
    preview = queries.preview(choice)
    if not preview.to_ask:
        raise NobodyToAsk
    campaign = Campaign.objects.create(
        nom=nom, message=message, zone=choice.zone, service=choice.service, months=choice.months, by=by
    )
    asked = _ask_all(campaign, preview.to_ask, by)
    if not asked:
        raise NobodyToAsk
    tell("launched", campaign, by=by, holders=asked, places=preview.places)
    return campaign


@transaction.atomic
def ask_by_rhythm(limit: int = A_DAY) -> int:
    """The holders whose places were confirmed longer ago than they chose, the oldest first, a few a day."""
    due = queries.due_by_rhythm(limit)
    return _ask_all(_of_this_month(), due, None) if due else 0


def _of_this_month() -> Campaign:
    nom = f"Rythme des structures, {date_format(timezone.localdate(), 'F Y')}"
    found = Campaign.objects.filter(kind=Campaign.Kind.RHYTHM, nom=nom, closed_at=None).first()
    return found or Campaign.objects.create(kind=Campaign.Kind.RHYTHM, nom=nom)


def _ask_all(campaign: Campaign, holders: Iterable[Holder], by: User | None) -> int:
    asked = 0
    for holder in holders:
        try:
            with transaction.atomic():
                request = asking.ask(campaign, holder, by=by)
                if request.email:
                    key = f"verify-{request.pk}-first"
                    asking.write_to(request, key=key, template="census/verifying/mail/first", by=by)
        except IntegrityError:  # asked by another campaign at this very moment
            continue
        asked += 1
    return asked


@transaction.atomic
def set_rhythm(organisation: Organisation, *, rhythm: int, email: str | None = None, by: User | None = None) -> None:
    """How often the holder is asked, and where."""
    organisation.rhythm = rhythm
    organisation.verification_email = organisation.verification_email if email is None else email
    organisation.save(update_fields=["rhythm", "verification_email"])
    tell("chose a rhythm", organisation, by=by, months=rhythm)
