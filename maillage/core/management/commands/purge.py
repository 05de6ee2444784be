from django.core.management.base import BaseCommand

from maillage.core import retention


class Command(BaseCommand):
    help = "Efface les données personnelles dont la durée est passée, et dit combien. Interrompue, relancez-la."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="dire ce qui partirait, sans rien effacer")
        parser.add_argument("--table", action="store_true", help="écrire la table des durées, en Markdown")

    def handle(self, *, dry_run, table, **options):
        if table:
            return self.stdout.write(retention.table())
        told = retention.purge(dry_run=dry_run)
        for one in told:
            count = f"{one.due} à effacer" if dry_run else f"{one.done} effacés sur {one.due}"
            self.stdout.write(f"{one.kind.words} ({one.kind.duration}) : {count}")
        self.stdout.write("Rien n'a été effacé : essai à blanc." if dry_run else "Fini.")
