"""Days and hours of an agenda: not too far from today, on a round five minutes."""

from datetime import date, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maillage.appointments.mediating.scope import FARTHEST
from maillage.core import day_fields

STEP = 5  # minutes


class DayField(day_fields.DayField):
    def validate(self, value: Any) -> None:
        super().validate(value)
        if isinstance(value, date) and abs(value - timezone.localdate()) > FARTHEST:
            raise ValidationError(_("Cette date est à plus de deux ans."))


class HourField(day_fields.HourField):
    def __init__(self, **options):
        super().__init__(**options)
        self.widget.attrs["step"] = STEP * 60

    def clean(self, value: Any) -> time | None:
        found = super().clean(value)
        if found and found.minute % STEP:
            raise ValidationError(_("De cinq minutes en cinq minutes : 9:00, 9:05…"))
        return found and found.replace(second=0)


def in_order(form: forms.Form, start: str, end: str) -> None:
    """The end comes after the beginning."""
    begins, ends = form.cleaned_data.get(start), form.cleaned_data.get(end)
    if begins and ends and ends <= begins:
        form.add_error(end, _("L'heure de fin vient avant l'heure de début."))
