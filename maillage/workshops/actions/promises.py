"""What an organisation says it will do, and what becomes of it."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from maillage.accounts.models import User
from maillage.core.events import tell
from maillage.network.models import Organisation
from maillage.workshops.actions.cards import card_became
from maillage.workshops.enums import Status
from maillage.workshops.models import Card, CardBecame, Commitment, FollowUp, Meeting


@transaction.atomic
def promise(
    meeting: Meeting, organisation: Organisation, text: str, *, by: User | None, due: date | None = None,
    card: Card | None = None,
) -> Commitment:  # fmt: skip
    """From a card or on its own. The same words of one organisation at one meeting are one promise."""
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    row, new = Commitment.objects.get_or_create(
        meeting=meeting, organisation=organisation, text=text, defaults={"due": due}
    )
    if card is not None:
        card_became(card, CardBecame.Kind.COMMITMENT, row.pk, by=by)
    if new:
        tell("promised", row, by=by, organisation=organisation.pk, due=due)
    return row


@transaction.atomic
def follow_up(commitment: Commitment, status: str, *, by: User | None, note: str = "") -> Commitment:
    """Where it stands, in one tap, with a word if need be. The same tap twice is one."""
    row = Commitment.objects.select_for_update().get(pk=commitment.pk)
    if row.status == status and not note:
        return row
    if row.status != status:
        row.status, row.status_at = Status(status), timezone.now()
        row.save(update_fields=["status", "status_at"])
    FollowUp.objects.create(commitment=row, status=status, note=note, by=by)
    tell("followed up", row, by=by, status=status)
    return row
