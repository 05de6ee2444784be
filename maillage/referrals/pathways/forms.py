"""To begin, to add a step, to plan one. What is typed is looked at as on a sheet (`writing.minimising`)."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from maillage.appointments.mediating.fields import DayField
from maillage.appointments.mediating.forms import spoken
from maillage.network.models import Organisation
from maillage.places.enums import Level, Service
from maillage.referrals.enums import Stage
from maillage.referrals.pathways.actions import GOALS
from maillage.referrals.pathways.templates import USUAL
from maillage.referrals.writing import minimising, wording

LINE = 80


class BeginForm(forms.Form):
    language = forms.ChoiceField(label=_("Sa langue"), initial="fr")
    zone = forms.ChoiceField(label=_("Son quartier"), required=False)
    level = forms.ChoiceField(
        label=_("Avec le numérique, elle est"), required=False, choices=[("", _("Je ne sais pas")), *Level.choices]
    )
    goals = forms.CharField(
        label=_("Ce qu'elle veut, dans ses mots"), required=False, max_length=GOALS * LINE,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Trois lignes au plus. Pas de nom, rien sur la santé, l'argent, les papiers, la famille."),
    )  # fmt: skip
    structure = forms.ChoiceField(label=_("Au nom de"))

    def __init__(self, *args, zones: list[tuple[str, str]], structures: list[Organisation], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = spoken()
        self.fields["zone"].choices = [("", _("Je ne sais pas")), *zones]
        self.fields["structure"].choices = [(one.slug, one.nom) for one in structures]
        if len(structures) == 1:
            self.fields["structure"].widget = forms.HiddenInput()
            self.fields["structure"].initial = structures[0].slug

    def clean_goals(self) -> list[str]:
        text = self.cleaned_data["goals"]
        for kind in minimising.found(text):
            raise ValidationError(wording.forbidden(kind) if kind in minimising.REFUSED else wording.warned(kind))
        return [line.strip() for line in text.splitlines() if line.strip()][:GOALS]


class StepForm(forms.Form):
    stage = forms.ChoiceField(label=_("Quelle étape ?"), choices=Stage, widget=forms.RadioSelect)
    service = forms.ChoiceField(
        label=_("Pour quoi ?"), required=False, choices=[("", _("Comme d'habitude pour cette étape")), *Service.choices]
    )

    def clean(self):
        told = super().clean()
        if told.get("stage"):
            told["service"] = told.get("service") or USUAL[told["stage"]]
        return told


class DayForm(forms.Form):
    day = DayField(label=_("Jour prévu"), required=False)


class EndForm(forms.Form):
    level_after = forms.ChoiceField(
        label=_("Avec le numérique, elle est maintenant"), required=False,
        choices=[("", _("Je ne sais pas")), *Level.choices],
    )  # fmt: skip
