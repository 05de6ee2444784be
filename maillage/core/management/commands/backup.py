from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from maillage.core.keeping.manifest import Manifest
from maillage.core.keeping.refusals import Refused
from maillage.core.keeping.taking import backup

SECRETS = {
    "included": "La clé secrète est dans la sauvegarde : rangez ce fichier comme un trousseau de clés.",
    "environment": "La clé secrète vient de MAILLAGE_SECRET_KEY : gardez-la aussi, ailleurs.",
    "left out": "La clé secrète n'y est pas : gardez-la aussi, ailleurs.",
}


class Command(BaseCommand):
    help = "Sauvegarde la base, les fichiers reçus et la clé secrète dans un seul fichier. Le site peut tourner."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FICHIER", type=Path, help="le fichier à écrire, par exemple lundi.zip")
        parser.add_argument("--without-secrets", action="store_true", help="laisser la clé secrète de côté")

    def handle(self, *, file, without_secrets, **options):
        try:
            manifest = backup(file, secrets=not without_secrets)
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        except OSError as error:
            raise CommandError(f"La sauvegarde n'a pas pu s'écrire : {error.strerror} ({file}).") from error
        self._tell(file, manifest)

    def _tell(self, file: Path, manifest: Manifest) -> None:
        size = file.stat().st_size / 1_000_000
        lines = [
            f"Sauvegarde faite et relue : {file} ({size:.1f} Mo).",
            f"{manifest.rows} lignes de {len(manifest.tables)} tables.",
            SECRETS[manifest.secrets],
        ]
        if manifest.left_aside:
            lines.append(f"Tables qui ne sont pas de Maillage, laissées de côté : {', '.join(manifest.left_aside)}.")
        self.stdout.write("\n".join(lines))
