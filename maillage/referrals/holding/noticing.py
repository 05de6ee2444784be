"""What who sent a sheet reads by mail, in French: THAT something happened to it, never how. No database."""

from django.utils.translation import gettext as _

from maillage.appointments.telling.wording import Said
from maillage.referrals.enums import Verb


def to_the_sender(verb: str, *, solved: bool, moment: str = "") -> Said:
    """A quiet word. `moment`: what became of the booked one; who has no telephone learns it from the sender."""
    said = _said(verb, solved=solved)
    return said._replace(lines=[*said.lines, moment]) if moment else said


def _said(verb: str, *, solved: bool) -> Said:
    if verb == Verb.REFUSED:
        lines = [_("Le lieu ne peut pas accueillir la personne."), _("Choisissez un autre lieu avec elle.")]
        return Said(_("Une fiche attend un autre lieu"), lines, _("Voir la fiche"))
    if verb == Verb.REDIRECTED:
        lines = [
            _("Le lieu l'a envoyée vers un autre lieu, avec l'accord de la personne."),
            _("Rien à faire pour vous."),
        ]
        return Said(_("Une fiche est partie ailleurs"), lines, _("Voir la fiche"))
    if solved:
        return Said(_("Une demande est résolue"), [_("Rien à faire pour vous. Merci.")], _("Voir la fiche"))
    return Said(_("Une fiche est terminée"), [_("Le lieu a terminé cette fiche.")], _("Voir la fiche"))
