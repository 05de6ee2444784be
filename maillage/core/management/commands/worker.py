import signal

from django.core.management.base import BaseCommand, CommandError

from maillage.core.worker import Worker, run_once


class Command(BaseCommand):
    requires_system_checks = []  # they load every page of the site
    help = "Envoie les messages et fait les travaux de fond. SIGTERM l'arrête après ce qu'il est en train de faire."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="faire ce qui attend, puis s'arrêter")

    def handle(self, *, once, **options):
        if once:
            return self._once()
        worker = Worker()
        for one in (signal.SIGTERM, signal.SIGINT):
            signal.signal(one, worker.stop)
        worker.run()

    def _once(self) -> None:
        if not run_once():
            raise CommandError("Aucun serveur de messages ne répond : les messages attendent.")
