"""The demo's year of sheets between fictitious houses, and two pathways; nobody real.

Each is written by the actions of the pages, then put back to the day it is said to have happened. Answers come from the
paper alone, so that no place is asked.
"""

from datetime import datetime, timedelta
from itertools import cycle

from django.db import transaction
from django.utils import timezone

from maillage.network.enums import SupportAim, SupportManner
from maillage.places.enums import Level, Service
from maillage.places.models import Place
from maillage.referrals import actions, announcing
from maillage.referrals.actions import Agreement, Doer, Draft
from maillage.referrals.enums import (
    Autonomy,
    ConsentChannel,
    Outcome,
    PathTemplate,
    Refusal,
    Stage,
    Who,
    Word,
)
from maillage.referrals.models import Pathway, Referral, ReferralEvent
from maillage.referrals.pathways import actions as pathways
from maillage.referrals.pathways.actions import Wanted
from maillage.referrals.teaching.listening import learn
from maillage.territory.models import Zone

WEAVERS, HOUSE, CANAL = "exemple-espace-tisserands", "exemple-maison-fileurs", "exemple-atelier-canal"
MANY, EVERY = 56, timedelta(days=6)  # sheets, one so often
PERSON = Doer(Who.PERSON)
YES = Agreement(language="fr", channel=ConsentChannel.SPOKEN)
WITH, FOR = SupportManner.WITH, SupportManner.FOR
# (place, need, neighbourhood, how it ended, days to answer, days to come), again and again
STORIES = (
    (HOUSE, Service.DEMARCHES, "epeule", Outcome.SOLVED, 1, 3),
    (CANAL, Service.ACQUISITION, "epeule", Refusal.FULL, 4, 0),
    (HOUSE, Service.DEMARCHES, "alma", Outcome.PARTLY, 2, 6),
    (CANAL, Service.ACCES, "epeule", Outcome.NOT, 3, 7),
    (HOUSE, Service.QUOTIDIEN, "epeule", "", 0, 0),
    (HOUSE, Service.DEMARCHES, "epeule", Outcome.SOLVED, 1, 2),
    (WEAVERS, Service.PARENTALITE, "alma", None, 3, 0),
    (HOUSE, Service.DEMARCHES, "epeule", Outcome.SOLVED, 2, 5),
    (CANAL, Service.ACCES, "alma", Outcome.SENT_ON, 3, 8),
    (WEAVERS, Service.QUOTIDIEN, "epeule", Refusal.NOT_OUR_PUBLIC, 2, 0),
    (HOUSE, Service.DEMARCHES, "alma", Outcome.SOLVED, 1, 4),
    (CANAL, Service.ACQUISITION, "epeule", "", 0, 0),
    (WEAVERS, Service.QUOTIDIEN, "epeule", Outcome.NOT, 2, 9),
    (HOUSE, Service.DEMARCHES, "epeule", "", 0, 0),
)
WORDS = cycle((Word.GOOD, Word.GOOD, Word.FAIR, Word.GOOD, Word.BAD))
AFTER = cycle((Autonomy.SOMETIMES, Autonomy.GUIDED, Autonomy.ALONE))


@transaction.atomic
def load() -> None:
    """Nothing happens the second time."""
    places = Place.objects.select_related("organisation").prefetch_related("offers").in_bulk([WEAVERS, HOUSE, CANAL])
    if len(places) < 3 or Pathway.objects.exists():
        return
    weavers, house, canal = places[WEAVERS], places[HOUSE], places[CANAL]
    told = zip(range(MANY, 0, -1), cycle(STORIES), strict=False)
    zones = set(Zone.objects.values_list("code", flat=True))
    with announcing.only(learn):  # nobody gets a mail about last year
        for ago, (key, service, zone, *story) in told:
            sender = weavers.organisation if key == CANAL else canal.organisation
            offer = next((one for one in places[key].offers.all() if service in one.services), None)
            draft = Draft(
                place=places[key], offer=offer, service=service, zone=zone if zone in zones else "", called="Camille"
            )  # fmt: skip
            _tell(draft, sender, timezone.now() - ago * EVERY, *story)
    _of_a_parent(weavers, house, canal)
    _of_a_senior(canal, house)


def _tell(draft: Draft, sender, day: datetime, end, to_answer: int, to_come: int) -> None:
    """One sheet to its end: a refusal, an outcome, None for somebody awaited, "" for nobody who answers."""
    row = actions.write(draft, by=None, organisation=sender, consent=YES).referral
    place = Doer(Who.RECEIVER, organisation=row.receiver_id)
    if end in Refusal.values:
        actions.refuse(row, place, end)
    elif end is None:
        actions.accept(row, place)
    elif end:
        _receive(row, place, end)
    if end == "":
        actions.expire(row)
    _put_back(row, day, day + timedelta(days=to_answer), day + timedelta(days=to_come))


def _receive(row: Referral, place: Doer, outcome: str) -> None:
    actions.receive(row, place)
    after = next(AFTER)
    actions.close(
        row, place, outcome, manner=FOR if after == Autonomy.GUIDED else WITH, before=Autonomy.GUIDED, after=after
    )
    actions.say(row, PERSON, next(WORDS))


def _put_back(row: Referral, sent: datetime, answered: datetime, came: datetime) -> None:
    row = Referral.objects.get(pk=row.pk)
    last = came if row.came_at else answered
    Referral.objects.filter(pk=row.pk).update(
        sent_at=sent, state_at=last, answered_at=answered if row.answered_at else None,
        came_at=came if row.came_at else None, ended_at=last if row.ended_at else None,
    )  # fmt: skip
    ReferralEvent.objects.filter(referral=row).update(at=last)
    ReferralEvent.objects.filter(referral=row, verb="envoyer").update(at=sent)


def _of_a_parent(weavers: Place, house: Place, canal: Place) -> None:
    """Three steps in three houses: one done, one expected, one to come."""
    doer = Doer(Who.AUTHOR, organisation=weavers.organisation_id)
    begun = pathways.begin(
        [
            Wanted(Stage.EQUIP, Service.ACCES, canal), Wanted(Stage.BASICS, Service.QUOTIDIEN, weavers),
            Wanted(Stage.THEME, Service.PARENTALITE, house),
        ],
        doer=doer, organisation=weavers.organisation, template=PathTemplate.PARENT, language="ar", zone="epeule",
        level=Level.BEGINNER, goals=["Suivre l'école de ma fille", "Écrire aux professeurs"],
    )  # fmt: skip
    first, second, _ = begun.pathway.steps.all()
    day = timezone.localdate() - timedelta(days=6)
    pathways.mark_done(first, doer, manner=WITH, autonomy=Autonomy.SOMETIMES, aim=SupportAim.CURATIVE, day=day)
    pathways.plan(second, timezone.localdate() + timedelta(days=4), doer)


def _of_a_senior(canal: Place, house: Place) -> None:
    """Two houses, and a step for which nobody was found."""
    doer = Doer(Who.AUTHOR, organisation=canal.organisation_id)
    pathways.begin(
        [
            Wanted(Stage.AWARENESS, Service.QUOTIDIEN, house), Wanted(Stage.EQUIP, Service.ACQUISITION, canal),
            Wanted(Stage.THEME, Service.SECURITE),
        ],
        doer=doer, organisation=canal.organisation, template=PathTemplate.SENIOR, language="fr", zone="epeule",
        level=Level.FIRST_STEPS, goals=["Parler à mes petits-enfants en vidéo"],
    )  # fmt: skip
