from django.db import transaction

from maillage.network.models import Organisation


@transaction.atomic
def create(*, slug: str, nom: str, federations=(), **columns) -> Organisation:
    """A new organisation, with the networks it belongs to."""
    organisation = Organisation(slug=slug, nom=nom, **columns)
    organisation.full_clean()
    organisation.save(force_insert=True)
    organisation.federations.set(federations)
    return organisation


@transaction.atomic
def join(organisation: Organisation, federation: Organisation) -> None:
    organisation.federations.add(federation)
