"""Links that open an invitation to a meeting, one in each state; run inside the site's own environment."""

from django.utils import timezone

from maillage.network.models import Organisation
from maillage.workshops.inviting.queries import link_digest
from maillage.workshops.models import InvitationLink, Meeting, MeetingInvitation, Series


def expect_structures() -> None:
    rows = MeetingInvitation.objects.filter(meeting__edition=2).order_by("pk")
    _open("lien-pour-venir", rows.filter(answer="").first())
    _open("lien-deja-venu", rows.filter(answer="oui").first())
    _open("lien-annule", _cancelled().invitations.create(organisation=Organisation.objects.first()))


def _open(token: str, invitation: MeetingInvitation) -> None:
    InvitationLink.objects.create(invitation=invitation, token_hash=link_digest(token))


def _cancelled() -> Meeting:
    series, now = Series.objects.create(slug="essai-annule", nom="Essai annulé"), timezone.now()
    return Meeting.objects.create(
        series=series, edition=9, day=timezone.localdate(), closed_at=now, cancelled_at=now, where="Nulle part"
    )
