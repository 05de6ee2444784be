"""Who came is nobody's business after a while: what they left of themselves is erased, the counts stay."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Max, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from maillage.appointments.models import Appointment, Grain, Registration, Told

ERASED = {"called": "", "phone": "", "email": "", "contact_hash": ""}


def due() -> int:
    limit = _limit()
    return Appointment.objects.filter(end__lte=limit, forgotten_at=None).count() + _seats(limit).count()


def _limit() -> datetime:
    return timezone.now() - timedelta(days=settings.MAILLAGE_CONTACT_KEPT_DAYS)


@transaction.atomic
def forget_contacts() -> int:
    """How many people. Run twice, nothing happens the second time."""
    now, limit = timezone.now(), _limit()
    over = Appointment.objects.filter(end__lte=limit, forgotten_at=None)
    Grain.objects.filter(appointment__in=over).exclude(contact="").update(contact="")
    Told.objects.filter(Q(appointment__in=over) | Q(registration__in=_seats(limit))).delete()
    return over.update(**ERASED, forgotten_at=now) + _seats(limit).update(**ERASED, forgotten_at=now)


def _seats(limit):
    """The last session tells; a workshop without any, the day one registered."""
    ended = Registration.objects.annotate(over=Coalesce(Max("workshop__sessions__end"), "at"))
    keys = ended.filter(over__lte=limit, forgotten_at=None).order_by().values("pk")
    return Registration.objects.filter(pk__in=keys)
