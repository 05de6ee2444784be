"""Whose turn it is. A row locked here is ours until the end of the transaction."""

from collections.abc import Iterable

from django.db.models import Q

from maillage.appointments.models import Practice, Workshop


def lock(practice: Practice | int) -> Practice:
    """The diary's row: two writers of one diary come one after the other."""
    key = practice.pk if isinstance(practice, Practice) else practice
    return Practice.objects.select_for_update().get(pk=key)


def lock_all(practices: Iterable[Practice | int]) -> list[Practice]:
    """Several diaries, always in the same order: nobody waits for somebody who waits for them."""
    keys = {one.pk if isinstance(one, Practice) else one for one in practices}
    return list(Practice.objects.select_for_update().filter(pk__in=keys).order_by("pk"))


def lock_place(place_id: str) -> list[Practice]:
    """Every diary where somebody receives, or once received, at that place."""
    there = Q(place=place_id) | Q(ranges__place=place_id) | Q(ranges__changed__place=place_id)
    return lock_all(Practice.objects.filter(there).values_list("pk", flat=True))


def lock_workshop(workshop: Workshop | int) -> Workshop:
    key = workshop.pk if isinstance(workshop, Workshop) else workshop
    return Workshop.objects.select_for_update().get(pk=key)
