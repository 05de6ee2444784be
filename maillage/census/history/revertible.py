"""Which columns of a change may be put back, and which go together."""

from maillage.places.columns import ROW_MODELS
from maillage.places.telling import known

TOGETHER = ("latitude", "longitude", "position_precision", "position_source")  # half a position is no position
BESIDE = "date_maj"  # follows every change by hand; put back with a whole change only
DECIDED_ELSEWHERE = ("id", "merged_into", "contested")


def revertible(column: str, change: list) -> bool:
    """Lists told by a name alone cannot be put back; nor what other parts of the site decide."""
    by_name_alone = column in ROW_MODELS and not all(isinstance(side, list) for side in change)
    return known(column) and not by_name_alone and column not in DECIDED_ELSEWHERE
