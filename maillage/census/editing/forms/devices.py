"""A device of a place: which, how many, in what state."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.places.enums import EquipmentKind, EquipmentState

MOST = 9_999


class DeviceForm(forms.Form):
    count = forms.IntegerField(label=_("Combien ?"), required=False, min_value=1, max_value=MOST)
    adapted_count = forms.IntegerField(label=_("Dont adaptés au handicap"), required=False, min_value=0, max_value=MOST)
    state = forms.ChoiceField(label=_("État"), required=False, choices=EquipmentState.choices, widget=forms.RadioSelect)
    note = forms.CharField(label=_("À savoir"), required=False, max_length=200, help_text=_("Prix, règles d'usage…"))

    def clean(self):
        told = super().clean()
        count, adapted = told.get("count"), told.get("adapted_count")
        if count is not None and adapted is not None and adapted > count:
            self.add_error("adapted_count", _("Plus que le nombre total (%(count)d).") % {"count": count})
        return told

    def row(self, kind: str) -> dict[str, Any]:
        return {"kind": kind, **self.cleaned_data}


class NewDeviceForm(forms.Form):
    kind = forms.ChoiceField(label=_("Quel matériel ?"))
    count = forms.IntegerField(label=_("Combien ?"), required=False, min_value=1, max_value=MOST)

    def __init__(self, *args, present: set[str], **options):
        super().__init__(*args, **options)
        absent = [(kind, label) for kind, label in EquipmentKind.choices if kind not in present]
        self.fields["kind"].choices = [("", _("Choisissez"))] + [
            (kind, str(label).capitalize()) for kind, label in absent
        ]
