from django.core.management.base import BaseCommand, CommandError

from maillage.referrals import journal
from maillage.referrals.models import Access


class Command(BaseCommand):
    help = "Vérifie que le journal des accès aux fiches est entier : aucune ligne retirée ni réécrite."

    def handle(self, **options):
        if (number := journal.broken_at()) is not None:
            raise CommandError(
                f"Le journal des accès est rompu à la ligne {number} : une ligne a été retirée ou réécrite."
            )
        self.stdout.write(f"Le journal des accès est entier : {Access.objects.count()} lignes.")
