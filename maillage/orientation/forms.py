from django import forms
from django.utils.translation import gettext as _

from maillage.places.enums import Service
from maillage.territory.models import Zone


class UnmetForm(forms.Form):
    """Which service found nothing, and where: words of closed lists only, so that nothing typed is kept."""

    service = forms.ChoiceField(choices=[("", ""), *Service.choices], required=False)
    zone = forms.CharField(max_length=60, required=False)

    def clean_zone(self) -> str:
        zone = self.cleaned_data["zone"]
        if zone and not Zone.objects.filter(pk=zone).exists():
            raise forms.ValidationError(_("Ce quartier n'est pas connu."))
        return zone
