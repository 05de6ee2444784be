"""What the worker does by itself."""

from maillage.core.jobs import every
from maillage.surveys import publishing
from maillage.surveys.campaigns import actions


@every(hours=24, name="surveys.purge")
def forget_doors() -> None:
    """Thirty days after a campaign, nothing says which door any more."""
    actions.purge()


@every(hours=24, name="surveys.publish")
def count_answers() -> None:
    """Tables move by themselves, by enough at once to tell nobody's answer."""
    publishing.publish_all()
