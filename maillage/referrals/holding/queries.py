"""A sheet by what opens it; its moment; what has been answered; where else it could go."""

import re

from django.utils import timezone

from maillage.appointments.booking.queries import practices_at
from maillage.appointments.models import Workshop
from maillage.appointments.queries import begins
from maillage.places.directory import Search, directory
from maillage.places.models import Place
from maillage.referrals import codes
from maillage.referrals.enums import State, Verb
from maillage.referrals.models import Referral, ReferralEvent

CODE = re.compile(rf"[{codes.LETTERS}]{{{codes.CODE}}}(-\d{{1,3}})?")
NO_ANSWER = (Verb.SENT, Verb.SAW, Verb.WORD, Verb.RENEWED, Verb.REMINDED, Verb.ERASED)
OTHERS = 6


def sheets():
    known = ("place", "organisation", "receiver", "consent", "appointment", "registration", "workshop", "offer")
    return Referral.objects.select_related(*known)


def of_token(token: str) -> Referral | None:
    """The long code to scan."""
    return sheets().filter(token_hash=codes.token_digest(token)).first()


def of_receiver_token(token: str) -> Referral | None:
    return sheets().filter(receiver_hash=codes.receiver_digest(token)).first()


def of_code(code: str) -> Referral | None:
    """Never shown without a grant or a right: a short code alone opens nothing."""
    return sheets().filter(code=code).first() if CODE.fullmatch(code) else None


def is_over(referral: Referral) -> bool:
    """Withdrawn, erased, expired: it shows nothing any more."""
    gone = referral.erased_at is not None or referral.consent.withdrawn_at is not None
    return gone or referral.state in (State.WITHDRAWN, State.EXPIRED)


def open_workshop(referral: Referral) -> Workshop | None:
    """The one they are sent to, before it begins."""
    found = referral.workshop
    first = begins(found) if found and found.cancelled_at is None else None
    return found if first and first > timezone.now() else None


def can_book(referral: Referral) -> bool:
    """A seat of its workshop, or somebody who receives there by the agenda."""
    return referral.place.published and bool(open_workshop(referral) or practices_at(referral.place))


def happened(referral: Referral) -> list[ReferralEvent]:
    return list(referral.events.all())


def last_answer(referral: Referral) -> ReferralEvent | None:
    return referral.events.exclude(verb__in=NO_ANSWER).order_by("-pk").first()


def seen_mark(referral: Referral) -> int:
    """What the reader of a page knew: the number of the last answer."""
    last = last_answer(referral)
    return last.pk if last else 0


def gone_on(referral: Referral) -> Referral | None:
    """The sheet it was sent on as."""
    return referral.redirections.select_related("place", "workshop", "offer").order_by("-sent_at").first()


def elsewhere(referral: Referral, text: str) -> list[Place]:
    """Where else: places with the same service, near this one; or by name."""
    search = Search(text=text[:100].strip(), near=referral.place.point)
    if not search.text:
        search = search.only("services", referral.service)
    ids = [one for one in directory.find(search, limit=OTHERS + 1).ids if one != referral.place_id]
    found = Place.objects.in_bulk(ids)
    return [found[one] for one in ids if one in found][:OTHERS]


def place_called(pk: str) -> Place | None:
    return Place.objects.published().filter(pk=pk).select_related("organisation").first()
