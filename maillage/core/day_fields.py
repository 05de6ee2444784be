"""Days and hours in forms: as a picker writes them, and as people type them. Each part adds its own limits."""

from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

DAYS = ["%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y", "%d.%m.%Y", "%d-%m-%Y"]
HOURS = ["%H:%M", "%H:%M:%S", "%Hh%M", "%Hh", "%H h %M", "%H h", "%H.%M"]


class DayField(forms.DateField):
    default_error_messages = {"invalid": _("Écrivez une date comme 31/12/2026.")}

    def __init__(self, **options):
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(widget=widget, input_formats=DAYS, **options)


class HourField(forms.TimeField):
    default_error_messages = {"invalid": _("Écrivez une heure comme 9:30 ou 9h30.")}

    def __init__(self, **options):
        widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
        super().__init__(widget=widget, input_formats=HOURS, **options)

    def to_python(self, value: Any) -> time | None:
        return super().to_python(value.strip().lower() if isinstance(value, str) else value)
