"""What follows: each verb locks the sheet, looks again, then moves it. Who comes second is told."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from maillage.appointments.actions.turns import in_turn
from maillage.referrals import announcing, journal, lifecycle
from maillage.referrals.actions.doing import Doer
from maillage.referrals.actions.errors import Incomplete, NotAllowed, NotNow
from maillage.referrals.actions.moments import as_it_is, give_back, give_back_as_asked
from maillage.referrals.actions.writing import Agreement, Draft, Written, write
from maillage.referrals.enums import ARRIVED, ENDED, Autonomy, Outcome, Refusal, State, Verb, Who, Word
from maillage.referrals.models import Consent, Referral, ReferralEvent


@transaction.atomic
def see(referral: Referral, doer: Doer) -> Referral:
    """Opened by the place, by a button; again is no change."""
    locked = _lock(referral)
    return _move(locked, Verb.SAW, doer) if locked.state == State.SENT else locked


@transaction.atomic
def accept(referral: Referral, doer: Doer) -> Referral:
    return _move(_lock(referral), Verb.ACCEPTED, doer, answered_at=timezone.now(), refusal="")


@in_turn
def refuse(referral: Referral, doer: Doer, reason: str) -> Referral:
    """The moment booked at that place is given back."""
    if reason not in Refusal.values:
        raise Incomplete("reason")
    told = {"reason": reason} | give_back(as_it_is(referral), doer)
    columns = {"answered_at": timezone.now(), "refusal": reason, "expected_at": None}
    return _move(_lock(referral), Verb.REFUSED, doer, told, **columns)


@transaction.atomic
def expect(
    referral: Referral, doer: Doer, at: datetime | None = None, *, appointment=None, registration=None
) -> Referral:
    """ "Come on Tuesday at ten", an appointment or a seat of the agenda."""
    at = appointment.start if appointment is not None else at
    if at is None and registration is None:
        raise Incomplete("when")
    locked = _lock(referral)
    columns = {"expected_at": at, "appointment": appointment, "registration": registration}
    return _move(locked, Verb.EXPECTED, doer, answered_at=locked.answered_at or timezone.now(), **columns)


@transaction.atomic
def receive(referral: Referral, doer: Doer) -> Referral:
    """They came."""
    locked, now = _lock(referral), timezone.now()
    return _move(locked, Verb.CAME, doer, came_at=now, answered_at=locked.answered_at or now)


@transaction.atomic
def miss(referral: Referral, doer: Doer) -> Referral:
    return _move(_lock(referral), Verb.NO_SHOW, doer)


@transaction.atomic
def close(
    referral: Referral, doer: Doer, outcome: str, *, manner: str = "", before: str = "", after: str = ""
) -> Referral:
    """Raises Incomplete("manner") or ("autonomy") for whoever was received (P01)."""
    if outcome not in Outcome.values:
        raise Incomplete("outcome")
    if outcome in ARRIVED and not manner:
        raise Incomplete("manner")
    if outcome in ARRIVED and not (before in Autonomy.values and after in Autonomy.values):
        raise Incomplete("autonomy")
    locked, now = _lock(referral), timezone.now()
    columns = {"outcome": outcome, "done_manner": manner, "autonomy_before": before, "autonomy_after": after}
    if outcome in ARRIVED:
        columns |= {"came_at": locked.came_at or now, "answered_at": locked.answered_at or now}
    return _move(locked, Verb.CLOSED, doer, {"outcome": outcome}, **columns)


@in_turn
def redirect(referral: Referral, doer: Doer, draft: Draft, *, organisation, consent: Agreement | None) -> Written:
    """Sent on to another place: this sheet ends, the next one keeps its trail. The person agrees to the new place; the
    moment booked at the former one is given back."""
    told = give_back(as_it_is(referral), doer)
    locked = _move(_lock(referral), Verb.REDIRECTED, doer, told, expected_at=None)
    return write(draft, by=doer.user, organisation=organisation, consent=consent, after=locked)


@transaction.atomic
def say(referral: Referral, doer: Doer, word: str) -> Referral:
    """The resident's own word, in one tap; may be changed. Never of a sheet that nobody answered."""
    locked = _lock(referral)
    if word not in Word.values:
        raise Incomplete("word")
    if locked.answered_at is None or locked.state in (State.WITHDRAWN,):
        raise NotNow(locked)
    locked.word = word
    locked.save(update_fields=["word"])
    _tell(locked, Verb.WORD, doer, {"word": word})
    return locked


@in_turn
def withdraw(referral: Referral, doer: Doer, *, cancel: bool = True) -> Referral:
    """No longer agreed: the receiver is cut at once, what is personal is erased, numbers stay.

    `cancel`: the moment booked through it as well; it stays when the person will go all the same.
    """
    from maillage.referrals.actions.erasing import blank

    told = give_back_as_asked(as_it_is(referral), doer, asked=cancel)
    locked = _move(_lock(referral), Verb.WITHDRAWN, doer, told)
    Consent.objects.filter(referral=locked, withdrawn_at=None).update(withdrawn_at=timezone.now())
    return blank(locked)


@transaction.atomic
def expire(referral: Referral) -> Referral:
    return _move(_lock(referral), Verb.EXPIRED, Doer(Who.SYSTEM))


def _lock(referral: Referral) -> Referral:
    return Referral.objects.select_for_update(of=("self",)).select_related("place", "receiver").get(pk=referral.pk)


def _move(referral: Referral, verb: str, doer: Doer, told: dict | None = None, **columns) -> Referral:
    if not lifecycle.may(verb, doer.who):
        raise NotAllowed(verb)
    if not lifecycle.follows(verb, referral.state):
        raise NotNow(referral)
    now, state = timezone.now(), lifecycle.state_after(verb)
    columns |= {"state": state, "state_at": now} | ({"ended_at": now} if state in ENDED else {})
    for name, value in columns.items():
        setattr(referral, name, value)
    referral.save(update_fields=list(columns))
    _tell(referral, verb, doer, told)
    return referral


def _tell(referral: Referral, verb: str, doer: Doer, told: dict | None = None) -> ReferralEvent:
    told = (told or {}) | ({"sure": True} if doer.sure else {})
    event = ReferralEvent.objects.create(
        referral=referral, verb=verb, who=doer.who, state=referral.state, by=doer.user, told=told
    )
    journal.note(
        journal.What.WRITE, referral, who=doer.who, user=doer.user, organisation=doer.organisation, why=str(verb)
    )
    announcing.happened(event)
    return event
