"""What is personal goes; what is counted stays."""

from django.utils import timezone

from maillage.core import erased
from maillage.core.sealing import SealedField
from maillage.core.transactions import inside_transaction
from maillage.referrals import journal
from maillage.referrals.enums import Verb, Who
from maillage.referrals.models import Held, Referral, ReferralEvent


@inside_transaction
def blank(row: Held) -> Held:
    """Every sealed column of a sheet or a pathway, its paper included; the codes open nothing any more.

    Told, logged, and remembered beside the database: a backup put back does not bring it back.
    """
    sealed = [one.name for one in row._meta.get_fields() if isinstance(one, SealedField)]
    for name in sealed:
        setattr(row, name, "")
    row.erased_at = timezone.now()
    row.save(update_fields=[*sealed, "erased_at"])
    if isinstance(row, Referral):
        ReferralEvent.objects.create(referral=row, verb=Verb.ERASED, who=Who.SYSTEM, state=row.state)
    journal.note(journal.What.ERASE, row, who=Who.SYSTEM)
    erased.remember(row)
    return row
