import json

from django.core.management.base import BaseCommand

from maillage.website import roubaix


class Command(BaseCommand):
    help = "Charge Roubaix : faits publics, acteurs et actions, exemples fictifs. Ce qui existe déjà n'est pas touché."

    def handle(self, **options):
        self.stdout.write(json.dumps(roubaix.load(), ensure_ascii=False))
