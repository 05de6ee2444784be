"""Who may be asked, what was asked, what is known of it."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils import timezone

from maillage.census.models import ErrorReport, Request
from maillage.census.verifying.holders import Holder, grouped, key_of
from maillage.network.enums import Role
from maillage.network.models import Membership
from maillage.places.models import Place


def manager_emails(organisations: Iterable[int]) -> dict[int, str]:
    """An active manager's address for each structure that has one."""
    held = Membership.objects.filter(organisation__in=organisations, role=Role.MANAGER, user__is_active=True)
    found = held.exclude(user__email="").order_by("-pk").values_list("organisation", "user__email")
    return dict(found)


def holders(places: Iterable[Place]) -> list[Holder]:
    """In one query more than the places, whatever their number."""
    rows = list(places)
    return grouped(rows, manager_emails({row.organisation_id for row in rows if row.organisation_id}))


def holder_of(place: Place) -> Holder:
    return holders([place])[0]


def open_requests() -> QuerySet[Request]:
    return Request.objects.filter(done_at=None, closed_at=None)


def open_request_of(place: Place) -> Request | None:
    return open_requests().filter(holder=key_of(place)).first()


def columns_reported(place: Place) -> set[str]:
    """What reports still open say is wrong."""
    told = ErrorReport.objects.filter(place=place, handled_at=None).values_list("columns", flat=True)
    return {column for columns in told for column in columns}


def still_valid(request: Request) -> bool:
    return request.done_at is None and request.closed_at is None and request.expires_at > timezone.now()
