"""A new place: what it is called and where it is; the rest comes after."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from maillage.census.editing.forms.columns import code_of
from maillage.network.models import Organisation


class NewPlaceForm(forms.Form):
    nom = forms.CharField(label=_("Comment s'appelle ce lieu ?"), max_length=300)
    adresse = forms.CharField(label=_("Numéro et rue"), max_length=500)
    code_postal = forms.CharField(
        label=_("Code postal"),
        max_length=5,
        validators=[RegexValidator(r"^\d{5}$", _("Un code postal a cinq chiffres, comme 59100."))],
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    commune = forms.CharField(label=_("Ville"), max_length=200)
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Quelle structure s'en occupe ?"), empty_label=_("Je ne sais pas")
    )

    def __init__(self, *args, structures, must: bool, **options):
        super().__init__(*args, **options)
        field = self.fields["organisation"]
        field.queryset, field.required = structures, must
        if must:
            field.empty_label = None

    def columns(self) -> dict[str, Any]:
        return {**self.cleaned_data, "code_insee": code_of(self.cleaned_data["commune"])}
