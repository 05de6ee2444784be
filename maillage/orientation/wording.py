"""Codes → sentences, in the reader's language. Everything "Où aller ?" says about a place or a need is here."""

from typing import NamedTuple

from django.utils.translation import gettext, gettext_lazy

from maillage.core import speaking
from maillage.orientation.ranking import Enquiry, Reason
from maillage.places import enums, presenting

TILES = {
    "demarche": gettext_lazy("Faire une démarche, remplir un dossier"),
    "courrier": gettext_lazy("Écrire ou comprendre un courrier"),
    "imprimer": gettext_lazy("Imprimer, scanner un papier"),
    "ordinateur": gettext_lazy("Utiliser un ordinateur, internet"),
    "apprendre": gettext_lazy("Apprendre, depuis le début"),
    "enfant": gettext_lazy("Aider mon enfant, l'école"),
    "emploi": gettext_lazy("Chercher du travail"),
    "acheter": gettext_lazy("Avoir un ordinateur ou un téléphone pas cher"),
    "securite": gettext_lazy("Me protéger des arnaques"),
}

QUESTIONS = {
    "carte": gettext_lazy("Quelle carte ?"),
    "pic": gettext_lazy("« PIC » veut dire deux choses. Laquelle ?"),
    "tablette": gettext_lazy("Une tablette : que voulez-vous faire ?"),
    "portable": gettext_lazy("Un portable : que voulez-vous faire ?"),
    "telephone": gettext_lazy("Un téléphone : que voulez-vous faire ?"),
    "ordinateur": gettext_lazy("Un ordinateur : que voulez-vous faire ?"),
    "internet": gettext_lazy("Internet : que voulez-vous faire ?"),
    "stage": gettext_lazy("Quel stage ?"),
    "reseau": gettext_lazy("Quel réseau ?"),
}
CHOICES = {
    "carte-d-identite": gettext_lazy("La carte d'identité"),
    "carte-grise": gettext_lazy("La carte grise (voiture)"),
    "carte-vitale": gettext_lazy("La carte Vitale (santé)"),
    "titre-de-sejour": gettext_lazy("La carte de séjour"),
    "carte-de-transport": gettext_lazy("La carte de bus ou de métro"),
    "itineraire": gettext_lazy("Une carte pour trouver son chemin"),
    "projet-d-initiative-citoyenne": gettext_lazy("Projet d'initiative citoyenne : financer un projet d'habitants"),
    "plan-d-investissement-dans-les-competences": gettext_lazy(
        "Plan d'investissement dans les compétences : se former pour un emploi"
    ),
    "utiliser-une-tablette": gettext_lazy("Apprendre à m'en servir"),
    "tablette-pas-chere": gettext_lazy("Avoir une tablette pas chère"),
    "utiliser-mon-telephone": gettext_lazy("Apprendre à me servir de mon téléphone"),
    "telephone-pas-cher": gettext_lazy("Avoir un téléphone pas cher"),
    "recharge-prepayee": gettext_lazy("Recharger mon crédit"),
    "apprendre-l-ordinateur": gettext_lazy("Apprendre à me servir d'un ordinateur"),
    "ordinateur-en-libre-acces": gettext_lazy("Utiliser un ordinateur sur place"),
    "ordinateur-pas-cher": gettext_lazy("Avoir un ordinateur pas cher"),
    "reparer-mon-ordinateur": gettext_lazy("Faire réparer"),
    "wifi-gratuit": gettext_lazy("Me connecter, trouver du wifi"),
    "chercher-sur-internet": gettext_lazy("Apprendre à aller sur internet"),
    "forfait-internet-social": gettext_lazy("Avoir internet chez moi, pas cher"),
    "stage": gettext_lazy("Trouver un stage (école, emploi)"),
    "atelier": gettext_lazy("Suivre un stage pour apprendre l'informatique"),
    "facebook": gettext_lazy("Les réseaux sociaux : Facebook, Instagram…"),
    "reseaux-internet": gettext_lazy("Le réseau internet, le wifi"),
    "reseau-acteurs": gettext_lazy("Le réseau des structures qui aident"),
}


class Line(NamedTuple):
    """A number to call. `tel` is empty for what is written (114) or opened on a screen (17Cyber)."""

    number: str
    what: str
    tel: str = ""
    url: str = ""


_POLICE = Line("17", gettext_lazy("Police, en urgence"), "17")
ALERTS: dict[str, tuple[str, tuple[Line, ...]]] = {
    "violences": (
        gettext_lazy("Vous êtes en danger ? Quelqu'un vous fait du mal ?"),
        (
            Line(
                "3919",
                gettext_lazy("Violences faites aux femmes : gratuit, jour et nuit, ne se voit pas sur la facture"),
                "3919",
            ),
            _POLICE,
            Line("114", gettext_lazy("Par SMS, si vous ne pouvez pas parler"), "114"),
        ),
    ),
    "enfant": (
        gettext_lazy("Un enfant est en danger ?"),
        (Line("119", gettext_lazy("Enfance en danger : gratuit, jour et nuit"), "119"), _POLICE),
    ),
    "harcelement": (
        gettext_lazy("Harcèlement, insultes, photos volées ?"),
        (Line("3018", gettext_lazy("Harcèlement à l'école et en ligne : gratuit, tous les jours"), "3018"),),
    ),
    "fraude": (
        gettext_lazy("On vous a volé de l'argent ou un compte ?"),
        (
            Line("17Cyber", gettext_lazy("Que faire, par écrit, jour et nuit"), url="https://17cyber.gouv.fr"),
            Line("0 892 705 705", gettext_lazy("Bloquer votre carte bancaire"), "0892705705"),
            _POLICE,
        ),
    ),
    "suicide": (
        gettext_lazy("Vous souffrez ? Vous pouvez parler à quelqu'un."),
        (
            Line("3114", gettext_lazy("Gratuit, jour et nuit"), "3114"),
            Line("15", gettext_lazy("Samu, en urgence"), "15"),
        ),
    ),
    "sante": (gettext_lazy("Quelqu'un est en danger ?"), (Line("15", gettext_lazy("Samu, en urgence"), "15"),)),
    "rue": (
        gettext_lazy("Vous ne savez pas où dormir ?"),
        (Line("115", gettext_lazy("Hébergement d'urgence : gratuit, jour et nuit"), "115"),),
    ),
}

ACTIONS = {
    "pic_sheet": gettext_lazy("Pour financer un projet d'habitants, demandez la fiche PIC à la mairie de quartier."),
    "network": gettext_lazy("Pour aider ou rejoindre le réseau, choisissez une structure dans la liste des lieux."),
    "referral": gettext_lazy(
        "Pour orienter quelqu'un, dites son besoin ; la page de résultats s'imprime et se partage."
    ),
}
WHEN = {
    "maintenant": gettext_lazy("maintenant"),
    "samedi": gettext_lazy("le samedi"),
    "soir": gettext_lazy("le soir"),
}
HELPS = {  # what a service is, said to the person
    enums.Service.DEMARCHES: gettext_lazy("Aide pour vos démarches"),
    enums.Service.QUOTIDIEN: gettext_lazy("Apprendre à se servir du numérique"),
    enums.Service.INSERTION: gettext_lazy("Aide pour l'emploi"),
    enums.Service.SECURITE: gettext_lazy("Aide pour se protéger en ligne"),
    enums.Service.PARENTALITE: gettext_lazy("Aide pour les parents et l'école"),
    enums.Service.LOISIRS: gettext_lazy("Créer, s'amuser avec le numérique"),
    enums.Service.COMPREHENSION: gettext_lazy("Comprendre le monde numérique"),
    enums.Service.ACCES: gettext_lazy("Ordinateurs et internet sur place"),
    enums.Service.ACQUISITION: gettext_lazy("Matériel à prix solidaire"),
}
ACCESSIBLE = {
    "people": gettext_lazy("Accueil de personnes à mobilité réduite"),
    "sheet": gettext_lazy("Accessibilité décrite dans la fiche"),
}
FACETS = {
    "publics_specifiquement_adresses": enums.PublicSpecifiquementAdresse,
    "prise_en_charge_specifique": enums.PriseEnChargeSpecifique,
    "modalites_acces": enums.ModaliteAcces,
    "modalites_accompagnement": enums.ModaliteAccompagnement,
    "level": enums.Level,
    "audience": enums.Audience,
    "itinerance": enums.Itinerance,
}
SPECIFIC = {
    enums.PriseEnChargeSpecifique.ILLETTRISME: gettext_lazy("Accueil de personnes qui lisent peu"),
    enums.PriseEnChargeSpecifique.LANGUES_AUTRES: gettext_lazy("Accueil dans d'autres langues"),
    enums.PriseEnChargeSpecifique.LANGUES_ANGLAIS: gettext_lazy("Accueil en anglais"),
    enums.PriseEnChargeSpecifique.SURDITE: gettext_lazy("Accueil de personnes sourdes"),
    enums.PriseEnChargeSpecifique.DEFICIENCE_VISUELLE: gettext_lazy("Accueil de personnes qui voient mal"),
    enums.PriseEnChargeSpecifique.MOTEURS: gettext_lazy("Accueil de personnes à mobilité réduite"),
    enums.PriseEnChargeSpecifique.MENTAUX: gettext_lazy("Accueil de personnes avec un handicap mental"),
}


def said(reason: Reason, now) -> str:
    """Why a place is proposed."""
    code, about = reason
    if code == "level":
        return str(LEVELS.get(about, about))
    if code in FACETS:
        return str(SPECIFIC.get(about) or speaking.capitalised(presenting.term(FACETS[code], about)))
    simple = SIMPLE.get(code)
    return simple(about, now) if simple else str(about)


def _supply(about, now) -> str:
    kind, details = about
    label = {"vente": gettext("Vente"), "prêt": gettext("Prêt"), "reconditionnement": gettext("Remise en état")}[kind]
    return gettext("%(what)s : %(details)s") % {"what": label, "details": speaking.apart(details)} if details else label


def _device(about, now) -> str:
    return speaking.capitalised(presenting.term(enums.EquipmentKind, about))


SIMPLE = {
    "service": lambda about, now: str(HELPS.get(about, about)),
    "use": lambda about, now: speaking.capitalised(presenting.term(enums.Use, about)),
    "offer": lambda about, now: gettext("Action : %(name)s") % {"name": speaking.apart(about)},
    "device": _device,
    "device_working": lambda about, now: gettext("%(device)s en service") % {"device": _device(about, now)},
    "supply": _supply,
    "labels": lambda about, now: speaking.apart(about),
    "languages": lambda about, now: gettext("Parle %(language)s") % {"language": presenting.language_name(about)},
    "free": lambda about, now: gettext("Gratuit"),
    "free_sometimes": lambda about, now: gettext("Gratuit sous condition"),
    "accessible": lambda about, now: str(ACCESSIBLE[about]),
    "inside": lambda about, now: gettext("Dans le quartier"),
    "open": lambda about, now: _open_until(about, now),
    "open_when_asked": lambda about, now: gettext("Ouvert %(when)s") % {"when": WHEN[about]},
    "first_contact": lambda about, now: gettext("Premier contact : %(name)s") % {"name": speaking.apart(about)},
    "one_to_one": lambda about, now: gettext("Quelqu'un reste à côté de vous"),
    "helped": lambda about, now: gettext("A déjà aidé pour ce besoin"),
    "walk_in": lambda about, now: gettext("On peut venir sans rendez-vous"),
    "walk": lambda about, now: gettext("À %(walk)s (estimation)") % {"walk": presenting.walk(about)},
}


LEVELS = {
    enums.Level.FIRST_STEPS: gettext_lazy("Pour débuter, depuis le début"),
    enums.Level.BEGINNER: gettext_lazy("Pour les débutants"),
    enums.Level.INTERMEDIATE: gettext_lazy("Pour ceux qui ont commencé"),
    enums.Level.AUTONOMOUS: gettext_lazy("Pour ceux qui se débrouillent"),
}


def order_of(enquiry: Enquiry) -> str:
    """How the list is ordered, in one sentence: what counts, the heaviest first."""
    asked = (
        enquiry.asks or enquiry.access or enquiry.open or enquiry.fear or enquiry.reads_little or enquiry.mobility
        or enquiry.minutes
    )  # fmt: skip
    parts = [
        gettext("ce que vous cherchez"),
        gettext("ce que vous préférez") if asked else "",
        gettext("la distance") if enquiry.located else "",
        gettext("des informations récentes"),
    ]
    return gettext("Ce qui compte, dans cet ordre : %(parts)s.") % {"parts": speaking.comma().join(filter(None, parts))}


def _open_until(until, now) -> str:
    return gettext("Ouvert jusqu'à %(when)s") % {"when": presenting.moment(until, now)} if until else gettext("Ouvert")


def not_filled_in(reason: Reason, now) -> str:
    """What was asked and is not known: never "no"."""
    code, about = reason
    subject = {
        "service": lambda: str(HELPS.get(about, about)),
        "device": lambda: _device(about, now),
        "languages": lambda: gettext("Langue (%(language)s)") % {"language": presenting.language_name(about)},
        "frais_a_charge": lambda: gettext("Prix"),
        "hours": lambda: gettext("Ouverture %(when)s") % {"when": WHEN[about]},
        "position": lambda: gettext("Distance"),
        "first_contact": lambda: gettext("Accueil de ceux qui débutent"),
        "level": lambda: gettext("Niveau"),
        "mobility": lambda: gettext("Aide à domicile") if about == "domicile" else gettext("Aide à distance"),
    }.get(code, lambda: said(reason, now))
    return gettext("%(subject)s : non renseigné") % {"subject": subject()}


def warned(reason: Reason, now) -> str:
    code, about = reason
    if code == "broken":
        return gettext("%(device)s en panne") % {"device": _device(about, now)}
    if code == "old":
        month = presenting.month(about) if about else ""
        known = gettext("À vérifier : information de %(month)s") % {"month": month}
        return known if about else gettext("À vérifier : date de l'information non renseignée")
    if code == "shut_when_asked":
        return gettext("Fermé %(when)s") % {"when": WHEN[about]}
    if code == "other_level":
        return gettext("Pour un autre niveau : %(level)s") % {"level": presenting.term(enums.Level, about)}
    if code == "too_far":
        return gettext("À plus de %(minutes)s min à pied") % {"minutes": about}
    return {
        "contested": gettext("Information contestée : appelez avant d'y aller"),
        "does_not_come": gettext("Ne se déplace pas"),
        "often_full": gettext("Souvent complet ces jours-ci"),
        "paying": gettext("Payant"),
        "paused": gettext("Fermé temporairement"),
        "doubtful": gettext("Position sur la carte à vérifier"),
    }[code]
