"""A usual week and its closures as people say them. Takes values, returns words."""

from datetime import date
from itertools import groupby

from babel.dates import format_interval
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillage.core import speaking
from maillage.places import hours, presenting, weekly
from maillage.places.weekly import Closure, Day, Week

NAMES = (
    gettext_lazy("lundi"), gettext_lazy("mardi"), gettext_lazy("mercredi"), gettext_lazy("jeudi"),
    gettext_lazy("vendredi"), gettext_lazy("samedi"), gettext_lazy("dimanche"),
)  # fmt: skip


def said(horaires: str, today: date) -> list[str]:
    """One line for days of the same hours, then holidays and closures; the text as it is when nobody can read it."""
    week = weekly.read(horaires)
    lines = said_week(week) if week else _this_week(weekly.usual(horaires), today)
    return lines + [said_closure(one) for one in weekly.closures(horaires) if not one.is_past(today)]


def _this_week(horaires: str, today: date) -> list[str]:
    """Hours that say more than a week: what they mean in the days to come; what nobody can read stays as it is."""
    days = hours.week(horaires, today)
    if not days:
        return [horaires] if horaires else []
    named = [(presenting.day_name(day.date, today), presenting.ranges(day)) for day in days]
    return [speaking.capitalised(_("%(what)s : %(details)s") % {"what": name, "details": told}) for name, told in named]


def said_week(week: Week) -> list[str]:
    lines = [_line(names, day) for names, day in _alike(week.days)]
    if week.school is not None:
        changed = _alike(week.school) if any(week.school) else [("", ())]
        lines += [_line(", ".join(filter(None, (_("vacances scolaires"), names))), day) for names, day in changed]
    if week.public is not None:
        lines.append(_line(_("jours fériés"), week.public))
    return lines


def _line(names: str, day: Day) -> str:
    return speaking.capitalised(_("%(what)s : %(details)s") % {"what": names, "details": said_day(day)})


def _alike(days: tuple[Day, ...]) -> list[tuple[str, Day]]:
    """Days in a row with the same hours, under one name: du lundi au mercredi."""
    runs = [[at for at, _ in run] for _, run in groupby(enumerate(days), lambda pair: pair[1])]
    return [(_named(run[0], run[-1]), days[run[0]]) for run in runs]


def _named(first: int, last: int) -> str:
    if first == last:
        return str(NAMES[first])
    if (first, last) == (0, 6):
        return _("tous les jours")
    words = _("%(first)s et %(last)s") if last == first + 1 else _("du %(first)s au %(last)s")
    return words % {"first": NAMES[first], "last": NAMES[last]}


def said_day(day: Day) -> str:
    """9 h – 12 h, 14 h – 17 h (sur rendez-vous); fermé."""
    return speaking.comma().join(_span(span) for span in day) or _("fermé")


def _span(span: weekly.Span) -> str:
    whole = span.start == span.end == weekly.MIDNIGHT
    times = _("jour et nuit") if whole else f"{presenting.clock(span.start)} – {presenting.clock(span.end)}"
    if not span.by_appointment:
        return times
    return _("sur rendez-vous") if whole else f"{times} ({_('sur rendez-vous')})"


def said_closure(closure: Closure) -> str:
    """Fermé du 24 au 31 décembre 2026 (congés)."""
    words = _("Fermé %(when)s") % {"when": _between(closure)}
    words = _("%(closed)s, chaque année") % {"closed": words} if closure.every_year else words
    return f"{words} ({closure.note})" if closure.note else words


def _between(closure: Closure) -> str:
    start, end = closure.start, closure.end
    if start == end:
        return _("le %(day)s") % {"day": _dated(start, closure)}
    alike = start.year == end.year
    first = presenting.full_date(start)
    if alike or closure.every_year:
        first = _first(start.day) if alike and start.month == end.month else _short(start)
    return _("du %(first)s au %(last)s") % {"first": first, "last": _dated(end, closure)}


def _dated(day: date, closure: Closure) -> str:
    return _short(day) if closure.every_year else presenting.full_date(day)


def _short(day: date) -> str:
    return f"{_first(day.day)} {presenting.month(day).rsplit(' ', 1)[0]}"


def _first(day: int) -> str:
    return "1er" if day == 1 else str(day)


def interval(closure: Closure) -> str:
    """24–31 décembre 2026, in the order of the reader's language, on public pages."""
    skeleton = "MMMMd" if closure.every_year else "yMMMMd"
    if closure.start == closure.end or closure.end < closure.start:
        return " – ".join(dict.fromkeys(_one(day, closure) for day in closure[:2]))
    return format_interval(closure.start, closure.end, skeleton, locale=speaking.locale())


def _one(day: date, closure: Closure) -> str:
    return format_interval(day, day, "MMMMd" if closure.every_year else "yMMMMd", locale=speaking.locale())
