from django.db import transaction

from maillage.core.models import Revision
from maillage.territory.models import Commune, Zone
from maillage.territory.queries import ZONES


@transaction.atomic
def put_commune(*, code_insee: str, **columns) -> Commune:
    """Create or refresh a commune of reference."""
    return Commune.objects.update_or_create(pk=code_insee, defaults=columns)[0]


@transaction.atomic
def put_zone(*, code: str, **columns) -> Zone:
    """Create or refresh a zone; what is kept in memory of the outlines is read again."""
    zone, _ = Zone.objects.update_or_create(pk=code, defaults=columns)
    Revision.advance(ZONES)
    return zone
