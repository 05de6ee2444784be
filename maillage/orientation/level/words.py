"""Codes → sentences of the level check, in the reader's language. Short, encouraging, no percentages, no labels."""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from maillage.orientation.level.barriers import Barrier
from maillage.orientation.level.planning import Kind
from maillage.orientation.level.scoring import Profile


class Words(NamedTuple):
    picto: str
    title: str
    text: str = ""


PROFILES = {
    Profile.FAR: Words("aide", _("On commence ensemble, depuis le début."), _("Quelqu'un prend son temps avec vous.")),
    Profile.BEGINNER: Words("sourire", _("Vous savez déjà faire des choses."), _("On continue, pas à pas.")),
    Profile.NEARLY: Words("sourire", _("Il manque un petit coup de pouce."), _("Vous y êtes presque.")),
    Profile.AUTONOMOUS: Words("sourire", _("Vous vous débrouillez."), _("Bravo, continuez.")),
    Profile.AT_EASE: Words("sourire", _("Et si vous aidiez les autres ?"), _("Vous êtes à l'aise partout.")),
}

STEPS = {
    Kind.NEED: Words("orienter", _("Votre besoin d'aujourd'hui"), _("On vous aide à le faire.")),
    Kind.EQUIPMENT: Words("pc", _("Avoir un appareil"), _("Prêté, ou pas cher.")),
    Kind.CONNECTION: Words("ordinateur", _("Utiliser un ordinateur sur place"), _("Il y a Internet.")),
    Kind.FIRST_CONTACT: Words(
        "aide", _("Venir voir, sans rien savoir"), _("Quelqu'un reste à côté de vous. Vous pouvez venir à deux.")
    ),
    Kind.START: Words("aide", _("Apprendre depuis le début"), _("Seul avec quelqu'un, ou en petit groupe.")),
    Kind.LEARN: Words("apprendre", _("Apprendre, pas à pas"), _("Un atelier pour débuter.")),
    Kind.TARGETED: Words("apprendre", _("Un atelier, un seul sujet"), _("C'est tout ce qui manque.")),
    Kind.FREE: Words("ordinateur", _("Un ordinateur à votre disposition"), _("Et de l'aide si vous en demandez.")),
    Kind.GIVE: Words("personnes", _("Créer, aider les autres"), _("Demandez comment aider dans un atelier.")),
}

BARRIERS = {
    Barrier.LANGUAGE: Words("langue", _("La langue"), _("Nous cherchons un lieu qui parle votre langue.")),
    Barrier.READING: Words("lire", _("La lecture"), _("Nous cherchons un lieu qui explique sans lire.")),
    Barrier.ADAPTATION: Words("adaptation", _("Un accueil adapté"), _("Nous cherchons un lieu adapté pour vous.")),
    Barrier.MOBILITY: Words("accompagne", _("Sortir"), _("Quelqu'un peut venir, ou vous aider au téléphone.")),
    Barrier.EQUIPMENT: Words("pc", _("Un appareil"), _("On peut en prêter, ou en vendre pas cher.")),
    Barrier.CONNECTION: Words("wifi", _("Internet"), _("Il y a Internet gratuit dans des lieux.")),
    Barrier.MONEY: Words("trop-cher", _("Le prix"), _("Nous cherchons d'abord ce qui est gratuit.")),
    Barrier.PRINTING: Words("imprimer", _("Imprimer"), _("On peut imprimer dans des lieux.")),
    Barrier.CONFIDENCE: Words("inquiet", _("La peur de se tromper"), _("C'est normal. On ne casse rien.")),
}

ALONE, HELPED, TO_DISCOVER = "seul", "aide", "decouvrir"
DOMAIN_STATES = {
    ALONE: Words("oui", _("Vous le faites déjà")),
    HELPED: Words("aide", _("Vous le faites avec de l'aide")),
    TO_DISCOVER: Words("apprendre", _("À découvrir")),
}

# Of a place, where "Où aller ?" would only name the value
REASONS = {
    ("level", "grand débutant"): _("Pour débuter, depuis le début"),
    ("level", "débutant"): _("Pour les débutants"),
    ("level", "intermédiaire"): _("Pour ceux qui ont commencé"),
    ("level", "autonome"): _("Pour ceux qui se débrouillent"),
    ("itinerance", "Itinérant"): _("Se déplace près de chez vous"),
}
UNKNOWN = {"level": _("Pour quel niveau : non renseigné")}
