from django.utils.translation import gettext_lazy as _

from maillage.census.proposals import forgetting
from maillage.census.uploading import queries
from maillage.census.uploading.jobs import forget_uploads
from maillage.core.retention import Kind, declare

declare(
    Kind(
        "census.reporters", _("Signalements, propositions et avis"), "Personne qui signale une erreur",
        why=_("répondre, corriger la fiche d'un lieu"),
        fields=("census.Proposal.email", "census.ErrorReport.email", "census.Request.email"),
        kept=_("jusqu'à la réponse, et %(days)s jours au plus"), then=_("adresse et mots effacés ; la décision reste"),
        setting=forgetting.SETTING, due=forgetting.due, purge=forgetting.forget_reporters,
    ),
    Kind(
        "census.uploads", "Fichiers déposés", "Membre du réseau", why="importer des lieux", fields=(),
        kept="%(days)s jours", then="fichier effacé ; ce qui a été importé reste dit",
        setting="MAILLAGE_UPLOADS_KEPT_DAYS", due=lambda: queries.forgettable().count(), purge=forget_uploads,
    ),
)  # fmt: skip
