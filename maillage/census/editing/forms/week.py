"""Opening hours, one day after another."""

from datetime import time
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillage.census.editing.fields import ClockField
from maillage.places import presenting
from maillage.places.weekly import MIDNIGHT, WHOLE_DAY_BY_APPOINTMENT, Day, Span, Week, tidy
from maillage.places.weekly_words import NAMES

CLOSED, OPEN, APPOINTMENT, AS_BEFORE, UNKNOWN = "ferme", "ouvert", "rdv", "veille", "inconnu"
SAME, OTHER = "pareil", "autre"
STATES = {
    CLOSED: gettext_lazy("Fermé"),
    OPEN: gettext_lazy("Ouvert"),
    APPOINTMENT: gettext_lazy("Sur rendez-vous"),
    AS_BEFORE: gettext_lazy("Comme la veille"),
    UNKNOWN: gettext_lazy("Je ne sais pas"),
}
LEAST_SPANS, MOST_SPANS = 2, 4


class Block:
    """One day: a state, and the hours when it is open. Adds its fields to a form, and gives the day back."""

    def __init__(self, form: "WeekForm", prefix: str, name: str, day: Day | None, states: list[str]):
        self.form, self.prefix, self.name = form, prefix, name
        choices = [(state, STATES[state]) for state in states]
        form.fields[f"{prefix}-etat"] = forms.ChoiceField(
            choices=choices, widget=forms.RadioSelect, initial=state_of(day), label=name
        )
        spans = [span for span in day or () if day != WHOLE_DAY_BY_APPOINTMENT]
        for at in range(form.rows):
            span = spans[at] if at < len(spans) else None
            form.fields[f"{prefix}-{at}-de"] = ClockField(label=name, initial=span and span.start)
            form.fields[f"{prefix}-{at}-a"] = ClockField(label=name, initial=span and span.end)
            form.fields[f"{prefix}-{at}-rdv"] = forms.BooleanField(
                label=_("sur rendez-vous"), required=False, initial=bool(span and span.by_appointment)
            )

    @property
    def state(self) -> BoundField:
        return self.form[f"{self.prefix}-etat"]

    @property
    def spans(self) -> list[dict[str, BoundField]]:
        return [{end: self.form[f"{self.prefix}-{at}-{end}"] for end in ("de", "a", "rdv")} for at in self._rows]

    @property
    def _rows(self) -> range:
        return range(self.form.rows)

    def read(self, yesterday: Day | None) -> Day | None:
        """The day as filled in; None when nobody knows or when something is wrong, which is then said."""
        state = self.form.cleaned_data.get(f"{self.prefix}-etat")
        if state == AS_BEFORE:
            return yesterday
        if state == APPOINTMENT:
            return WHOLE_DAY_BY_APPOINTMENT
        return self._opened() if state == OPEN else () if state == CLOSED else None

    def _opened(self) -> Day | None:
        found: list[Span] = []
        for at in self._rows:
            span = self._span(at, found[-1] if found else None)
            found += [span] if span else []
        if any(name.startswith(f"{self.prefix}-") for name in self.form.errors):
            return None
        if not found:
            self._say("etat", _("Écrivez les heures, ou choisissez « Fermé »."))
            return None
        return tidy(tuple(found))

    def _span(self, at: int, before: Span | None) -> Span | None:
        told = self.form.cleaned_data
        start, end = told.get(f"{self.prefix}-{at}-de"), told.get(f"{self.prefix}-{at}-a")
        if any(f"{self.prefix}-{at}-{one}" in self.form.errors for one in ("de", "a")) or (start is end is None):
            return None
        if start is None or end is None:
            missing = "de" if start is None else "a"
            self._say(f"{at}-{missing}", _("Il manque l'ouverture.") if start is None else _("Il manque la fermeture."))
        elif end <= start and end != MIDNIGHT:
            clocks = {"end": presenting.clock(end), "start": presenting.clock(start)}
            self._say(f"{at}-a", _("La fin (%(end)s) vient avant le début (%(start)s).") % clocks)
        elif before and (before.end == MIDNIGHT or start < before.end):
            self._say(f"{at}-de", _("Cet horaire commence avant la fin du précédent."))
        else:
            return Span(start, end, bool(told.get(f"{self.prefix}-{at}-rdv")))
        return None

    def _say(self, field: str, words: str) -> None:
        self.form.add_error(f"{self.prefix}-{field}", words)


def state_of(day: Day | None) -> str:
    if day is None:
        return UNKNOWN
    if day == WHOLE_DAY_BY_APPOINTMENT:
        return APPOINTMENT
    return OPEN if day else CLOSED


class WeekForm(forms.Form):
    """`week` is what the fields show when nothing was sent yet; `read` is what they say."""

    school = forms.ChoiceField(
        label=gettext_lazy("Pendant les vacances scolaires"),
        choices=[
            (SAME, gettext_lazy("Comme d'habitude")),
            (CLOSED, gettext_lazy("Fermé")),
            (OTHER, gettext_lazy("D'autres horaires")),
        ],
        widget=forms.RadioSelect,
    )

    def __init__(self, data: Any = None, *, week: Week):
        super().__init__(data)
        longest = max(len(day) for day in (*week.days, *(week.school or ()), week.public or ()))
        asked = str(data.get("lignes", "")) if data else ""
        rows = int(asked) if asked.isdecimal() and len(asked) < 3 else longest
        self.rows = min(max(rows, LEAST_SPANS), MOST_SPANS)
        self.fields["school"].initial = school_of(week)
        self.days = self._blocks("j", week.days)
        self.holidays = self._blocks("v", week.school or week.days)
        self.public = Block(self, "f", _("Jours fériés"), week.public, [UNKNOWN, CLOSED, OPEN, APPOINTMENT])
        self.step = 300 if all(time.minute % 5 == 0 for time in _clocks(week)) else 60
        self.week: Week | None = None

    def _blocks(self, letter: str, days: tuple[Day, ...]) -> list[Block]:
        first, later = [CLOSED, OPEN, APPOINTMENT], [CLOSED, OPEN, APPOINTMENT, AS_BEFORE]
        return [
            Block(self, f"{letter}{at}", str(NAMES[at]).capitalize(), day, later if at else first)
            for at, day in enumerate(days)
        ]

    def clean(self) -> dict[str, Any]:
        """`week` follows: what the days say, once nothing is wrong."""
        days = self._read(self.days)
        other = self.cleaned_data.get("school") == OTHER
        if not other:
            self._forgive(self.holidays)
        school = self._read(self.holidays) if other else [()] * 7 if self.cleaned_data.get("school") == CLOSED else days
        public = self.public.read(None)
        if not self.errors:
            usual = tuple(days)
            self.week = Week(usual, None if tuple(school) == usual else tuple(school), public)
            if self.week.never_opens:
                self.week = None
                self.add_error(None, _("Aucun jour d'ouverture : remplissez au moins un jour."))
        return self.cleaned_data

    def _read(self, blocks: list[Block]) -> list[Day]:
        found: list[Day] = []
        for block in blocks:
            found.append(block.read(found[-1] if found else ()) or ())
        return found

    def _forgive(self, blocks: list[Block]) -> None:
        """Days nobody sees may hold anything."""
        for name in [name for name in self.errors if name.startswith(tuple(f"{block.prefix}-" for block in blocks))]:
            del self._errors[name]


def school_of(week: Week) -> str:
    if week.school is None:
        return SAME
    return OTHER if any(week.school) else CLOSED


def _clocks(week: Week) -> list[time]:
    days = (*week.days, *(week.school or ()), week.public or ())
    return [at for day in days for span in day for at in span[:2]]
