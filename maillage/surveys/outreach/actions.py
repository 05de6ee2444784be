from django.db import transaction

from maillage.accounts.models import User
from maillage.core.events import tell
from maillage.surveys.models import Outreach


@transaction.atomic
def save(outing: Outreach, *, by: User) -> Outreach:
    """A new one, or what changed of it."""
    verb = "changed" if outing.pk else "told"
    outing.save()
    tell(verb, outing, by=by)
    return outing
