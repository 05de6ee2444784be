"""The smallest count that may be shown (MAILLAGE_SMALLEST_COUNT): 11 unless set, never under 5."""

from django.conf import settings

FLOOR = 5


def smallest_count() -> int:
    return max(FLOOR, settings.MAILLAGE_SMALLEST_COUNT)
