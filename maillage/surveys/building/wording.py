"""Why a question cannot be kept, in French."""

from django.utils.translation import gettext as _

from maillage.surveys.questions import Unreadable


def why(wrong: Unreadable) -> str:
    words = {
        "id": _("Cette question n'a pas de nom lisible : changez ses premiers mots."),
        "text": _("La question n'a pas de texte."),
        "options": _("Il faut au moins deux réponses, une par ligne."),
        "same_option": _("Deux réponses sont les mêmes."),
        "scale": _("La note va d'un petit nombre à un plus grand, entre 0 et 10."),
        "condition": _("Elle dépend d'une réponse qui n'existe pas, ou qui vient après."),
        "twice": _("Une autre question commence par les mêmes mots."),
    }
    return words.get(wrong.code, _("Cette question n'est pas lisible."))


def note(line: int, why_not: str, what: str) -> str:
    words = {
        "type": _("ligne %(line)s : le type « %(what)s » n'est pas repris"),
        "relevant": _("ligne %(line)s : la condition « %(what)s » n'est pas reprise, la question sera toujours posée"),
    }
    told = words.get(why_not, _("ligne %(line)s : la question « %(what)s » n'est pas reprise"))
    return told % {"line": line, "what": what[:80]}
