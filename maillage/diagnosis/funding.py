"""Where money may be asked for, by theme: ideas to look at, not promises (minutes l. 180, 251-269, 297). Pure."""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _


class Idea(NamedTuple):
    key: str
    words: str
    says: str


IDEAS = (
    Idea("pic", _("Projet d'initiative citoyenne (PIC)"), _("Portée par des habitants : trois personnes au moins.")),
    Idea("contrat-de-ville", _("Contrat de ville, priorité 4"), _("Dans les quartiers prioritaires.")),
    Idea("fph", _("Fonds de participation des habitants"), _("Une petite action, décidée et menée près de chez soi.")),
    Idea("cite-educative", _("Cité éducative"), _("Avec les parents, les écoles et les collèges.")),
    Idea("caf", _("CAF : parentalité, animation"), _("Familles, parents, enfants, avec les centres sociaux.")),
)  # fmt: skip
BY_KEY = {one.key: one for one in IDEAS}
FAMILIES = "Parentalité et éducation avec le numérique"


def ideas(service: str) -> list[Idea]:
    """Those that suit this theme, the closest first."""
    keys = ["cite-educative", "caf"] if service == FAMILIES else []
    return [BY_KEY[key] for key in [*keys, "contrat-de-ville", "pic", "fph"]]
