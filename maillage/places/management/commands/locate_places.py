from django.core.management.base import BaseCommand

from maillage.places.locating import locate_missing, put_in_zones


class Command(BaseCommand):
    help = "Range les lieux dans les zones (après un import de zones). --addresses : situe aussi ceux sans position."

    def add_arguments(self, parser):
        parser.add_argument("--addresses", action="store_true", help="demander la position des adresses au géocodeur")

    def handle(self, *, addresses, **options):
        if addresses:
            told = locate_missing()
            self.stdout.write(f"Lieux situés : {told['located']}, adresses inconnues : {told['unknown']}.")
        self.stdout.write(f"Lieux rangés dans d'autres zones : {put_in_zones()}.")
