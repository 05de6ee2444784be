"""The demo's sheets: people sent from one fictitious structure to the other, some answered, some waiting."""

from datetime import time, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from maillage.appointments.recurrence import instant, local_day
from maillage.network.enums import ContactRole, SupportManner
from maillage.places.enums import Level, Service
from maillage.places.models import Place
from maillage.referrals import actions
from maillage.referrals.actions import Agreement, Doer, Draft
from maillage.referrals.enums import Autonomy, ConsentChannel, Origin, Outcome, Refusal, Who, Word
from maillage.referrals.models import Referral

WEAVERS, HOUSE, CANAL = "exemple-espace-tisserands", "exemple-maison-fileurs", "exemple-atelier-canal"
YES = Agreement(language="fr", channel=ConsentChannel.SPOKEN, function=ContactRole.MEDIATOR)
SAID = {"called": "Exemple", "origin": Origin.PLACE, "function": ContactRole.MEDIATOR}
NAMES = ("recue", "acceptee", "attendue", "envoyee", "refusee", "terminee")
TEN = time(10)


def number(name: str) -> str:
    """The same in every demo."""
    return str(UUID(int=0xD0 + NAMES.index(name)))


@transaction.atomic
def send_people() -> None:
    """Nothing happens the second time."""
    places = Place.objects.select_related("organisation").in_bulk([WEAVERS, HOUSE, CANAL])
    if len(places) < 3 or Referral.objects.filter(pk=number("recue")).exists():
        return
    weavers, house, canal = places[WEAVERS], places[HOUSE], places[CANAL]
    _received(weavers, house, canal.organisation)
    _sent(canal, weavers.organisation)


def _write(name: str, place: Place, organisation, **said) -> tuple[Referral, Doer]:
    draft = Draft(place=place, **(SAID | said))
    row = actions.write(draft, by=None, organisation=organisation, consent=YES, id=UUID(number(name))).referral
    return row, Doer(Who.RECEIVER, organisation=row.receiver_id)


def _received(weavers: Place, house: Place, sender) -> None:
    """By the weavers: one waits for an answer, one is accepted, one is expected on a day."""
    _write("recue", weavers, sender, service=Service.DEMARCHES, need="Refaire une attestation", language="ar",
           level=Level.FIRST_STEPS, times=("matin",), accompanied=True)  # fmt: skip
    accepted, place = _write(
        "acceptee", house, sender, service=Service.QUOTIDIEN, need="Apprendre à envoyer un courriel"
    )
    actions.accept(accepted, place)
    expected, place = _write("attendue", weavers, sender, service=Service.PARENTALITE, need="Ouvrir l'ENT du collège")
    actions.expect(expected, place, instant(local_day(timezone.now()) + timedelta(days=3), TEN))


def _sent(canal: Place, sender) -> None:
    """To the workshop on the canal: one waits, one could not be welcomed, one is solved and the person is glad."""
    _write("envoyee", canal, sender, service=Service.ACQUISITION, need="Un ordinateur pour les cours", language="pt")
    refused, place = _write("refusee", canal, sender, service=Service.ACQUISITION, need="Une tablette")
    actions.refuse(refused, place, Refusal.FULL)
    done, place = _write("terminee", canal, sender, service=Service.ACCES, need="Utiliser un ordinateur sur place")
    how = {"manner": SupportManner.WITH, "before": Autonomy.GUIDED, "after": Autonomy.SOMETIMES}
    actions.close(done, place, Outcome.SOLVED, **how)
    actions.say(done, Doer(Who.PERSON), Word.GOOD)
