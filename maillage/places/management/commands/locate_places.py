from django.core.management.base import BaseCommand

from maillage.places.locating import locate_missing, put_in_zones


class Command(BaseCommand):
    help = "Range les lieux dans les zones (après un import de zones). --addresses : situe aussi ceux sans position."

    def add_arguments(self, parser):
        parser.add_argument("--addresses", action="store_true", help="demander la position des adresses au géocodeur")

    def handle(self, *, addresses, **options):
        if addresses:
            told = locate_missing()
            self.stdout.write(f"{told['located']} lieux situés, {told['unknown']} adresses inconnues.")
        self.stdout.write(f"{put_in_zones()} lieux rangés dans d'autres zones.")
