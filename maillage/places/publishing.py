"""What keeps a place from being shown (E03)."""

from django.utils.translation import gettext as _

from maillage.places.models import Place


def blockers(place: Place) -> list[str]:
    """Why a place cannot be shown: each a sentence the structure can act on (E03)."""
    found = []
    if place.merged_into_id:
        found.append(_("Cette fiche a été fondue dans une autre."))
    if not place.nom:
        found.append(_("Le nom manque."))
    contacts = (place.adresse, place.telephone, place.site_web, place.prise_rdv, place.courriels)
    if not any(contacts) and not place.organisation_id and not place.hosted_at_id:  # a member's page is a link too
        found.append(_("Aucun moyen de venir ni de contacter : il faut une adresse, un téléphone ou un lien."))
    return found
