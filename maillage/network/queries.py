from django.db.models import QuerySet

from maillage.network.models import Organisation


def members(federation: Organisation) -> QuerySet[Organisation]:
    """Who belongs to a federation or a network, by name."""
    return federation.members.order_by("nom")


def directory() -> QuerySet[Organisation]:
    """Every organisation, with what its line in a list shows."""
    return Organisation.objects.prefetch_related("federations").order_by("nom")
