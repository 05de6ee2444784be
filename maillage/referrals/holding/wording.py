"""What mails and short messages say. No database."""

from datetime import datetime

from django.utils.translation import gettext as _

from maillage.appointments.recurrence import PARIS
from maillage.appointments.telling.wording import Said, moment
from maillage.core import gsm7
from maillage.referrals.enums import Verb


def appointment(at: datetime) -> str:
    return _("Rendez-vous %(when)s") % {"when": moment(at)}


def sms(at: datetime, place: str) -> str:
    """160 signs of GSM-7; in figures where the script of the language cannot be sent."""
    before = appointment(at)
    if not gsm7.legible(before):
        before = f"RDV {at.astimezone(PARIS):%d/%m/%Y %H:%M}"
    return gsm7.composed(f"{before},", place, "")


def to_the_sender(verb: str, *, solved: bool) -> Said:
    """In French; a quiet word."""
    if verb == Verb.REFUSED:
        lines = ["Le lieu ne peut pas accueillir la personne.", "Choisissez un autre lieu avec elle."]
        return Said("Une fiche attend un autre lieu", lines, "Voir la fiche")
    if verb == Verb.REDIRECTED:
        lines = ["Le lieu l'a envoyée vers un autre lieu, avec l'accord de la personne.", "Rien à faire pour vous."]
        return Said("Une fiche est partie ailleurs", lines, "Voir la fiche")
    if solved:
        return Said("Une demande est résolue", ["Rien à faire pour vous. Merci."], "Voir la fiche")
    return Said("Une fiche est terminée", ["Le lieu a terminé cette fiche."], "Voir la fiche")
