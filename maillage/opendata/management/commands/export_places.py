import gc
import os
import sys

from django.core.management.base import BaseCommand, CommandError

from maillage.opendata.exports import Format, LeftOut, left_out_file, stream

SHOWN = 20


class Command(BaseCommand):
    requires_system_checks = []  # they load every page of the site, and this reads none
    help = "Écrit les lieux publiés dans un fichier ; dit ce qui reste dehors, et pourquoi."

    def add_arguments(self, parser):
        parser.add_argument("--format", choices=Format.values, default=Format.CSV.value)
        parser.add_argument("--output", metavar="FICHIER", help="sortie standard par défaut")
        parser.add_argument("--report", metavar="FICHIER", help="liste complète de ce qui reste dehors (CSV)")

    def handle(self, *args, format, output, report, **options):
        gc.freeze()  # what is loaded by now stays to the end: not looked at again for each thousand places
        found: list[LeftOut] = []
        pieces = stream(Format(format), left_out=found.append)
        try:
            self.write_file(output, pieces) if output else self.write_out(pieces)
            if report:
                self.write_file(report, [left_out_file(found)])
        except BrokenPipeError:  # the reader (`| head`) has had enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return
        except OSError as error:
            raise CommandError(f"Impossible d'écrire : {error}") from error
        self.say(found)

    def write_file(self, path: str, pieces) -> None:
        with open(path, "wb") as file:
            file.writelines(pieces)

    def write_out(self, pieces) -> None:
        """Bytes when there is a real output, so that neither its encoding nor its line ends change the file."""
        raw = getattr(self.stdout._out, "buffer", None)
        for piece in pieces:
            raw.write(piece) if raw else self.stdout.write(piece.decode(), ending="")
        self.stdout.flush()

    def say(self, found: list[LeftOut]) -> None:
        if not found:
            return
        self.stderr.write(f"{len(found)} lieu(x) hors du fichier :")
        for one in found[:SHOWN]:
            self.stderr.write(f"- {one.nom or one.id} : {' '.join(one.reasons)}")
        if len(found) > SHOWN:
            self.stderr.write(f"… et {len(found) - SHOWN} autre(s) ; --report FICHIER les écrit tous.")
