"""Residents' sheets and pathways: what is personal in them, and how long."""

from django.utils.translation import gettext_lazy as _

from maillage.core import erased
from maillage.core.retention import Kind, declare
from maillage.referrals import journal
from maillage.referrals.protecting import actions, queries

WHOSE = "Personne aidée"
THEN = _("effacées ; les nombres restent, sans la personne")

declare(
    Kind(
        "referrals.sheets", _("Fiches de liaison"), WHOSE,
        why=_("accueillir la personne là où on l'envoie (avec son accord)"),
        fields=tuple(
            f"referrals.Referral.{name}"
            for name in "called phone email need tried adaptation manner_reason mandate paper".split()
        ),
        kept=_("%(days)s jours après la fin de la fiche, ou dès que la personne le demande"), then=THEN,
        setting="MAILLAGE_REFERRAL_KEPT_DAYS",
        due=lambda: queries.sheets_to_blank().count(), purge=actions.blank_sheets,
    ),
    Kind(
        "referrals.pathways", _("Parcours"), WHOSE,
        why=_("suivre des étapes dans plusieurs lieux (un code, pas un nom)"),
        fields=("referrals.Pathway.goals", "referrals.Pathway.paper"),
        kept=_("%(days)s jours après la fin, ou après la dernière étape"), then=THEN,
        setting="MAILLAGE_REFERRAL_KEPT_DAYS",
        due=lambda: queries.pathways_to_blank().count(), purge=actions.blank_pathways,
    ),
    Kind(
        "referrals.accesses", "Journal des accès aux fiches", "Membre du réseau",
        why="dire à la personne qui a ouvert sa fiche", fields=(), kept="%(days)s jours", then="effacé",
        setting="MAILLAGE_ACCESSES_KEPT_DAYS",
        due=lambda: queries.old_accesses().count(), purge=lambda: journal.forget_old(),
    ),
)  # fmt: skip

for label in ("referrals.referral", "referrals.pathway"):
    erased.eraser(label)(actions.erase_again)
for label in ("appointments.appointment", "appointments.registration"):
    erased.eraser(label)(actions.forget_booking)
