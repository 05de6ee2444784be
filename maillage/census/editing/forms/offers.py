"""An action or a workshop of a place."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.census.editing.fields import TermsField
from maillage.places import enums

LINES = ("nom", "description", "schedule", "nature", "price", "conditions", "services", "audience", "level")


class OfferForm(forms.Form):
    """The columns people fill in; the others of a row are kept as they were."""

    nom = forms.CharField(label=_("Nom de l'action ou de l'atelier"), max_length=300)
    description = forms.CharField(
        label=_("Ce qu'on y fait"), required=False, max_length=5_000, widget=forms.Textarea(attrs={"rows": 4})
    )
    schedule = forms.CharField(
        label=_("Quand ?"), required=False, max_length=300, help_text=_("« Le mardi de 14 h à 16 h »")
    )
    nature = forms.ChoiceField(
        label=_("C'est plutôt"),
        required=False,
        choices=[*enums.OfferNature.choices, ("", _("je ne sais pas"))],
        widget=forms.RadioSelect,
    )
    price = forms.CharField(
        label=_("Prix"), required=False, max_length=200, help_text=_("« Gratuit », « 2 € la séance »")
    )
    conditions = forms.CharField(label=_("Conditions"), required=False, max_length=300)
    services = TermsField(enums.Service.choices, label=_("Pour quoi ?"))
    audience = TermsField(enums.Audience.choices, label=_("Pour qui ?"))
    level = TermsField(enums.Level.choices, label=_("Quel niveau ?"))

    def row(self, before: dict[str, Any] | None = None) -> dict[str, Any]:
        return {**(before or {}), **{name: self.cleaned_data[name] for name in LINES}}
