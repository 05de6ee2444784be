"""The smallest count that may be shown (MAILLAGE_SMALLEST_COUNT): 11 unless set, never under 5."""

from django.conf import settings

USUAL, FLOOR = 11, 5


def smallest_count() -> int:
    return max(FLOOR, getattr(settings, "MAILLAGE_SMALLEST_COUNT", USUAL))
