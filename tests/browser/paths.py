"""A pathway whose paper tests know, and a sheet to a place that nothing else looks at; run inside the site's own
environment."""

from maillage.network.models import Organisation
from maillage.places.enums import Service
from maillage.places.models import Place
from maillage.referrals import actions, codes
from maillage.referrals.actions import Agreement, Draft
from maillage.referrals.enums import PathTemplate
from maillage.referrals.models import Pathway, Referral

PAPER, LINK, HOLDER = "parcours-d-essai", "lien-complet", "maison-d-essai@exemple.test"


def hold_a_path(sender: Organisation) -> None:
    Pathway.objects.filter(template=PathTemplate.PARENT).update(token_hash=codes.token_digest(PAPER))
    place = Place.objects.create(id="maison-d-essai", nom="Maison d'essai", courriels=[HOLDER])
    draft = Draft(place=place, service=Service.DEMARCHES, need="Un dossier", called="Camille")
    written = actions.write(draft, by=None, organisation=sender, consent=Agreement("fr", "oral"))
    Referral.objects.filter(pk=written.referral.pk).update(receiver_hash=codes.receiver_digest(LINK))
