"""What the worker does by itself for meetings: remind, forget."""

from django.utils import timezone

from maillage.core.jobs import every
from maillage.workshops.inviting import actions, queries


@every(hours=6, name="workshops.remind_of_meetings")
def remind() -> None:
    now = timezone.now()
    for row in queries.to_remind(now).select_related("meeting"):
        actions.remind(row, now)


@every(hours=24, name="workshops.forget_invitation_links")
def forget_links() -> None:
    actions.forget_links()
