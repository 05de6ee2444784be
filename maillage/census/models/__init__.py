"""The tables of the census, by idea: imports, proposals and reports, duplicates, verifications."""

from maillage.census.models.imports import Batch, Issue, OwnRecipe, PriorOrigin, SourceRecord, Upload
from maillage.census.models.matches import MatchDecision, Merge
from maillage.census.models.proposals import Channel, ErrorReport, Feedback, Proposal
from maillage.census.models.verifications import Campaign, Request, RequestedPlace, RequestLink, Verification

__all__ = [
    "Batch", "Campaign", "Channel", "ErrorReport", "Feedback", "Issue", "MatchDecision", "Merge", "OwnRecipe",
    "PriorOrigin", "Proposal", "Request", "RequestLink", "RequestedPlace", "SourceRecord", "Upload", "Verification",
]  # fmt: skip
