from django.utils.functional import SimpleLazyObject

from maillage.network.rules import acting
from maillage.website.workspace.menu import doors


def workspace(request):
    """`doors` for the pages of members; costs nothing on the others."""
    if not hasattr(request, "user"):  # an error came before it was known who asks
        return {}
    return {"doors": SimpleLazyObject(lambda: doors(acting(request)))}
