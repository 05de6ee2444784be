from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from maillage.core import rotating, sealing

ELSEWHERE = "Les clés viennent de MAILLAGE_KEYS : mettez la nouvelle en premier, redémarrez, puis relancez sans --new."
FORGET_YOURSELF = "Retirez maintenant l'ancienne clé de MAILLAGE_KEYS, puis redémarrez."


class Command(BaseCommand):
    help = "Scelle de nouveau tous les textes personnels avec la clé la plus récente. Le site peut tourner."

    def add_arguments(self, parser):
        parser.add_argument("--new", action="store_true", help="faire d'abord une clé neuve (clés gardées en fichier)")
        parser.add_argument(
            "--forget", action="store_true", help="à la fin, oublier les anciennes clés (clés gardées en fichier)"
        )

    def handle(self, *, new, forget, **options):
        if settings.MAILLAGE_KEYS and (new or forget):
            raise CommandError(ELSEWHERE if new else FORGET_YOURSELF)
        if new:
            sealing.add_key()
        told = self._rotate()
        self.stdout.write(f"{told.seen} textes scellés, {told.changed} passés sous la clé la plus récente.")
        if forget:
            self._forget()

    def _rotate(self) -> rotating.Rotated:
        try:
            return rotating.rotate()
        except rotating.OtherKey as error:
            found = ", ".join(f"{column} : {count}" for column, count in error.columns.items())
            raise CommandError(
                f"Des textes sont scellés avec une clé qui n'est pas ici ({found}). Rien n'a été changé : remettez"
                " cette clé, après la nouvelle, puis recommencez."
            ) from error

    def _forget(self) -> None:
        """What somebody wrote meanwhile may still be under the former key."""
        if left := rotating.behind():
            raise CommandError(f"{left} textes sont encore sous une ancienne clé : relancez.")
        sealing.drop_former_keys()
        self.stdout.write("Les anciennes clés sont oubliées : elles n'ouvrent plus rien ici.")
