import os
import sys
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from maillage.website import starting
from maillage.website.running import HOST


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
        self._tell(port, loaded, *starting.demo_login())
        if not prepare_only:
            self._serve(port)

    def _port(self) -> int:
        text = os.environ.get("PORT") or "8000"
        if not text.isdigit() or not 0 < int(text) < 65_536:
            raise CommandError(f"PORT={text} : il faut un nombre entre 1 et 65535.")
        return int(text)

    def _tell(self, port: int, loaded: bool, username: str, password: str) -> None:
        news = "est prêt" if loaded else "est prêt, avec les données de la dernière fois"
        lines = [
            f"{settings.MAILLAGE_TERRITORY} {news}.",
            f"  Le site        http://{HOST}:{port}/",
            f"  L'intérieur    http://{HOST}:{port}/admin/",
            f"  Identifiant    {username}",
            f"  Mot de passe   {password or 'celui que vous avez choisi'}",
            f"  Les données    {settings.DATA_DIR}",
            f"  Les messages   {self._mails()}",
            "Ctrl-C arrête tout.",
        ]
        self.stdout.write("\n".join(lines))

    def _mails(self) -> str:
        """Never the address itself: it may hold a password."""
        server = urlsplit(settings.MAILLAGE_SMTP_URL).hostname
        return f"partent par {server}" if server else f"{settings.MAILLAGE_MAILS_DIR} (un fichier chacun, rien ne part)"

    def _serve(self, port: int) -> None:
        """What watches over the web server and the worker takes this process's place: what we held is freed."""
        sys.stdout.flush()
        os.environ.setdefault("MAILLAGE_URL", f"http://{HOST}:{port}")
        os.chdir(settings.BASE_DIR)
        os.execv(sys.executable, [sys.executable, "-m", "maillage.website.running", str(port)])
