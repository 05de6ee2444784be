"""The tables of the census, by idea: imports, proposals and reports, duplicates, verifications."""

from maillage.census.models.imports import Batch, Issue, OwnRecipe, SourceRecord, Upload
from maillage.census.models.matches import MatchDecision, Merge
from maillage.census.models.proposals import Channel, ErrorReport, Feedback, Proposal
from maillage.census.models.verifications import Campaign, Request, RequestedPlace, Verification

__all__ = [
    "Batch", "Campaign", "Channel", "ErrorReport", "Feedback", "Issue", "MatchDecision", "Merge", "OwnRecipe",
    "Proposal", "Request", "RequestedPlace", "SourceRecord", "Upload", "Verification",
]  # fmt: skip
