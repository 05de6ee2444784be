"""When and where, as one tells it: the hours come from the agenda."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils.translation import gettext as _

from maillage.core import speaking
from maillage.places.hours import PARIS
from maillage.places.presenting import clock
from maillage.workshops.models import AgendaBlock, Meeting, MeetingInvitation


@dataclass(frozen=True)
class Occasion:
    """What an invitation tells of a meeting. Without an agenda, there is no hour yet."""

    day: date
    start: time | None
    end: time | None
    where: str

    @property
    def told(self) -> dict:
        """The columns of an invitation that remember it."""
        return {"told_day": self.day, "told_start": self.start, "told_where": self.where}

    def known_by(self, row: MeetingInvitation) -> bool:
        return all(getattr(row, name) == value for name, value in self.told.items())

    @property
    def words(self) -> str:
        """« vendredi 12 décembre 2026, de 9 h à 11 h 30 »"""
        day = speaking.said(self.day, "day_with_year")
        if self.start is None or self.end is None:
            return day
        return _("%(day)s, de %(start)s à %(end)s") % {"day": day, "start": clock(self.start), "end": clock(self.end)}

    @property
    def begins(self) -> datetime:
        """Without an hour, the last minute of the day: nothing is over before."""
        return datetime.combine(self.day, self.start or time(23, 59), PARIS)


def occasion(meeting: Meeting, blocks: list[AgendaBlock]) -> Occasion:
    start = min((one.start for one in blocks), default=None)
    return Occasion(meeting.day, start, max((one.end for one in blocks), default=None), meeting.where)
