"""Days and hours as a browser's picker writes them, and as people type them."""

from datetime import date, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maillage.appointments.mediating.scope import FARTHEST

DAYS = ["%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y", "%d.%m.%Y", "%d-%m-%Y"]
HOURS = ["%H:%M", "%H:%M:%S", "%Hh%M", "%Hh", "%H h %M", "%H h", "%H.%M"]
STEP = 5  # minutes


class DayField(forms.DateField):
    """A day not too far from today."""

    default_error_messages = {"invalid": _("Écrivez une date comme 31/12/2026.")}

    def __init__(self, **options):
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(widget=widget, input_formats=DAYS, **options)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if isinstance(value, date) and abs(value - timezone.localdate()) > FARTHEST:
            raise ValidationError(_("Cette date est à plus de deux ans."))


class HourField(forms.TimeField):
    """An hour of the wall clock, on a round five minutes."""

    default_error_messages = {"invalid": _("Écrivez une heure comme 9:30 ou 9h30.")}

    def __init__(self, **options):
        widget = forms.TimeInput(attrs={"type": "time", "step": STEP * 60}, format="%H:%M")
        super().__init__(widget=widget, input_formats=HOURS, **options)

    def clean(self, value: Any) -> time | None:
        found = super().clean(value.strip().lower() if isinstance(value, str) else value)
        if found and found.minute % STEP:
            raise ValidationError(_("De cinq minutes en cinq minutes : 9:00, 9:05…"))
        return found and found.replace(second=0)


def in_order(form: forms.Form, start: str, end: str) -> None:
    """The end comes after the beginning."""
    begins, ends = form.cleaned_data.get(start), form.cleaned_data.get(end)
    if begins and ends and ends <= begins:
        form.add_error(end, _("L'heure de fin vient avant l'heure de début."))
