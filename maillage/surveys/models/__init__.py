"""The tables of surveys: what is asked, who goes where, what came back."""

from maillage.surveys.models.campaigns import Campaign, Collector, Finding, Outreach, Round
from maillage.surveys.models.received import Conflict, Door, Publication, Response
from maillage.surveys.models.surveys import Survey

__all__ = [
    "Campaign", "Collector", "Conflict", "Door", "Finding", "Outreach", "Publication", "Response", "Round", "Survey",
]  # fmt: skip
