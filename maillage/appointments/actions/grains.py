"""Taking and giving back the five-minute grains of an appointment."""

from collections.abc import Iterable

from maillage.appointments.enums import BookedBy
from maillage.appointments.models import GRAIN, Appointment, Grain


def numbers(row: Appointment) -> range:
    return range(int(row.start.timestamp()) // GRAIN, -(-int(row.end.timestamp()) // GRAIN))


def take(rows: Iterable[Appointment]) -> None:
    """Raises IntegrityError when one is taken: in the diary's lane, or by the same person elsewhere."""
    Grain.objects.bulk_create(
        Grain(
            practice_id=row.practice_id, number=number, lane=row.lane, appointment=row,
            contact=_alone(row),
        )
        for row in rows
        for number in numbers(row)
    )  # fmt: skip


def _alone(row: Appointment) -> str:
    """Who cannot be elsewhere then. What staff forced, they knew; a companion is there with somebody."""
    knowingly = row.forced or row.companion_of_id or row.booked_by != BookedBy.SELF
    return "" if knowingly else row.contact_hash


def give_back(rows: Iterable[Appointment]) -> None:
    Grain.objects.filter(appointment__in=rows).delete()


def free_lane(row: Appointment) -> int:
    """The first lane where nobody is at that time."""
    wanted = numbers(row)
    held = Grain.objects.filter(practice=row.practice_id, number__gte=wanted.start, number__lt=wanted.stop)
    lanes = set(held.values_list("lane", flat=True))
    return next(lane for lane in range(len(lanes) + 1) if lane not in lanes)
