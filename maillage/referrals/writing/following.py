"""The sheets a member follows: those of their structures, and how much of each they may read."""

from dataclasses import dataclass

from django.db.models import Case, Count, Q, QuerySet, Value, When
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core.sealing import SealedField
from maillage.network.rules import Actor, read_referral, receives_referral, sent_referral
from maillage.network.tasks import Task
from maillage.referrals import codes
from maillage.referrals.actions import Doer
from maillage.referrals.enums import ENDED, UNANSWERED, Outcome, Refusal, State, Verb, Who
from maillage.referrals.holding import showing
from maillage.referrals.models import Referral, ReferralEvent

SEALED = tuple(one.name for one in Referral._meta.get_fields() if isinstance(one, SealedField))
RECEIVED, SENT = "recues", "envoyees"
WAITING, ENDED_ONES = "", "terminees"


def received(actor: Actor) -> QuerySet[Referral]:
    return Referral.objects.filter(receiver__in=actor.contributes_to, consent__withdrawn_at=None)


def sent(actor: Actor) -> QuerySet[Referral]:
    return Referral.objects.filter(organisation__in=actor.contributes_to)


def listed(actor: Actor, *, way: str, ended: bool = False, code: str = "") -> QuerySet[Referral]:
    """Nothing personal is read for a list. What waits for us comes first, the oldest before."""
    rows = received(actor) if way == RECEIVED else sent(actor)
    rows = rows.filter(state__in=ENDED) if ended else rows.exclude(state__in=ENDED)
    if code:
        rows = rows.filter(code__startswith=codes.typed(code) or "?")
    rows = rows.select_related("place", "organisation").defer(*SEALED)
    return rows.order_by("-state_at", "code") if ended else rows.order_by(_rank(way), "state_at", "code")


def _rank(way: str) -> Case:
    ours = UNANSWERED if way == RECEIVED else (State.REFUSED,)
    then = (State.ACCEPTED, State.EXPECTED, State.CAME, State.NO_SHOW) if way == RECEIVED else (State.NO_SHOW,)
    return Case(When(state__in=ours, then=Value(0)), When(state__in=then, then=Value(1)), default=Value(2))


@dataclass(frozen=True)
class Seen:
    """A sheet as one actor may read it."""

    referral: Referral
    sends: bool
    receives: bool

    @property
    def who(self) -> Who:
        return Who.RECEIVER if self.receives else Who.AUTHOR

    @property
    def organisation(self) -> int:
        """In whose name they read it."""
        return self.referral.receiver_id if self.receives else self.referral.organisation_id

    def doer(self, user) -> Doer:
        return Doer(self.who, user, self.organisation, sure=self.receives)

    @property
    def outcome(self) -> str:
        """The author learns that it was solved, never how."""
        if not self.referral.outcome:
            return ""
        if self.receives:
            return str(Outcome(self.referral.outcome).label)
        return _("C'est résolu") if self.referral.outcome == Outcome.SOLVED else _("C'est terminé")


def seen(actor: Actor, referral: Referral) -> Seen | None:
    if not read_referral(actor, referral):
        return None
    return Seen(referral, sent_referral(actor, referral), receives_referral(actor, referral))


def the_sheet(pk) -> Referral | None:
    known = ("place", "organisation", "receiver", "consent", "redirected_from")
    aim = ("workshop", "offer", "appointment", "registration__workshop")
    return Referral.objects.select_related(*known, *aim).filter(pk=pk).first()


@dataclass(frozen=True)
class Line:
    """One thing that happened: who by role, what, when."""

    event: ReferralEvent
    why: str = ""
    then: str = ""  # what became of the moment booked


def timeline(sheet: Seen) -> list[Line]:
    """The resident's word is for who received them."""
    events = sheet.referral.events.all() if sheet.receives else sheet.referral.events.exclude(verb=Verb.WORD)
    return [Line(one, _why(one), showing.then(one)) for one in events]


def _why(event: ReferralEvent) -> str:
    reason = event.told.get("reason", "") if event.verb == Verb.REFUSED else ""
    return str(Refusal(reason).label) if reason in Refusal.values else ""


def trail(referral: Referral, actor: Actor) -> list[Referral]:
    """The sheets before and after this one that the actor may open."""
    after = Referral.objects.filter(redirected_from=referral).select_related("consent", "place").defer(*SEALED)
    before = [referral.redirected_from] if referral.redirected_from_id else []
    return [one for one in (*before, *after) if read_referral(actor, one)]


def today(actor: Actor):
    """What waits for an answer of ours, then what somebody could not take."""
    if not actor.contributes_to:
        return
    mine = Q(receiver__in=actor.contributes_to, consent__withdrawn_at=None, state__in=UNANSWERED)
    back = Q(organisation__in=actor.contributes_to, state=State.REFUSED)
    found = Referral.objects.filter(mine | back).aggregate(
        asked=Count("pk", filter=mine), refused=Count("pk", filter=back)
    )
    page = reverse("writing:list")
    if n := found["asked"]:
        words = ngettext("%(n)d fiche attend votre réponse", "%(n)d fiches attendent votre réponse", n) % {"n": n}
        yield Task(words, f"{page}?sens={RECEIVED}", "orienter", _("Une personne compte sur vous."), 5)
    if n := found["refused"]:
        words = ngettext("%(n)d fiche à envoyer ailleurs", "%(n)d fiches à envoyer ailleurs", n) % {"n": n}
        yield Task(words, f"{page}?sens={SENT}", "orienter", _("Le lieu n'a pas pu accueillir."), 15)
