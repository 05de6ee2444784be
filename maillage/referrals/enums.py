"""What a sheet may say. Database values are French words, as in the rest of the base."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    SENT = "envoyée", _("envoyée")
    SEEN = "vue", _("vue")
    ACCEPTED = "acceptée", _("acceptée")
    EXPECTED = "attendue", _("attendue")  # an appointment, or "come on…"
    CAME = "venue", _("la personne est venue")
    NO_SHOW = "pas venue", _("la personne n'est pas venue")
    CLOSED = "close", _("terminée")
    REFUSED = "refusée", _("refusée")
    REDIRECTED = "réorientée", _("réorientée")
    WITHDRAWN = "retirée", _("retirée")
    EXPIRED = "expirée", _("sans suite")


ENDED = (State.CLOSED, State.REDIRECTED, State.WITHDRAWN, State.EXPIRED)  # nothing follows
OPEN = tuple(state for state in State if state not in ENDED)
UNANSWERED = (State.SENT, State.SEEN)


class Verb(models.TextChoices):
    """What is done to a sheet, one event each."""

    SENT = "envoyer", _("a envoyé la fiche")
    SAW = "voir", _("a vu la fiche")
    ACCEPTED = "accepter", _("a accepté")
    REFUSED = "refuser", _("n'a pas pu accueillir")
    REDIRECTED = "réorienter", _("a réorienté ailleurs")
    EXPECTED = "attendre", _("a donné un moment")
    CAME = "venir", _("a noté la venue")
    NO_SHOW = "manquer", _("a noté l'absence")
    CLOSED = "clore", _("a terminé")
    WORD = "dire", _("a donné son avis")
    WITHDRAWN = "retirer", _("a retiré son accord")
    EXPIRED = "expirer", _("sans suite depuis trop longtemps")
    RENEWED = "renouveler", _("a refait le papier")
    REMINDED = "relancer", _("a été relancé")
    ERASED = "effacer", _("données personnelles effacées")


class Who(models.TextChoices):
    """Who acts, by role; never by name."""

    AUTHOR = "structure qui oriente", _("La structure qui oriente")
    RECEIVER = "lieu d'accueil", _("Le lieu d'accueil")
    PERSON = "la personne", _("La personne")
    RELATIVE = "un proche", _("Un proche")
    NEIGHBOUR = "un voisin", _("Un voisin, une voisine")
    SYSTEM = "le site", _("Le site")


BEARERS = (Who.PERSON, Who.RELATIVE, Who.NEIGHBOUR)


class Origin(models.TextChoices):
    """What the sheet was written from."""

    PLACE = "lieu", _("une fiche de lieu")
    RESULT = "où aller", _("une recherche")
    LEVEL = "niveau", _("un point sur le niveau")
    DOOR = "porte", _("une visite à domicile")
    APPOINTMENT = "rendez-vous", _("un rendez-vous")
    OTHER = "autre", _("autre")


class Refusal(models.TextChoices):
    """Why a place could not. All but the last two are evidence of a need without answer (`teaching`)."""

    NOT_DONE = "pas cette aide", _("Nous ne faisons pas cela")
    FULL = "complet", _("C'est complet pour plus de 15 jours")
    NOT_OUR_PUBLIC = "pas notre public", _("Ce n'est pas notre public")
    CLOSED = "fermé", _("Nous sommes fermés")
    LANGUAGE = "langue", _("Personne ne parle sa langue ici")
    ACCESS = "accessibilité", _("Notre lieu n'est pas accessible pour elle")
    INCOMPLETE = "fiche incomplète", _("Il manque des informations")
    OTHER = "autre", _("Autre raison")


class Outcome(models.TextChoices):
    SOLVED = "résolu", _("C'est résolu")
    PARTLY = "en partie", _("C'est résolu en partie")
    NOT = "pas résolu", _("Ce n'est pas résolu")
    SENT_ON = "envoyée ailleurs", _("Envoyée ailleurs")
    LOST = "perdue de vue", _("Perdue de vue")


ARRIVED = (Outcome.SOLVED, Outcome.PARTLY, Outcome.NOT, Outcome.SENT_ON)  # was received: manner and autonomy are told


class Autonomy(models.TextChoices):
    """The national scale of the Coop de la médiation numérique."""

    GUIDED = "avec guidage", _("A besoin d'être guidée")
    SOMETIMES = "guidage en cas de besoin", _("A parfois besoin d'aide")
    ALONE = "autonome", _("Sait faire seule")


class Word(models.TextChoices):
    """The resident's own word, in one tap."""

    GOOD = "🙂", _("Content")
    FAIR = "😐", _("Moyen")
    BAD = "🙁", _("Pas content")


class Moment(models.TextChoices):
    """What became, with the sheet, of the moment booked through it."""

    GIVEN_BACK = "rendu", _("Le moment réservé est annulé.")
    KEPT = "gardé", _("Le moment réservé est gardé.")


class ConsentChannel(models.TextChoices):
    SPOKEN = "oral", _("de vive voix")
    WRITTEN = "écrit", _("par écrit")
    PHONE = "téléphone", _("au téléphone")


class Adaptation(models.TextChoices):
    """The arrangement wanted, never a diagnosis. Needs its own tick (GDPR art. 9)."""

    SEE = "voir", _("voir")
    HEAR = "entendre", _("entendre")
    MOVE = "bouger", _("bouger")
    UNDERSTAND = "comprendre", _("comprendre")


class PathTemplate(models.TextChoices):
    ALLOPHONE = "allophone", _("J'apprends le français")
    ILLITERACY = "illettrisme", _("Lire et écrire est difficile")
    ISOLATED = "isolement", _("Je me sens seul")
    PARENT = "parent", _("Je suis parent d'élève")
    SENIOR = "senior", _("Je suis senior")
    JOB = "emploi", _("Je cherche un emploi")


class Stage(models.TextChoices):
    """From awareness to reinforced support; not a ladder: one enters anywhere (domain, d)."""

    OUTREACH = "repérage", _("Se rencontrer")
    AWARENESS = "sensibilisation", _("Oser, essayer")
    CHECK = "diagnostic", _("Savoir où j'en suis")
    EQUIP = "équiper", _("Avoir un appareil, une connexion")
    FIX = "dépanner", _("Régler ce qui presse")
    BASICS = "initiation", _("Apprendre les bases")
    THEME = "thématique", _("Apprendre pour un besoin")
    SUPPORT = "accompagnement renforcé", _("Être accompagné plusieurs fois")
    AUTONOMY = "autonomie", _("Faire seul, aider les autres")
