"""Meetings, and who came: what was announced beside what the list adds up to."""

from typing import NamedTuple

from django.db.models import QuerySet, Sum

from maillage.workshops.models import Attendance, Meeting, Table
from maillage.workshops.seating import Guests, outside


class Size(NamedTuple):
    table: Table
    people: int

    @property
    def outside(self) -> bool:
        return outside(self.people)


class Counts(NamedTuple):
    """What the list of a meeting adds up to."""

    people: int
    from_organisations: int
    organisations: int
    city: int
    excused: int
    only_excused: int  # organisations of which nobody came

    def differs(self, meeting: Meeting) -> list[tuple[str, int, int]]:
        """(column, announced, counted) where they do not agree."""
        pairs = (
            ("people", meeting.stated_people), ("from_organisations", meeting.stated_from_organisations),
            ("organisations", meeting.stated_organisations), ("city", meeting.stated_city),
        )  # fmt: skip
        return [
            (name, said, getattr(self, name))
            for name, said in pairs
            if said is not None and said != getattr(self, name)
        ]


def attendance(rows: list[Attendance]) -> Counts:
    ours = [row for row in rows if not row.of_the_city]
    city = sum(row.present for row in rows if row.of_the_city)
    outside = sum(row.present for row in ours)
    return Counts(
        people=outside + city,
        from_organisations=outside,
        organisations=sum(row.present > 0 for row in ours),
        city=city,
        excused=sum(row.excused for row in rows),
        only_excused=sum(row.present == 0 and row.excused > 0 for row in rows),
    )


def guests(rows: list[Attendance]) -> list[Guests]:
    """Who is to be seated."""
    return [
        Guests(row.organisation_id, tuple(row.organisation.families) or (_kind(row),), row.present)
        for row in rows
        if row.present
    ]


def _kind(row: Attendance) -> str:
    return "ville" if row.of_the_city else row.organisation.kind or "autre"


def coming_first() -> QuerySet[Meeting]:
    """The next one on top, then the last ones."""
    return Meeting.objects.select_related("series", "organiser").order_by("-day", "-pk")


def previous(meeting: Meeting) -> Meeting | None:
    rows = Meeting.objects.filter(series=meeting.series_id, edition__lt=meeting.edition).select_related("series")
    return rows.order_by("-edition").first()


def sizes(meeting: Meeting) -> list[Size]:
    """Its tables, and how many sit there."""
    rows = meeting.tables.select_related("facilitator", "referent").annotate(people=Sum("seats__people", default=0))
    return [Size(row, row.people) for row in rows]
