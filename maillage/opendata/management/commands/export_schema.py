import json

from django.core.management.base import BaseCommand

from maillage.opendata.schema import local_extension


class Command(BaseCommand):
    help = "Écrit le schéma de l'extension locale, d'après les modèles : `> docs/data/maillage-local-extension.json`."

    def handle(self, *args, **options):
        self.stdout.write(json.dumps(local_extension(), ensure_ascii=False, indent=2))
