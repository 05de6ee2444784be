from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maillage.network.models import Organisation
from maillage.network.rules import Actor
from maillage.surveys.campaigns.forms import KINDS
from maillage.surveys.enums import OutreachKind
from maillage.surveys.fields import CountField, DayField
from maillage.surveys.models import Outreach
from maillage.territory.models import Zone


class OutingForm(forms.ModelForm):
    kind = forms.ChoiceField(label=_("Où étiez-vous ?"), choices=OutreachKind, widget=forms.RadioSelect)
    nom = forms.CharField(
        label=_("Quel endroit ?"),
        max_length=200,
        help_text=_("Comme « Marché de l'Épeule ». Jamais de nom de personne."),
    )
    day = DayField(label=_("Quel jour ?"))
    met = CountField(label=_("Combien de personnes rencontrées ?"))
    leaflets = CountField(label=_("Combien de tracts donnés ?"), required=False)
    oriented = CountField(label=_("Combien de personnes orientées vers un lieu ?"), required=False)

    class Meta:
        model = Outreach
        fields = ["kind", "nom", "zone", "day", "met", "leaflets", "oriented", "organisation"]

    def __init__(self, *args, actor: Actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["zone"].queryset = Zone.objects.filter(kind__in=KINDS).order_by("nom")
        self.fields["zone"].empty_label = _("je ne sais pas")
        self.fields["organisation"].queryset = structures(actor)
        self.fields["organisation"].empty_label = None
        if not self.instance.pk:
            self.initial.setdefault("day", timezone.localdate())

    def clean_leaflets(self):
        return self.cleaned_data["leaflets"] or 0

    def clean_oriented(self):
        return self.cleaned_data["oriented"] or 0

    def clean(self):
        told = super().clean()
        if told.get("met") is not None and told.get("oriented", 0) > told["met"]:
            self.add_error("oriented", _("Il ne peut pas y avoir plus de personnes orientées que rencontrées."))
        return told


def structures(actor: Actor):
    rows = Organisation.objects.order_by("nom")
    return rows if actor.coordinates else rows.filter(pk__in=actor.contributes_to)
