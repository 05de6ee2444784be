"""Sheets in each state, with papers of known codes; run inside the site's own environment.

/fiche/papier-<name>/ is a paper, /fiche/recue/lien-<name>/ a mailed link; members: /espace/fiches/<number>/repondre/.
"""

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from maillage.network.enums import SupportManner
from maillage.network.models import Organisation
from maillage.places.enums import Service
from maillage.places.models import Place
from maillage.referrals import actions, codes
from maillage.referrals.actions import Agreement, Doer, Draft
from maillage.referrals.enums import Autonomy, Outcome, Refusal, Who
from maillage.referrals.models import Referral

NAMES = ("envoye", "attendu", "venu", "fini", "refuse", "parti", "retire", "perime", "code")
YES = Agreement("fr", "oral", adaptation=True)
SAID = {
    "service": Service.DEMARCHES, "need": "Faire une demande de logement", "called": "Camille", "language": "ar",
    "times": ("matin",), "accompanied": True, "tried": "Une fois à la mairie",
}  # fmt: skip
DONE = {"manner": SupportManner.WITH, "before": Autonomy.GUIDED, "after": Autonomy.SOMETIMES}


def number(name: str) -> str:
    return str(UUID(int=NAMES.index(name) + 1))


def write_sheets(place: Place, other: Place, sender: Organisation) -> None:
    """To the structure that shows everything, by another."""
    for name in NAMES:
        draft = Draft(place=place, zone="", **SAID)
        row = actions.write(draft, by=None, organisation=sender, consent=YES, id=UUID(number(name))).referral
        digests = {
            "token_hash": codes.token_digest(f"papier-{name}"), "receiver_hash": codes.receiver_digest(f"lien-{name}"),
        }  # fmt: skip
        if name == "code":
            digests |= {"code": "ABCDEFGH", "pin_hash": codes.pin_digest("ABCDEFGH", "1234")}
        Referral.objects.filter(pk=row.pk).update(**digests)
        _go_on(name, row, other)


def _go_on(name: str, row: Referral, other: Place) -> None:
    place, person = Doer(Who.RECEIVER, organisation=row.receiver_id), Doer(Who.PERSON)
    if name == "attendu":
        actions.see(row, place)
        actions.expect(row, place, timezone.now().replace(minute=0) + timedelta(days=6))
    elif name == "venu":
        actions.accept(row, place)
        actions.receive(row, place)
    elif name == "fini":
        actions.close(row, place, Outcome.SOLVED, **DONE)
        actions.say(row, person, "🙂")
    elif name == "refuse":
        actions.refuse(row, place, Refusal.FULL)
    elif name == "parti":
        draft = Draft(place=other, service=row.service)
        actions.redirect(row, place, draft, organisation=row.receiver, consent=YES)
    elif name == "retire":
        actions.withdraw(row, person)
    elif name == "perime":
        actions.expire(row)
