"""What a letter about a meeting says first, by kind."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import speaking
from maillage.workshops.inviting.occasion import Occasion
from maillage.workshops.models import Meeting, MeetingInvitation


class Letter(StrEnum):
    INVITED = "invited"
    REMINDED = "reminded"
    CHANGED = "changed"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Said:
    title: str
    lines: list[str]
    asks: bool = True  # for an answer; else that is all


def said(kind: Letter, meeting: Meeting, now: Occasion, row: MeetingInvitation | None = None) -> Said:
    told = {"meeting": str(meeting), "day": speaking.said(now.day, "day")}
    if kind == Letter.CANCELLED:
        return Said(
            _("Annulée : %(meeting)s, %(day)s") % told,
            [_("La rencontre de %(day)s n'aura pas lieu. Merci de le dire autour de vous.") % told],
            asks=False,
        )
    if kind == Letter.CHANGED:
        return Said(_("Changement : %(meeting)s, %(day)s") % told, [*_before(row), *_answered(row)])
    if kind == Letter.REMINDED:
        return Said(
            _("Venez-vous %(day)s ? %(meeting)s") % told, [_("La date approche et nous n'avons pas votre réponse.")]
        )
    return Said(_("Invitation : %(meeting)s, %(day)s") % told, [_invites(meeting)])


def _invites(meeting: Meeting) -> str:
    told = {"meeting": str(meeting), "who": meeting.organiser}
    if meeting.organiser:
        return _("%(who)s vous invite : %(meeting)s.") % told
    return _("La coordination du réseau vous invite : %(meeting)s.") % told


def _before(row: MeetingInvitation | None) -> list[str]:
    """What they knew, so that one sees what changed."""
    if row is None or row.told_day is None:
        return [_("La rencontre aura bien lieu. Voici quand et où.")]
    known = Occasion(row.told_day, None, None, row.told_where)
    parts = ", ".join(filter(None, [known.words, known.where]))
    return [_("Le jour, l'heure ou le lieu a changé. Nous vous avions dit : %s.") % parts]


def _answered(row: MeetingInvitation | None) -> list[str]:
    if row is None or not row.answer:
        return []
    mine = answered(row)
    return [_("Votre réponse était : %s. C'est toujours vrai ? Ne faites rien. Sinon, changez-la d'un geste.") % mine]


def answered(row: MeetingInvitation) -> str:
    if not row.coming:
        return _("vous ne pouvez pas venir")
    return ngettext("vous venez, %(n)s personne", "vous venez, %(n)s personnes", row.people) % {"n": row.people}
