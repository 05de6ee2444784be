"""What the worker does by itself: ask by rhythm, remind, close."""

from django.utils import timezone

from maillage.census.verifying import queries
from maillage.census.verifying.actions import following, launching
from maillage.core.jobs import every


@every(hours=24, name="census.ask_by_rhythm")
def ask_by_rhythm() -> None:
    launching.ask_by_rhythm()


@every(hours=6, name="census.remind")
def remind() -> None:
    for request in queries.to_remind(timezone.now()):
        following.remind(request)


@every(hours=6, name="census.close_expired")
def close_expired() -> None:
    following.close_expired()
