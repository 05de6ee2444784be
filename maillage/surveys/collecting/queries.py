"""Who holds a link, and what it opens."""

from functools import cached_property

from django.utils import timezone

from maillage.accounts.secrets import digest
from maillage.surveys import questions
from maillage.surveys.enums import Stage
from maillage.surveys.models import Collector, Round, Survey
from maillage.territory.models import Zone

COLLECTOR = "collector"  # the role of the digest


def collector_of(token: str) -> Collector | None:
    """Known, even when its time is over: the page says so and keeps what is unsent."""
    return Collector.objects.filter(token_hash=digest(COLLECTOR, token)).select_related("campaign__survey").first()


def still_valid(collector: Collector) -> bool:
    return collector.revoked_at is None and collector.expires_at > timezone.now()


class Known:
    """What a batch may speak of, each read once."""

    def __init__(self, collector: Collector):
        self.campaign = collector.campaign

    @cached_property
    def rounds(self) -> dict[int, Round]:
        return Round.objects.filter(campaign=self.campaign).in_bulk()

    @cached_property
    def surveys(self) -> dict[int, Survey]:
        """Any version of the campaign's survey that has been open: a phone may hold an older one."""
        return Survey.objects.filter(slug=self.campaign.survey.slug).exclude(stage=Stage.DRAFT).in_bulk()

    @cached_property
    def questions(self) -> dict[int, list[questions.Question]]:
        return {pk: questions.read(survey.questions) for pk, survey in self.surveys.items()}

    @cached_property
    def zones(self) -> set[str]:
        return set(Zone.objects.values_list("pk", flat=True))
