"""What is personal goes; what is counted stays."""

from django.utils import timezone

from maillage.core.sealing import SealedField
from maillage.core.transactions import inside_transaction
from maillage.referrals import journal
from maillage.referrals.enums import Who
from maillage.referrals.models import Held


@inside_transaction
def blank(row: Held) -> Held:
    """Every sealed column of a sheet or a pathway, its paper included; the codes open nothing any more."""
    sealed = [one.name for one in row._meta.get_fields() if isinstance(one, SealedField)]
    for name in sealed:
        setattr(row, name, "")
    row.erased_at = timezone.now()
    row.save(update_fields=[*sealed, "erased_at"])
    journal.note(journal.What.ERASE, row, who=Who.SYSTEM)
    return row
