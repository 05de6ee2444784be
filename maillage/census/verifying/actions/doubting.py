"""Somebody found something wrong: trust falls in those columns, the holder is asked; a human answer gives it back."""

from collections.abc import Iterable
from datetime import timedelta
from hashlib import sha256

from django.db import IntegrityError, transaction
from django.utils import timezone

from maillage.accounts.models import User
from maillage.census.models import Campaign, Request
from maillage.census.verifying.actions import asking
from maillage.census.verifying.queries import columns_reported, holder_of, open_request_of
from maillage.core.models import Message
from maillage.places.actions import plain
from maillage.places.enums import EventKind, LifeCycle
from maillage.places.models import Place
from maillage.places.telling import known, name_of

QUIET_DAYS = 3  # between two mails to the holder about one place
STANDING = "Après un signalement"


@transaction.atomic
def doubt(place: Place, columns: Iterable[str], *, why: str = "", by: User | None = None) -> bool:
    """These columns are contested from now on. True when the holder is being asked by mail.

    `why` are our own words ("C'était fermé"), never what a visitor typed: they are mailed.
    """
    doubted = [column for column in columns if known(column)]
    if not doubted:
        return False
    _contest(place, lambda contested: [*dict.fromkeys([*contested, *doubted])], by)
    return _ask_holder(place, doubted, why)


@transaction.atomic
def trust_again(place: Place, columns: Iterable[str], *, by: User | None = None) -> None:
    """These columns are no longer contested, except those another open report still names."""
    settled = {*columns} - columns_reported(place)
    _contest(place, lambda contested: [one for one in contested if one not in settled], by)


def _contest(place: Place, change, by: User | None) -> None:
    """Under the row's lock, and through `save`: the directory must see it."""
    before = list(Place.objects.select_for_update().values_list("contested", flat=True).get(pk=place.pk))
    after = change(before)
    place.contested = after
    if after == before:
        return
    place.save(update_fields=["contested"])
    place.events.create(kind=EventKind.UPDATED, by=by, changes={"contested": [plain(before), plain(after)]})


def _ask_holder(place: Place, columns: list[str], why: str) -> bool:
    """One mail a place every few days, whatever the number of reports."""
    if place.life_cycle == LifeCycle.CLOSED or place.merged_into_id:
        return False
    request = _request_about(place)
    if request is None or not request.email:
        return False
    stem = f"doubt-{sha256(place.pk.encode()).hexdigest()[:24]}-"
    since = timezone.now() - timedelta(days=QUIET_DAYS)
    if not Message.objects.filter(key__startswith=stem, created_at__gte=since).exists():
        names = [name_of(column).lower() for column in columns]
        key = f"{stem}{timezone.localdate()}"
        asking.write_to(request, key=key, template="census/verifying/mail/doubt", doubted=place, columns=names, why=why)
    return True


def _request_about(place: Place) -> Request | None:
    """The holder's open request takes this place in; else a new one."""
    request = open_request_of(place)
    if request is None:
        request = _new_request(place)
    if request is not None:
        asking.ask_again_about(request, place)
    return request


def _new_request(place: Place) -> Request | None:
    kind = Campaign.Kind.DOUBT
    campaign = Campaign.objects.filter(kind=kind, closed_at=None).first()
    campaign = campaign or Campaign.objects.create(kind=kind, nom=STANDING)
    try:
        with transaction.atomic():  # another report may have just asked the same holder
            return asking.ask(campaign, holder_of(place))
    except IntegrityError:
        return open_request_of(place)
