from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from maillage.core.keeping import restoring
from maillage.core.keeping.manifest import Manifest
from maillage.core.keeping.refusals import Refused

KEYS = {
    "included": "La clé secrète est revenue avec les données.",
    "environment": "La clé secrète n'est pas dans la sauvegarde : redonnez la même dans MAILLAGE_SECRET_KEY.",
    "left out": "Les clés ne sont pas dans la sauvegarde : avant de démarrer, remettez secret_key (sinon chacun doit se"
    " reconnecter) et sealing_key (sinon ce qui est chiffré reste illisible).",
}


class Command(BaseCommand):
    help = "Remet en place une sauvegarde, en entier ou pas du tout. Arrêtez d'abord le site."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FICHIER", type=Path, nargs="?", help="écrit par maillage backup")
        parser.add_argument("--replace", action="store_true", help="remplacer les données que la base contient déjà")
        parser.add_argument("--dry-run", action="store_true", help="lire et vérifier le fichier, sans rien écrire")
        parser.add_argument(
            "--moving", action="store_true", help="le site n'a pas tourné depuis : les messages en attente partiront"
        )
        parser.add_argument("--abandon", action="store_true", help="renoncer à une restauration interrompue")

    def handle(self, *, file, replace, dry_run, moving, abandon, **options):
        try:
            if abandon:
                self._abandon()
            elif file is None:
                raise CommandError("Quel fichier ? maillage restore FICHIER")
            elif dry_run:
                self._describe("Fichier vérifié, rien n'a été écrit", restoring.verified(file))
            else:
                manifest = restoring.restore(file.resolve(), replace=replace, moving=moving)
                self._describe("Restauré et recompté", manifest)
                self.stdout.write(KEYS[manifest.secrets])
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        except OSError as error:
            raise CommandError(f"La restauration s'est arrêtée : {error.strerror} ({error.filename}).") from error

    def _abandon(self) -> None:
        there_was = restoring.abandon()
        self.stdout.write("Restauration abandonnée." if there_was else "Aucune restauration n'était en cours.")

    def _describe(self, done: str, manifest: Manifest) -> None:
        self.stdout.write(
            f"{done} : {manifest.rows} lignes de {len(manifest.tables)} tables, sauvegardées le {manifest.taken_at}"
            f" ({manifest.engine}, Maillage {manifest.maillage})."
        )
