"""Words and signs of the page at the doors."""

from django.utils.translation import gettext as _

from maillage.surveys.questions import Question, said

# what an option may show, by its `sign`; always beside its words
SIGNS = (
    "smartphone", "telephone-simple", "pc", "ordinateur", "tablette", "rien", "wifi", "wifi-telephone", "wifi-non",
    "trop-cher", "imprimer", "apprendre", "enfant", "personnes", "aide", "seul", "demarche", "courrier", "emploi",
    "acheter", "securite", "loisirs", "comprendre", "internet", "application", "message", "lire", "lire-non", "langue",
    "horloge", "oui", "non", "jamais", "inconnu", "sourire", "neutre", "inquiet", "matin", "apres-midi", "soir",
    "samedi", "accompagne", "maison",
)  # fmt: skip


def reasons() -> dict[str, str]:
    """Why a batch was not taken; nothing is lost, it stays on the telephone."""
    return {
        "unreadable": _("Ce qui est arrivé n'est pas lisible."),
        "unknown": _("Ce lien n'est pas connu. Demandez-en un nouveau à la coordination."),
        "over": _("Ce lien n'est plus valable. Demandez-en un nouveau à la coordination."),
        "too_big": _("C'est trop à la fois."),
        "slow": _("Beaucoup d'envois en peu de temps : le téléphone réessaiera dans une minute."),
        "later": _("Le site est très occupé : le téléphone réessaiera dans une minute."),
    }


def only_if(question: Question, before: list[Question]) -> str:
    """Seulement si, à « Qu'utilisez-vous ? » : Rien."""
    told = []
    for condition in question.shown_if:
        asked = next(one for one in before if one.id == condition.question)
        names = [said(option.texts, "fr")[0] for option in asked.options if option.code in condition.any]
        words = {"question": said(asked.texts, "fr")[0], "answers": _(" ou ").join(names)}
        told.append(_("Seulement si, à « %(question)s » : %(answers)s.") % words)
    return " ".join(told)
