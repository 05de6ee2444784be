"""What waits for a member today, from every part of the site. A part adds its function to SOURCES."""

from collections.abc import Callable, Iterable

from maillage.census.duplicates import queries as duplicates
from maillage.census.proposals import queries as proposals
from maillage.census.structures import queries as structures
from maillage.census.uploading import queries as imports
from maillage.census.verifying import queries as verifying
from maillage.diagnosis.following import queries as gaps
from maillage.network.rules import Actor
from maillage.network.tasks import Task
from maillage.referrals.protecting import queries as waiting
from maillage.referrals.writing import following as sheets
from maillage.surveys.campaigns import queries as doors
from maillage.workshops import queries as meetings
from maillage.workshops.inviting import queries as invitations

SOURCES: tuple[Callable[[Actor], Iterable[Task]], ...] = (
    doors.today,
    duplicates.today,
    gaps.today,
    imports.today,
    invitations.today,
    meetings.today,
    proposals.today,
    sheets.today,
    structures.today,
    verifying.today,
    waiting.today,
)


def today(actor: Actor) -> list[Task]:
    """The most pressing first."""
    return sorted((task for source in SOURCES for task in source(actor)), key=lambda task: task.rank)
