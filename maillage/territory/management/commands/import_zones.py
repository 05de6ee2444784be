from pathlib import Path

import orjson
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from maillage.territory.actions import put_zones
from maillage.territory.models import Commune, Zone
from maillage.territory.zoning import Read, read

LARGEST = 100 * 1024 * 1024


class Command(BaseCommand):
    help = "Zones d'une commune depuis un GeoJSON : quartiers du SIG de la ville, IRIS, QPV. Tout ou rien."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--kind", required=True, choices=Zone.Kind.values)
        parser.add_argument("--commune", required=True, help="code INSEE")
        parser.add_argument("--name", default="", help="propriété qui porte le nom")
        parser.add_argument("--code", default="", help="propriété qui porte le code")
        parser.add_argument("--source", default="", help="origine des contours, affichée")
        parser.add_argument("--approximate", action="store_true", help="limites indicatives")

    def handle(self, *, file, kind, commune, name, code, source, approximate, **options):
        known = Commune.objects.filter(pk=commune).first()
        if known is None:
            raise CommandError(_("Commune inconnue : %(code)s.") % {"code": commune})
        result = read(self._load(file), kind=kind, commune=commune, contour=known.geometry, name=name, code=code)
        if result.problems or not result.rows:
            raise CommandError(self._refusal(result))
        told = put_zones([{**row, "source": source or file.name, "approximate": approximate} for row in result.rows])
        self.stdout.write(
            _("Zones créées : %(created)d, modifiées : %(updated)d, inchangées : %(unchanged)d.") % told
            + (_(" Ignorées, d'autres communes : %(n)d.") % {"n": result.elsewhere} if result.elsewhere else "")
        )
        if told["created"] or told["updated"]:
            self.stdout.write(_("Ensuite : `maillage locate_places` range les lieux dans ces zones."))

    def _load(self, file: Path):
        try:
            if file.stat().st_size > LARGEST:
                raise CommandError(_("Fichier trop lourd (100 Mo au plus)."))
            return orjson.loads(file.read_bytes())
        except OSError as error:
            raise CommandError(_("Fichier illisible : %(why)s.") % {"why": error.strerror}) from error
        except orjson.JSONDecodeError as error:
            raise CommandError(_("Ce fichier n'est pas du JSON : %(why)s.") % {"why": error}) from error

    def _refusal(self, result: Read) -> str:
        lines = [_("zone n° %(n)d : %(why)s") % {"n": n, "why": why} if n else why for n, why in result.problems[:20]]
        if not result.problems:
            lines = [_("aucune zone de cette commune dans le fichier (%(n)d d'ailleurs).") % {"n": result.elsewhere}]
        return "\n".join([_("Rien n'a été écrit."), *lines])
