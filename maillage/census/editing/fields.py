"""Fields that take what a tired person types: 9h30, 31/12/2026, 03.20…, one address a line."""

import re
from collections.abc import Callable
from datetime import date, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from maillage.census import typed
from maillage.census.repairing import Repaired
from maillage.census.repairing.dates import read_date
from maillage.census.repairing.phone import repair_phone
from maillage.places import presenting

_CLOCK = re.compile(r"(\d{1,2})\s*(?:[h:.]\s*(\d{2})?)?\s*(?:min|mn)?|(\d{2})(\d{2})")
_WORDS = {"midi": time(12), "minuit": time(0)}


class ClockField(forms.CharField):
    """A time of day."""

    def __init__(self, **options):
        super().__init__(required=False, max_length=20, **options)
        self.widget = forms.TextInput(attrs={"type": "time", "step": 300})

    def clean(self, value: Any) -> time | None:
        text = super().clean(value).strip().lower()
        return read_clock(text) if text else None

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%H:%M}" if isinstance(value, time) else value


def read_clock(text: str) -> time:
    if text in _WORDS:
        return _WORDS[text]
    found = _CLOCK.fullmatch(text.removesuffix(":00") if text.count(":") == 2 else text)
    hour, minute = (found[1] or found[3], found[2] or found[4] or 0) if found else (99, 0)
    try:
        return time(int(hour) % 24 if int(hour) == 24 else int(hour), int(minute))
    except ValueError as error:
        raise ValidationError(_("Écrivez une heure comme 9:30 ou 9h30.")) from error


class DayField(forms.CharField):
    """A date: the browser's own picker, or typed as one does."""

    def __init__(self, **options):
        super().__init__(max_length=40, **options)
        self.widget = forms.TextInput(attrs={"type": "date"})

    def clean(self, value: Any) -> date | None:
        text = super().clean(value).strip()
        if not text:
            return None
        found = read_date(text)
        if found is None:
            raise ValidationError(_("Écrivez une date comme 31/12/2026."))
        return found

    def prepare_value(self, value: Any) -> Any:
        return value.isoformat() if isinstance(value, date) else value


class PhoneField(forms.CharField):
    def __init__(self, **options):
        super().__init__(required=False, max_length=40, **options)
        self.widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "off"})

    def clean(self, value: Any) -> str:
        return typed.repaired(super().clean(value), repair_phone)

    def prepare_value(self, value: Any) -> Any:
        return presenting.phone(value) if isinstance(value, str) and value.startswith("+33") else value


class AddressField(forms.CharField):
    """A web address, repaired."""

    def __init__(self, repair: Callable[[str], Repaired], **options):
        super().__init__(required=False, **{"max_length": 500, **options})
        self.repair = repair
        self.widget = forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"})

    def clean(self, value: Any) -> str:
        return typed.repaired(super().clean(value), self.repair)


class LinesField(AddressField):
    """Several, one a line."""

    def __init__(self, repair: Callable[[str], Repaired], **options):
        super().__init__(repair, max_length=2_000, **options)
        self.widget = forms.Textarea(attrs={"rows": 2, "autocomplete": "off"})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value


class TermsField(forms.MultipleChoiceField):
    """Terms of a list as people read them. A term the list does not know stays, once it is there."""

    def __init__(self, choices, **options):
        super().__init__(required=False, choices=choices, widget=forms.CheckboxSelectMultiple, **options)

    def also(self, values: list[str]) -> None:
        known = {value for value, _label in self.choices}
        self.choices = [*self.choices, *((value, value) for value in values if value not in known)]
