"""Which column a refusal puts in doubt, and what its holder is told: our own words, never the sheet's."""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from maillage.referrals.enums import Outcome, Refusal


class Lesson(NamedTuple):
    columns: tuple[str, ...]  # the first one that is filled in; the last one when none is
    why: str


LESSONS: dict[str, Lesson] = {
    Refusal.FULL: Lesson(
        ("prise_rdv", "modalites_acces"),
        _("c'était complet pour plus de 15 jours"),
    ),
    Refusal.NOT_DONE: Lesson(("services",), _("le lieu ne fait pas cette aide")),
    Refusal.NOT_OUR_PUBLIC: Lesson(("publics_specifiquement_adresses",), _("ce n'était pas le public du lieu")),
    Refusal.CLOSED: Lesson(("horaires",), _("c'était fermé")),
    Refusal.LANGUAGE: Lesson(("languages",), _("personne ne parlait la langue demandée")),
    Refusal.ACCESS: Lesson(("prise_en_charge_specifique",), _("le lieu n'était pas accessible")),
}
HELPED = (Outcome.SOLVED, Outcome.PARTLY)
TRIED = (*HELPED, Outcome.NOT)  # sent on elsewhere or lost from sight: says nothing of the place


def column_of(lesson: Lesson, place) -> str:
    return next((column for column in lesson.columns if getattr(place, column)), lesson.columns[-1])
