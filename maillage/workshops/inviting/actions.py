"""Inviting, hearing the answer, telling what changed: each verb is one transaction and leaves an event."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from maillage.accounts.models import User
from maillage.accounts.secrets import new_token
from maillage.core import outbox
from maillage.core.events import tell
from maillage.core.templatetags.addresses import absolute
from maillage.network.models import Organisation
from maillage.workshops.enums import Coming
from maillage.workshops.inviting import queries
from maillage.workshops.inviting.addresses import Reach, reach
from maillage.workshops.inviting.occasion import Occasion, occasion
from maillage.workshops.inviting.wording import Letter, said
from maillage.workshops.models import AgendaBlock, Commitment, InvitationLink, Meeting, MeetingInvitation

TEMPLATE = "mails/workshops/meeting"
NOTHING: dict = {"told_day": None, "told_start": None, "told_where": ""}


class TooLate(Exception):
    """The meeting is closed, cancelled, or past."""


class Sent(NamedTuple):
    mailed: int
    to_call: int


class _Post(NamedTuple):
    """All that the letters of one meeting share, read once."""

    meeting: Meeting
    blocks: list[AgendaBlock]
    promised: dict[int, list[Commitment]]
    by: User | None

    @property
    def occasion(self) -> Occasion:
        return occasion(self.meeting, self.blocks)


@transaction.atomic
def invite(meeting: Meeting, organisations: Iterable[Organisation], *, by: User) -> Sent:
    """Once each, however many times it is pressed. Those without an address are kept, to be called."""
    post = _post(meeting, by)
    if not queries.invites(post.meeting):
        raise TooLate
    rows = list(organisations)
    known, reached, done = {one.organisation_id: one for one in queries.invited(meeting)}, reach(rows), []
    for organisation in rows:
        row = known.get(organisation.pk) or MeetingInvitation(meeting=meeting, organisation=organisation)
        if row.pk is None or (not row.mailed and reached[organisation.pk].email):
            _tell(post, row, Letter.INVITED, reached[organisation.pk])
            done.append(row)
    return _told("invited", meeting, done, by)


@transaction.atomic
def tell_change(meeting: Meeting, *, by: User) -> Sent:
    """To all who know of another day, hour or place. Pressed twice, it leaves once."""
    post = _post(meeting, by)
    if not queries.invites(post.meeting):
        raise TooLate
    rows = queries.unaware(queries.invited(meeting), post.occasion)
    reached = reach(row.organisation for row in rows)
    for row in rows:
        _tell(post, row, Letter.CHANGED, reached[row.organisation_id])
    return _told("told change", meeting, rows, by)


@transaction.atomic
def cancel_meeting(meeting: Meeting, *, by: User) -> Sent:
    """Closed and cancelled. Letters that did not leave stay; who got one, and did not say no, is told."""
    post = _post(meeting, by)
    if not queries.invites(post.meeting):
        raise TooLate
    rows = [row for row in queries.invited(meeting) if row.answer != Coming.NO and not _never_heard(row)]
    reached = reach(row.organisation for row in rows)
    for row in rows:
        _tell(post, row, Letter.CANCELLED, reached[row.organisation_id])
    Meeting.objects.filter(pk=meeting.pk).update(closed_at=timezone.now(), cancelled_at=timezone.now())
    tell("cancelled meeting", meeting, by=by)
    return _told("told cancellation", meeting, rows, by)


@transaction.atomic
def answer(invitation: MeetingInvitation, coming: str, people: int, *, by: User | None) -> MeetingInvitation:
    """As often as one likes until the meeting is closed; a reminder that did not leave does not leave."""
    meeting = Meeting.objects.select_for_update().get(pk=invitation.meeting_id)
    if meeting.closed_at is not None:
        raise TooLate
    row = MeetingInvitation.objects.select_for_update().get(pk=invitation.pk)
    row.answer, row.people = Coming(coming), people if coming == Coming.YES else 0
    row.answered_at = timezone.now()
    row.save(update_fields=["answer", "people", "answered_at"])
    outbox.withdraw(_key(row, Letter.REMINDED))
    tell("answered invitation", meeting, by=by, organisation=row.organisation_id, answer=row.answer, people=row.people)
    return row


@transaction.atomic
def remind(invitation: MeetingInvitation, now: datetime) -> bool:
    """Those who know of another day are told of the change instead."""
    post = _post(invitation.meeting, None)
    row = queries.to_remind(now).filter(pk=invitation.pk).select_related("organisation").first()
    if row is None:
        return False
    kind = Letter.REMINDED if post.occasion.known_by(row) else Letter.CHANGED
    _tell(post, row, kind, reach([row.organisation])[row.organisation_id])
    MeetingInvitation.objects.filter(pk=row.pk).update(reminded_at=now)
    tell("reminded", post.meeting, organisation=row.organisation_id)
    return True


@transaction.atomic
def forget_links() -> int:
    """They open nothing any more; the answer stays in the numbers of the meeting."""
    return queries.forgettable().delete()[0]


# -- letters


def context(post: _Post, row: MeetingInvitation, kind: Letter, link: str) -> dict:
    """What the template of a letter knows."""
    now = post.occasion
    return {
        "said": said(kind, post.meeting, now, row), "occasion": now, "meeting": post.meeting, "blocks": post.blocks,
        "promises": post.promised.get(row.organisation_id, []), "link": link, "new": kind == Letter.INVITED,
    }  # fmt: skip


def sample(meeting: Meeting, blocks: list[AgendaBlock], link: str) -> dict:
    """The context of an invitation to nobody in particular, to be looked at before it leaves."""
    return context(_Post(meeting, blocks, {}, None), MeetingInvitation(meeting=meeting), Letter.INVITED, link)


def _post(meeting: Meeting, by: User | None) -> _Post:
    """The meeting is locked: two presses are two one after the other."""
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    row = Meeting.objects.select_related("series", "organiser").get(pk=meeting.pk)
    return _Post(row, list(row.blocks.all()), queries.promised(row), by)


def _tell(post: _Post, row: MeetingInvitation, kind: Letter, reached: Reach) -> None:
    """A letter if there is an address; what this organisation knows from now on."""
    before = MeetingInvitation(**{name: getattr(row, name) for name in ("told_day", "told_where", "answer", "people")})
    before.organisation_id = row.organisation_id
    known = NOTHING if kind == Letter.CANCELLED else post.occasion.told
    if known["told_day"] != row.told_day:
        row.reminded_at = None
    for name, value in known.items():
        setattr(row, name, value)
    row.told_at, row.mailed, row.letters = timezone.now(), bool(reached.email), row.letters + bool(reached.email)
    row.save()
    if reached.email:
        _write(post, row, before, kind, reached.email)


def _write(post: _Post, row: MeetingInvitation, before: MeetingInvitation, kind: Letter, email: str) -> None:
    link = absolute(new_link(row)) if kind != Letter.CANCELLED else ""
    outbox.post(
        key=f"{_key(row, kind)}{row.letters}", to=email, template=TEMPLATE, by=post.by,
        context=context(post, before, kind, link), useful_until=post.occasion.begins,
    )  # fmt: skip


def new_link(row: MeetingInvitation) -> str:
    """The address of a page that only its reader knows; the base keeps a digest."""
    token = new_token()
    InvitationLink.objects.create(invitation=row, token_hash=queries.link_digest(token))
    return reverse("coming:page", args=[token])


def _key(row: MeetingInvitation, kind: Letter) -> str:
    return f"meeting-{row.meeting_id}-{row.organisation_id}-{kind}-"


def _never_heard(row: MeetingInvitation) -> bool:
    """All that was written to it was stopped in time. Should the meeting be held after all, it will be told."""
    if not row.mailed or not outbox.withdraw(f"meeting-{row.meeting_id}-{row.organisation_id}-"):
        return False
    MeetingInvitation.objects.filter(pk=row.pk).update(**NOTHING)
    return True


def _told(verb: str, meeting: Meeting, rows: list[MeetingInvitation], by: User) -> Sent:
    mailed = sum(row.mailed for row in rows)
    if rows:
        tell(verb, meeting, by=by, mailed=mailed, to_call=len(rows) - mailed)
    return Sent(mailed, len(rows) - mailed)
