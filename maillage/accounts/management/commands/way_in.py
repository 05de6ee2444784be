from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from maillage.accounts import actions
from maillage.accounts.queries import by_email


class Command(BaseCommand):
    help = "Un lien pour entrer, quand les messages ne partent pas : une fois, pendant un quart d'heure."

    def add_arguments(self, parser):
        parser.add_argument("email", help="l'adresse d'un compte qui existe")

    def handle(self, *, email, **options):
        user = by_email(email)
        if user is None:
            raise CommandError(f"Aucun compte ouvert n'a l'adresse {email}.")
        _, _, token = actions.open_door(user)
        self.stdout.write(settings.MAILLAGE_URL + reverse("accounts:link", args=[token]))
