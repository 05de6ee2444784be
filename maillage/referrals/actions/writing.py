"""To write a sheet: it leaves at once, or not at all."""

import json
from dataclasses import dataclass, field, fields
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from maillage.accounts.models import User
from maillage.accounts.secrets import new_token
from maillage.network.enums import SupportManner
from maillage.network.models import Organisation
from maillage.places.models import Place
from maillage.referrals import announcing, codes, consenting, journal
from maillage.referrals.actions.errors import ConsentMissing, Incomplete
from maillage.referrals.enums import Origin, State, Verb, Who
from maillage.referrals.models import Consent, Referral, ReferralEvent, Step


@dataclass(frozen=True)
class Agreement:
    """The person said yes."""

    language: str
    channel: str
    function: str = ""
    adaptation: bool = False
    version: int = consenting.LATEST


@dataclass(frozen=True)
class Draft:
    """All that a sheet may say: the allow-list. Empty means not said."""

    place: Place
    service: str
    need: str = ""
    tried: str = ""
    deadline: date | None = None
    level: str = ""
    language: str = "fr"
    times: tuple[str, ...] = ()
    accompanied: bool = False
    zone: str = ""
    called: str = ""
    phone: str = ""
    email: str = ""
    adaptation: tuple[str, ...] = ()
    offer: object = None
    workshop: object = None
    function: str = ""
    origin: str = Origin.OTHER
    manner: str = SupportManner.WITH
    manner_reason: str = ""
    mandate: str = ""
    step: Step | None = None


@dataclass(frozen=True)
class Written:
    """The tokens are known now; the paper's are also sealed, so that it can be printed again."""

    referral: Referral
    token: str = field(repr=False)
    pin: str = field(repr=False)
    receiver_token: str = field(repr=False)


@transaction.atomic
def write(
    draft: Draft, *, by: User | None, organisation: Organisation, consent: Agreement | None,
    after: Referral | None = None, id: UUID | None = None,
) -> Written:  # fmt: skip
    """Raises ConsentMissing, or Incomplete("mandate") for "faire pour" without reason nor mandate.

    `id`: the number its form already has, so that a click sent twice fails in the database.

    `after`: the sheet this one goes on from, for a redirection; its consent is given again, for another place.
    """
    _check(draft, consent)
    code = codes.after(after.code, _rank(after)) if after else ""
    paper, printed = codes.columns(code)
    receiver_token = new_token()
    referral = Referral.objects.create(
        **_columns(draft), **paper, paper=json.dumps(printed | {"receiver": receiver_token}),
        receiver_hash=codes.receiver_digest(receiver_token), organisation=organisation,
        receiver=draft.place.organisation, by=by, redirected_from=after,
        **({"id": id} if id else {}),
    )  # fmt: skip
    now = timezone.now()
    Consent.objects.create(
        referral=referral, version=consent.version, language=consent.language, channel=consent.channel,
        function=consent.function, adaptation=consent.adaptation, at=now,
    )  # fmt: skip
    event = ReferralEvent.objects.create(
        referral=referral,
        at=now,
        verb=Verb.SENT,
        who=Who.AUTHOR,
        state=State.SENT,
        by=by,
        told={"origin": draft.origin},
    )
    journal.note(journal.What.WRITE, referral, who=Who.AUTHOR, user=by, organisation=organisation.pk, why=Verb.SENT)
    announcing.happened(event, receiver_token=receiver_token)
    return Written(referral, printed["token"], printed["pin"], receiver_token)


def _check(draft: Draft, consent: Agreement | None) -> None:
    if consent is None:
        raise ConsentMissing
    if draft.adaptation and not consent.adaptation:
        raise ConsentMissing("adaptation")
    if draft.manner == SupportManner.FOR and not (draft.manner_reason.strip() and draft.mandate.strip()):
        raise Incomplete("mandate")


def _columns(draft: Draft) -> dict:
    told = {one.name: getattr(draft, one.name) for one in fields(draft)}
    zone = draft.zone or next(iter(draft.place.zones), "")
    return {**told, "adaptation": "|".join(draft.adaptation), "times": list(draft.times), "zone": zone}


def _rank(after: Referral) -> int:
    """First sheet, then -2, -3… along one trail, whichever branch it takes."""
    stem = after.code.partition("-")[0]
    return Referral.objects.filter(code__startswith=stem).count() + 1
