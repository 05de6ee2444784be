"""French words of the writing pages."""

from django.utils.translation import gettext_lazy as _

from maillage.referrals.models import TIMES
from maillage.referrals.writing.minimising import Kind

KINDS = {
    Kind.NIR: _("un numéro de sécurité sociale"),
    Kind.CARD: _("un numéro de carte ou de compte bancaire"),
    Kind.PASSWORD: _("un mot de passe"),
    Kind.BENEFITS: _("un numéro d'allocataire ou un identifiant"),
    Kind.BIRTH: _("une date de naissance"),
    Kind.HEALTH: _("la santé"),
    Kind.PAPERS: _("la nationalité ou les papiers"),
    Kind.MONEY: _("l'argent"),
    Kind.FAMILY: _("la famille"),
    Kind.BELIEF: _("les opinions ou la vie privée"),
    Kind.JUSTICE: _("la justice"),
}
NUMBERS = frozenset({Kind.BENEFITS, Kind.BIRTH})
REFUSED = _("Cela ressemble à %(what)s : cela ne peut pas partir. Retirez-le.")
LOOKS_LIKE = _("Cela ressemble à %(what)s. Retirez-le, ou cochez si le lieu en a vraiment besoin.")
SPEAKS_OF = _("Cela parle de : %(what)s. Retirez-le, ou cochez si le lieu en a vraiment besoin.")
SOME_TIMES = dict(zip(TIMES, (_("le matin"), _("l'après-midi"), _("le soir"), _("le samedi")), strict=True))


def warned(kind: Kind) -> str:
    return str(LOOKS_LIKE if kind in NUMBERS else SPEAKS_OF) % {"what": KINDS[kind]}


def forbidden(kind: Kind) -> str:
    return str(REFUSED) % {"what": KINDS[kind]}
