"""The reads every page of the agenda shares: what is free, what happens when, who is expected."""

from maillage.appointments.queries.desk import desk_words
from maillage.appointments.queries.free import (
    Free,
    Moment,
    free_slots,
    left_out,
    moments,
    next_free,
    openings_of,
    others_near,
    slot_at,
)
from maillage.appointments.queries.occasions import Occasion, occasions
from maillage.appointments.queries.people import (
    begins,
    busy_counts,
    cancellable_until,
    engaged,
    met_by,
    rank,
    seats_left,
    sessions_met_by,
    spans,
)

__all__ = [
    "Free", "Moment", "Occasion", "begins", "busy_counts", "cancellable_until", "desk_words", "engaged", "free_slots",
    "left_out", "met_by", "moments", "next_free", "occasions", "openings_of", "others_near", "rank", "seats_left",
    "sessions_met_by", "slot_at", "spans",
]  # fmt: skip
