"""Days as a browser's picker writes them, and as people type them; counts that a table can hold."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

DAYS = ["%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y", "%d.%m.%Y", "%d-%m-%Y"]
FIRST, LAST = date(2000, 1, 1), date(2099, 12, 31)
MOST = 1_000_000


class DayField(forms.DateField):
    default_error_messages = {"invalid": _("Écrivez une date comme 31/12/2026.")}

    def __init__(self, **options):
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(widget=widget, input_formats=DAYS, **options)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if isinstance(value, date) and not FIRST <= value <= LAST:
            raise ValidationError(_("Cette année n'est pas possible."))


class CountField(forms.IntegerField):
    """How many: a whole number, nothing is zero."""

    default_error_messages = {"invalid": _("Écrivez un nombre entier, comme 12.")}

    def __init__(self, **options):
        super().__init__(min_value=0, max_value=MOST, **options)
        self.widget.attrs["inputmode"] = "numeric"
