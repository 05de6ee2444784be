"""One card, as somebody writes it standing at a table."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.network.models import Organisation
from maillage.places.enums import Service
from maillage.territory.models import Zone
from maillage.workshops.enums import PICTOGRAMS, Column
from maillage.workshops.models import Meeting
from maillage.workshops.models.boards import LONGEST


def zone_choices():
    rows = Zone.objects.filter(kind=Zone.Kind.NEIGHBOURHOOD).order_by("nom").values_list("code", "nom")
    return [("", _("Toute la ville, ou non précisé")), *rows]


class CardForm(forms.Form):
    """Two gestures: which column, and the words. The rest is optional."""

    column = forms.ChoiceField(
        label=_("C'est…"),
        choices=Column,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choisissez une des six images."),
            "invalid_choice": _("Choisissez une des six."),
        },
    )
    text = forms.CharField(
        label=_("Votre carte"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Écrivez quelques mots."),
            "max_length": _("C'est trop long pour une carte : coupez en deux, rien n'est effacé."),
        },
    )
    theme = forms.ChoiceField(label=_("Sur quoi ?"), required=False)
    zone = forms.ChoiceField(label=_("Pour quel quartier ?"), required=False)
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Pour quelle structure ?"), required=False, empty_label=_("Sans le dire")
    )
    client = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args, meeting: Meeting, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["theme"].choices = [("", _("Non précisé")), *Service.choices]
        self.fields["zone"].choices = zone_choices()
        self.fields["organisation"].queryset = _around(meeting)
        if not self.is_bound:
            self.initial["client"] = uuid.uuid4().hex

    def columns(self) -> dict:
        told = dict(self.cleaned_data)
        told["zone_id"] = told.pop("zone") or None
        return told

    def picks(self) -> list[dict]:
        """The six columns with their pictograms, the chosen one marked."""
        chosen = self["column"].value()
        return [
            {"value": value, "label": label, "pictogram": PICTOGRAMS[value], "chosen": value == chosen}
            for value, label in Column.choices
        ]


def _around(meeting: Meeting):
    """Those who came, or once came to this series."""
    known = meeting.series.meetings.values_list("attendances__organisation", flat=True)
    return Organisation.objects.filter(pk__in=known.exclude(attendances__organisation=None)).order_by("nom")
