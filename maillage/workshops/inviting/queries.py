"""Who is invited, who answered what, who must still be told something."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.accounts.secrets import digest
from maillage.core import speaking
from maillage.network.models import Organisation
from maillage.network.rules import Actor
from maillage.network.tasks import Task
from maillage.workshops.enums import Coming
from maillage.workshops.inviting.addresses import Reach, reach
from maillage.workshops.inviting.occasion import Occasion
from maillage.workshops.models import Attendance, Commitment, InvitationLink, Meeting, MeetingInvitation
from maillage.workshops.queries import coming_back
from maillage.workshops.seating import Guests

REMIND_DAYS = 3
REST = timedelta(days=1)  # after a letter, before a reminder
KEPT = timedelta(days=30)  # links, after the meeting
EVERYBODY, LAST_TIME = "tous", "derniere-fois"


class Answers(NamedTuple):
    """What the invitations of a meeting add up to."""

    coming: int
    people: int
    excused: int
    silent: int

    @property
    def asked(self) -> int:
        return self.coming + self.excused + self.silent


class Candidate(NamedTuple):
    """An organisation one may invite."""

    organisation: Organisation
    reach: Reach
    came: bool  # to an earlier edition of the series
    ticked: bool
    owes: list[Commitment]


class Expected(NamedTuple):
    """Who said yes or no and is not in the list of those who came; `present` and `excused` fill it in."""

    organisation: Organisation
    present: int
    excused: int
    of_the_city: bool


def link_digest(token: str) -> str:
    return digest("meeting.invitation", token)


def opened_by(token: str) -> MeetingInvitation | None:
    """What a link opens; None for a link nobody was given, or that is forgotten."""
    rows = InvitationLink.objects.filter(token_hash=link_digest(token))
    found = rows.select_related("invitation__meeting__series", "invitation__organisation")
    return next((one.invitation for one in found), None)


def invited(meeting: Meeting) -> list[MeetingInvitation]:
    return list(meeting.invitations.select_related("organisation").order_by("organisation__nom", "pk"))


def invites(meeting: Meeting) -> bool:
    return meeting.closed_at is None and meeting.day >= timezone.localdate()


def answers(rows: Iterable[MeetingInvitation]) -> Answers:
    told = [(row.answer, row.people) for row in rows]
    return Answers(
        coming=sum(answer == Coming.YES for answer, _people in told),
        people=sum(people for answer, people in told if answer == Coming.YES),
        excused=sum(answer == Coming.NO for answer, _people in told),
        silent=sum(not answer for answer, _people in told),
    )


def unaware(rows: Iterable[MeetingInvitation], now: Occasion) -> list[MeetingInvitation]:
    """Those who know of another day, hour or place."""
    return [row for row in rows if not now.known_by(row)]


def to_call(rows: Iterable[MeetingInvitation]) -> list[MeetingInvitation]:
    """No letter reaches them, and they did not answer what holds today."""
    return [row for row in rows if not row.mailed and (not row.answer or row.before_change)]


# -- whom to invite


def candidates(meeting: Meeting, rows: Iterable[MeetingInvitation], chosen: str) -> list[Candidate]:
    """Not invited yet, or invited without an address that is known since. Those of the last edition come first."""
    known = {row.organisation_id: row for row in rows}
    everyone = list(Organisation.objects.order_by("nom"))
    found, came, owed = reach(everyone), _came(meeting), promised(meeting)
    open_ones = [one for one in everyone if _may_be_written_to(known.get(one.pk), found[one.pk])]
    lines = [
        Candidate(one, found[one.pk], one.pk in came, _ticked(one, chosen, came), owed.get(one.pk, []))
        for one in open_ones
    ]
    return sorted(lines, key=lambda line: not line.came)


def _may_be_written_to(row: MeetingInvitation | None, found: Reach) -> bool:
    return row is None or bool(not row.mailed and not row.answer and found.email)


def _ticked(one: Organisation, chosen: str, came: set[int]) -> bool:
    if chosen == LAST_TIME:
        return one.pk in came
    return chosen in ("", EVERYBODY) or chosen in one.families


def _came(meeting: Meeting) -> set[int]:
    """Expected at the last edition, come or excused."""
    before = Meeting.objects.filter(series=meeting.series_id, edition__lt=meeting.edition).order_by("-edition")
    last = before.filter(attendances__isnull=False).values_list("pk", flat=True).first()
    return set(Attendance.objects.filter(meeting=last).values_list("organisation", flat=True)) if last else set()


def promised(meeting: Meeting) -> dict[int, list[Commitment]]:
    """What each organisation said it would do, and that comes back at this meeting."""
    found: dict[int, list[Commitment]] = {}
    for row in coming_back(meeting):
        found.setdefault(row.organisation_id, []).append(row)
    return found


# -- from what was announced to who came


def expected(rows: Iterable[MeetingInvitation], came: Iterable[Attendance], meeting: Meeting) -> list[Expected]:
    """Those who answered and are not noted yet. One query: which of them are of the City, as noted before."""
    noted = {row.organisation_id for row in came}
    waiting = [row for row in rows if row.answer and row.organisation_id not in noted]
    earlier = Attendance.objects.filter(meeting__series=meeting.series_id, of_the_city=True)
    city = set(earlier.values_list("organisation", flat=True)) if waiting else set()
    return [
        Expected(row.organisation, row.people if row.coming else 0, int(not row.coming), row.organisation_id in city)
        for row in waiting
    ]


def guests(rows: Iterable[MeetingInvitation]) -> list[Guests]:
    """Who is to be seated, before the day."""
    return [
        Guests(row.organisation_id, tuple(row.organisation.families) or (row.organisation.kind or "autre",), row.people)
        for row in rows
        if row.coming
    ]


# -- reminders, tasks, forgetting


def to_remind(now: datetime) -> QuerySet[MeetingInvitation]:
    """Three days before, those who did not answer, once; nobody for a meeting that is closed, cancelled or past."""
    today = timezone.localdate(now)
    soon = {"meeting__day__gt": today, "meeting__day__lte": today + timedelta(days=REMIND_DAYS)}
    waiting = MeetingInvitation.objects.filter(answer="", mailed=True, reminded_at=None, told_at__lte=now - REST)
    return waiting.filter(meeting__closed_at=None, meeting__cancelled_at=None, **soon).order_by("pk")


def today(actor: Actor) -> Iterator[Task]:
    yield from _to_answer(actor)
    yield from _to_tell(actor)


def _upcoming() -> QuerySet[MeetingInvitation]:
    rows = MeetingInvitation.objects.filter(meeting__closed_at=None, meeting__day__gte=timezone.localdate())
    return rows.select_related("meeting__series").order_by("meeting__day", "pk")


def _to_answer(actor: Actor) -> Iterator[Task]:
    """The manager of an organisation that is expected."""
    for row in _upcoming().filter(organisation__in=actor.manages, answer="")[:3] if actor.manages else ():
        url = reverse("inviting:answer", args=[row.meeting_id, row.organisation_id])
        words, day = _("Dire si vous venez : %s") % row.meeting, speaking.said(row.meeting.day, "day")
        yield Task(words, url, "personnes", day, 40)


def _to_tell(actor: Actor) -> Iterator[Task]:
    """The coordinator, when the day or the place is no longer the one that was told."""
    if not actor.coordinates:
        return
    same = Q(told_day=F("meeting__day"), told_where=F("meeting__where"))
    found: dict[Meeting, int] = {}
    for row in _upcoming().exclude(same):
        found[row.meeting] = found.get(row.meeting, 0) + 1
    for meeting, count in found.items():
        words = ngettext("Prévenir %(n)s structure du changement", "Prévenir %(n)s structures du changement", count)
        yield Task(words % {"n": count}, meeting.get_absolute_url(), "alerte", str(meeting), 20)


def forgettable() -> QuerySet[InvitationLink]:
    return InvitationLink.objects.filter(invitation__meeting__day__lt=timezone.localdate() - KEPT)
