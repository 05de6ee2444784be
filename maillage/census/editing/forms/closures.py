"""A closure from one day to another."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maillage.census.editing.fields import DayField
from maillage.places.weekly import LONGEST_NOTE, Closure

FARTHEST = timedelta(days=2 * 366)


class ClosureForm(forms.Form):
    start = DayField(label=_("Premier jour de fermeture"))
    end = DayField(label=_("Dernier jour"), required=False, help_text=_("Laissez vide pour un seul jour"))
    note = forms.CharField(
        label=_("Pourquoi ?"),
        required=False,
        max_length=LONGEST_NOTE,
        help_text=_("Congés, travaux… Tous le liront"),
    )

    def clean(self):
        told = super().clean()
        start, end = told.get("start"), told.get("end") or told.get("start")
        if not start or "end" in self.errors:
            return told
        today = timezone.localdate()
        if end < start:
            self.add_error("end", _("Le dernier jour vient avant le premier."))
        elif end < today:
            self.add_error("end" if told.get("end") else "start", _("Cette date est passée."))
        elif end > today + FARTHEST:
            self.add_error("end" if told.get("end") else "start", _("Cette date est dans plus de deux ans."))
        return told

    def closure(self) -> Closure:
        told = self.cleaned_data
        note = " ".join(told["note"].replace('"', "’").replace(";", ",").split())
        return Closure(told["start"], told["end"] or told["start"], note)
