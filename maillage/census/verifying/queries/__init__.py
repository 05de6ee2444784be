"""Who may be asked, what was asked, what is known of it."""

from maillage.census.verifying.queries.asked import (
    REMIND_AFTER,
    days_left,
    holder_again,
    lines,
    link_digest,
    may_be_reminded,
    open_lines_of,
    open_request_of,
    open_requests,
    request_of,
    still_valid,
    to_remind,
)
from maillage.census.verifying.queries.doubts import columns_reported, doubted_since, freshness
from maillage.census.verifying.queries.holding import (
    due_by_rhythm,
    holder_of,
    holders,
    own_places,
    preview,
    run_by,
    shown,
    to_confirm,
)
from maillage.census.verifying.queries.launched import (
    STATES,
    campaigns,
    corrections,
    letters,
    phone_of,
    requests,
    suggested_name,
    to_call,
)
from maillage.census.verifying.queries.today import today

__all__ = [
    "REMIND_AFTER", "STATES", "campaigns", "columns_reported", "corrections", "days_left", "doubted_since",
    "due_by_rhythm", "freshness", "holder_again", "holder_of", "holders", "letters", "lines", "link_digest",
    "may_be_reminded", "open_lines_of", "open_request_of",
    "open_requests", "own_places", "phone_of", "preview", "request_of", "requests", "run_by",
    "shown", "still_valid", "suggested_name", "to_call", "to_confirm", "to_remind", "today",
]  # fmt: skip
