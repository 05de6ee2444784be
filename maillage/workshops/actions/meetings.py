"""A meeting is prepared, held, closed; the next one starts from it."""

from collections.abc import Iterable, Mapping
from datetime import date, time

from django.db import transaction
from django.utils import timezone

from maillage.accounts.models import User
from maillage.core.events import tell
from maillage.network.models import Organisation
from maillage.workshops.models import AgendaBlock, Attendance, Board, Meeting, Seat, Series, Table

CARRIED = ("where", "objectives", "organiser")  # from one edition to the next


@transaction.atomic
def create_meeting(series: Series, day: date, *, by: User | None, **columns) -> Meeting:
    """The next number of its series."""
    Series.objects.select_for_update().get(pk=series.pk)
    last = series.meetings.order_by("-edition").values_list("edition", flat=True).first() or 0
    row = Meeting.objects.create(series=series, edition=last + 1, day=day, **columns)
    tell("created meeting", row, by=by, edition=row.edition, day=day)
    return row


@transaction.atomic
def next_edition(meeting: Meeting, day: date, *, by: User | None) -> Meeting:
    """Its agenda, its tables and their boards, empty. Open commitments come back by themselves. Asked twice for one
    day, it is one edition."""
    Series.objects.select_for_update().get(pk=meeting.series_id)
    known = Meeting.objects.filter(series=meeting.series_id, day=day, edition__gt=meeting.edition).first()
    if known:
        return known
    row = create_meeting(meeting.series, day, by=by, **{name: getattr(meeting, name) for name in CARRIED})
    for block in meeting.blocks.all():
        AgendaBlock.objects.create(meeting=row, title=block.title, start=block.start, end=block.end, items=block.items)
    for table in meeting.tables.select_related("facilitator", "referent"):
        put_table(row, table.number, facilitator=table.facilitator, referent=table.referent, by=by)
    return row


@transaction.atomic
def change_meeting(meeting: Meeting, *, by: User, **columns) -> Meeting:
    for name, value in columns.items():
        setattr(meeting, name, value)
    meeting.save(update_fields=list(columns))
    tell("changed meeting", meeting, by=by, columns=sorted(columns))
    return meeting


@transaction.atomic
def close_meeting(meeting: Meeting, *, by: User) -> None:
    """Telephones write no more; members still sort what was said."""
    if Meeting.objects.filter(pk=meeting.pk, closed_at=None).update(closed_at=timezone.now()):
        tell("closed meeting", meeting, by=by)


@transaction.atomic
def reopen_meeting(meeting: Meeting, *, by: User) -> None:
    """Closed too early, or cancelled in error; the codes of its boards work again."""
    if Meeting.objects.filter(pk=meeting.pk).exclude(closed_at=None).update(closed_at=None, cancelled_at=None):
        tell("reopened meeting", meeting, by=by)


@transaction.atomic
def put_block(
    meeting: Meeting, *, by: User, title: str, start: time, end: time, items: str, block: AgendaBlock | None = None
) -> AgendaBlock:
    row = block or meeting.blocks.filter(title=title, start=start, end=end).first() or AgendaBlock(meeting=meeting)
    row.title, row.start, row.end, row.items = title, start, end, items
    row.save()
    tell("put agenda", meeting, by=by, title=title)
    return row


@transaction.atomic
def drop_block(block: AgendaBlock, *, by: User) -> None:
    tell("dropped agenda", block.meeting, by=by, title=block.title)
    block.delete()


@transaction.atomic
def attend(meeting: Meeting, organisation: Organisation, *, by: User | None, **columns) -> Attendance:
    """How many came, how many were excused; said again, it replaces."""
    row, _new = Attendance.objects.update_or_create(meeting=meeting, organisation=organisation, defaults=columns)
    tell("attended", meeting, by=by, organisation=organisation.pk, present=row.present, excused=row.excused)
    return row


@transaction.atomic
def not_attending(attendance: Attendance, *, by: User) -> None:
    tell("not attending", attendance.meeting, by=by, organisation=attendance.organisation_id)
    attendance.delete()


@transaction.atomic
def put_table(
    meeting: Meeting,
    number: int,
    *,
    by: User | None,
    facilitator: Organisation | None = None,
    referent: Organisation | None = None,
) -> Table:
    """A table and its board."""
    told = {"facilitator": facilitator, "referent": referent}
    row, _new = Table.objects.update_or_create(meeting=meeting, number=number, defaults=told)
    Board.objects.get_or_create(table=row, defaults={"meeting": meeting, "title": f"Métaplan de la table {number}"})
    tell("put table", meeting, by=by, number=number)
    return row


@transaction.atomic
def seat(meeting: Meeting, tables: Iterable[Mapping[int, int]], *, by: User | None) -> None:
    """{organisation: people} for each table, in order; tables that are missing are set up, none is taken away."""
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    Seat.objects.filter(table__meeting=meeting).delete()
    known = {table.number: table for table in meeting.tables.all()}
    for number, people in enumerate(tables, 1):
        table = known.get(number) or put_table(meeting, number, by=by)
        Seat.objects.bulk_create(Seat(table=table, organisation_id=pk, people=count) for pk, count in people.items())
    tell("seated", meeting, by=by)
