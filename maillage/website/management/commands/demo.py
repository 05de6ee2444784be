import os
import sys
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from maillage.website import demo_members, starting
from maillage.website.running import HOST

WITHOUT_SECOND_FACTOR = "  Aucun deuxième moyen d'entrer n'est demandé ici (MAILLAGE_SECOND_FACTOR=1 le demande)"


class Command(BaseCommand):
    help = "Roubaix, vivant, en une commande : prépare ce qui manque, puis ouvre le site. PORT= change le port."

    def add_arguments(self, parser):
        parser.add_argument("--prepare-only", action="store_true", help="tout préparer, sans ouvrir le site")

    def handle(self, *, prepare_only, **options):
        port = self._port()
        if not prepare_only and not starting.port_is_free(HOST, port):
            raise CommandError(f"Le port {port} est déjà pris. Choisissez-en un autre : PORT={port + 1} make demo")
        starting.compile_translations()
        loaded = starting.prepare_database()
        starting.collect_static()
        demo_members.prepare()
        self._tell(port, loaded, [] if prepare_only else demo_members.ways_in())
        if not prepare_only:
            self._serve(port)

    def _port(self) -> int:
        text = os.environ.get("PORT") or "8000"
        if not text.isdigit() or not 0 < int(text) < 65_536:
            raise CommandError(f"PORT={text} : il faut un nombre entre 1 et 65535.")
        return int(text)

    def _tell(self, port: int, loaded: bool, ways_in: list[tuple[str, str]]) -> None:
        news = "est prêt" if loaded else "est prêt, avec les données de la dernière fois"
        lines = [
            f"{settings.MAILLAGE_TERRITORY} {news}.",
            f"  Le site        http://{HOST}:{port}/",
            f"  Les données    {settings.DATA_DIR}",
            f"  Les messages   {self._mails()}",
            *self._doors(port, ways_in),
            "Ctrl-C arrête tout.",
        ]
        self.stdout.write("\n".join(lines))

    def _doors(self, port: int, ways_in: list[tuple[str, str]]) -> list[str]:
        """Fictitious members; a second factor is offered to them, not required."""
        if not ways_in:
            return []
        lines = [f"    {who:<17} http://{HOST}:{port}{path}" for who, path in ways_in]
        weaker = [] if os.environ.get("MAILLAGE_SECOND_FACTOR", "0") == "1" else [WITHOUT_SECOND_FACTOR]
        return [f"  Entrer comme (chaque lien sert une fois, pendant {demo_members.HOURS} heures)", *lines, *weaker]

    def _mails(self) -> str:
        """Never the address itself: it may hold a password."""
        server = urlsplit(settings.MAILLAGE_SMTP_URL).hostname
        return f"partent par {server}" if server else f"{settings.MAILLAGE_MAILS_DIR} (un fichier chacun, rien ne part)"

    def _serve(self, port: int) -> None:
        """What watches over the web server and the worker takes this process's place: what we held is freed."""
        sys.stdout.flush()
        os.environ.setdefault("MAILLAGE_URL", f"http://{HOST}:{port}")
        os.environ.setdefault("MAILLAGE_SECOND_FACTOR", "0")
        os.chdir(settings.BASE_DIR)
        os.execv(sys.executable, [sys.executable, "-m", "maillage.website.running", str(port)])
