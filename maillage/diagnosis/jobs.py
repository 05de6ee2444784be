"""What the worker does by itself."""

from maillage.core.jobs import every
from maillage.diagnosis import actions


@every(hours=6, name="diagnosis.publish")
def publish() -> None:
    """The first run of a month publishes the one that ended; the others change nothing."""
    actions.publish()


@every(hours=24, name="diagnosis.snapshot")
def photograph() -> None:
    actions.weekly_snapshot()
