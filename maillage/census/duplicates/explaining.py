"""The reasons of a score, in words a coordinator would use."""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillage.census.duplicates.scoring import Reason, Verdict

WEAK = 0.25  # points under which a resemblance is not worth a line


class Told(NamedTuple):
    """One line: is it a sign that they are one (`+`), that they are two (`-`), or neither (`=`)?"""

    sign: str
    text: str


VERDICTS = {
    Verdict.SAME: gettext_lazy("Sans doute le même lieu"),
    Verdict.UNSURE: gettext_lazy("Peut-être le même lieu"),
    Verdict.DIFFERENT: gettext_lazy("Deux lieux différents"),
}
SENTENCES = {
    "name_exact": gettext_lazy("Le nom est le même, mot pour mot."),
    "name_same": gettext_lazy("Le nom est le même, une fois les sigles et la commune mis de côté."),
    "name_slip": gettext_lazy("Le nom est le même, à une faute de frappe près."),
    "name_same_body": gettext_lazy("C'est le même genre de structure, dans la même commune."),
    "name_more": gettext_lazy("Un nom en dit plus que l'autre, sans le contredire."),
    "name_akin": gettext_lazy("Deux mots différents pour des structures qui n'en font souvent qu'une."),
    "name_carrier": gettext_lazy("L'une porte peut-être l'autre : le nom du dispositif manque d'un côté."),
    "name_close": gettext_lazy("Les noms ont des mots en commun, d'autres diffèrent."),
    "name_town": gettext_lazy("Les noms n'ont en commun que la commune."),
    "name_other": gettext_lazy("Les noms n'ont rien en commun."),
    "name_body": gettext_lazy("Ce ne sont pas les mêmes structures : peut-être l'une est-elle hébergée chez l'autre."),
    "name_words": gettext_lazy("Le même genre de structure, mais un autre nom."),
    "name_part": gettext_lazy("Les noms distinguent deux lieux (%(one)s, %(other)s)."),
    "name_blank": gettext_lazy("Un des deux n'a pas de nom."),
    "address_full": gettext_lazy("La même adresse, avec le même numéro."),
    "address_street": gettext_lazy("La même rue ; un numéro manque."),
    "address_suffix": gettext_lazy("La même rue et le même numéro ; bis ou ter diffère."),
    "address_number": gettext_lazy("La même rue, mais un autre numéro."),
    "address_elsewhere": gettext_lazy("Une autre adresse."),
    "address_unknown": gettext_lazy("Une adresse manque."),
    "town_other": gettext_lazy("Une autre commune."),
    "town_close": gettext_lazy("Deux noms de commune pour un même code postal, ou une commune qui manque."),
    "phone_same": gettext_lazy("Le même téléphone."),
    "phone_shared": gettext_lazy("Le même téléphone, mais %(one)s fiches l'ont."),
    "phone_other": gettext_lazy("Un autre téléphone."),
    "mail_same": gettext_lazy("La même adresse électronique."),
    "mail_shared": gettext_lazy("La même adresse électronique, mais %(one)s fiches l'ont."),
    "domain_same": gettext_lazy("Des adresses électroniques de la même organisation."),
    "mail_other": gettext_lazy("Une autre adresse électronique."),
    "site_same": gettext_lazy("Le même site web."),
    "siret_same": gettext_lazy("Le même SIRET."),
    "siret_shared": gettext_lazy("Le même SIRET, mais %(one)s fiches l'ont : c'est celui d'une organisation."),
    "siren_same": gettext_lazy("Deux établissements de la même organisation (SIREN)."),
    "siret_other": gettext_lazy("Un autre SIRET."),
    "pin_same": gettext_lazy("Au même endroit sur la carte."),
    "pin_near": gettext_lazy("Tout près sur la carte (%(one)s m)."),
    "pin_misplaced": gettext_lazy("Loin sur la carte (%(one)s), mais à la même adresse : un des points est mal placé."),
    "pin_far": gettext_lazy("Loin sur la carte (%(one)s)."),
    "moving_one": gettext_lazy("L'un se déplace (bus, itinérant), l'autre non."),
    "branch_one": gettext_lazy("L'un est une annexe, une antenne ou une agence, l'autre non."),
    "moved": gettext_lazy("Le même nom dans la même commune : peut-être a-t-il déménagé."),
    "chain": gettext_lazy("Une troisième fiche ressemble aux deux, mais pas assez à chacune : regardez laquelle."),
}
_AGAINST = frozenset({"name_body", "name_part", "name_words", "address_number", "town_close"})
_NEITHER = frozenset({"pin_misplaced", "address_unknown", "name_blank", "chain"})


def explain(reasons: Iterable[Reason]) -> list[Told]:
    """The strongest first; what says nothing is left out."""
    told = [_told(reason) for reason in sorted(reasons, key=lambda one: -abs(one.points)) if _counts(reason)]
    return sorted(told, key=lambda one: "+-=".index(one.sign))


def _counts(reason: Reason) -> bool:
    return abs(reason.points) >= WEAK or reason.code in _NEITHER or reason.code in _AGAINST


def _told(reason: Reason) -> Told:
    sign = "=" if reason.code in _NEITHER else "+" if reason.points > 0 else "-"
    shown = [_shown(one, reason.code) for one in reason.shown] + ["", ""]
    return Told(sign, str(SENTENCES[reason.code]) % {"one": shown[0], "other": shown[1]})


def _shown(value: object, code: str) -> str:
    if code in ("pin_misplaced", "pin_far") and isinstance(value, int):
        return f"{value} m" if value < 1000 else _("%(km)s km") % {"km": f"{value / 1000:.1f}".replace(".", ",")}
    return str(value)
