"""Who is written to when something happens to a sheet. A mail says a day, an hour, a place; never who, never why."""

from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation

from maillage.appointments.telling.wording import moment, spoken
from maillage.census.verifying.queries.holding import holder_of
from maillage.core import outbox, texting
from maillage.core.letters import BadAddress
from maillage.core.models import Revision
from maillage.core.speaking import capitalised
from maillage.core.templatetags.addresses import absolute
from maillage.places.models import Place
from maillage.referrals import announcing
from maillage.referrals.enums import Outcome, Verb, Who
from maillage.referrals.holding import noticing, presenting, wording
from maillage.referrals.models import Referral, ReferralEvent
from maillage.referrals.queries import moment_of

RECEIVED, TOLD, MOMENT = "mails/referrals/received", "mails/referrals/told", "mails/referrals/moment"


@announcing.listener
def listen(event: ReferralEvent, receiver_token: str = "") -> None:
    match event.verb:
        case Verb.SENT if receiver_token:
            _to_the_place(event.referral, receiver_token)
        case Verb.EXPECTED:
            _to_the_person(event)
        case Verb.WITHDRAWN | Verb.EXPIRED:
            outbox.withdraw(f"{_key(event.referral)}:")
        case Verb.REFUSED | Verb.CLOSED | Verb.REDIRECTED:
            outbox.withdraw(f"{_key(event.referral)}:place")
            outbox.withdraw(f"{_key(event.referral)}:moment:")
            _to_the_sender(event)


def _key(referral: Referral) -> str:
    return f"referral:{referral.pk}"


def address_of(place: Place) -> str:
    """Its own, else that of who holds it; empty: it has none, and the paper goes alone."""
    return next(filter(None, place.courriels), "") or holder_of(place).email


def _to_the_place(referral: Referral, token: str) -> None:
    link = absolute(reverse("holding:received", args=[token]))
    until = timezone.now() + timedelta(days=settings.MAILLAGE_REFERRAL_EXPIRES_DAYS)
    context = {"place": referral.place.nom, "link": link}
    _post(f"{_key(referral)}:place", address_of(referral.place), RECEIVED, context, until)


def _to_the_sender(event: ReferralEvent) -> None:
    """THAT it was refused, solved, ended; never how. Nothing to who did it themselves."""
    referral, user = event.referral, event.referral.by
    if event.who == Who.AUTHOR or (event.by_id and user and event.by_id == user.pk):
        return
    solved = event.verb == Verb.CLOSED and referral.outcome == Outcome.SOLVED
    said = noticing.to_the_sender(event.verb, solved=solved, moment=presenting.moment_after(event.told))
    reachable = user is not None and user.is_active and user.email
    to = user.email if reachable else next(iter(referral.organisation.courriels), "")
    link = absolute(reverse("writing:sheet", args=[referral.pk]))
    context = {"said": said, "code": referral.code, "link": link}
    _post(f"{_key(referral)}:sender:{event.pk}", to, TOLD, context, None)


def _to_the_person(event: ReferralEvent) -> None:
    """Day, hour, place. What was booked with a contact is already told by the agenda."""
    referral = event.referral
    booked = referral.appointment or referral.registration
    at = moment_of(referral)
    if event.who == Who.PERSON or at is None or (booked and (booked.email or booked.phone)):
        return
    outbox.withdraw(f"{_key(referral)}:moment:")
    key, language = f"{_key(referral)}:moment:{event.pk}", spoken(referral.language)
    with translation.override(language):
        title = wording.appointment(at)
        where = [referral.place.nom, referral.place.adresse]
        context = {"title": title, "when": capitalised(moment(at)), "where": ", ".join(filter(None, where))}
        _post(f"{key}:mail", referral.email, MOMENT, context, at, language)
        _short(f"{key}:sms", referral, wording.sms(at, referral.place.nom), at, language)


def _short(key: str, referral: Referral, text: str, until, language: str) -> None:
    number = texting.mobile(referral.phone) if referral.phone and texting.available() else ""
    if not number:
        return
    Revision.advance("sms")  # the month's ceiling, one after the other
    if texting.month().left > 0:
        outbox.post_sms(key=key, to=number, text=text, useful_until=until, language=language)


def _post(key: str, to: str, template: str, context: dict, until, language: str = "fr") -> None:
    if not to:
        return
    try:
        outbox.post(key=key, to=to, template=template, context=context, useful_until=until, language=language)
    except BadAddress:
        return  # what was typed is no address: the paper says it all
