"""Whom to ask, how often; by which channel an answer came."""

from datetime import datetime, time

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillage.census.models import Channel
from maillage.census.verifying.choosing import Choice
from maillage.network.enums import Rhythm
from maillage.places.enums import Service
from maillage.territory.models import Zone

ANY = ("", gettext_lazy("Peu importe"))
AGES = [
    ANY,
    (3, gettext_lazy("plus de 3 mois")),
    (6, gettext_lazy("plus de 6 mois")),
    (12, gettext_lazy("plus d'un an")),
]
HEARD = [(one.value, one.label) for one in (Channel.PHONE, Channel.PAPER, Channel.VISIT)]


def zones() -> list[tuple]:
    """Neighbourhoods by kind, as a list to choose from."""
    found: dict[str, list] = {}
    for zone in Zone.objects.order_by("kind", "nom").only("code", "nom", "kind"):
        found.setdefault(str(zone.get_kind_display()), []).append((zone.code, zone.nom))
    return [ANY, *found.items()]


class ChoiceForm(forms.Form):
    """Read from the address, so that a choice can be sent."""

    zone = forms.ChoiceField(label=gettext_lazy("Quartier"), required=False)
    service = forms.ChoiceField(label=gettext_lazy("Thème"), choices=[ANY, *Service.choices], required=False)
    months = forms.TypedChoiceField(
        label=gettext_lazy("Information datant de"), choices=AGES, coerce=int, empty_value=None, required=False
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["zone"].choices = zones()

    @property
    def choice(self) -> Choice:
        """What is not understood is left out."""
        self.is_valid()
        found = {name: value for name, value in self.cleaned_data.items() if value}
        return Choice(**found)


class LaunchForm(forms.Form):
    nom = forms.CharField(label=gettext_lazy("Nom de la campagne"), max_length=120)
    message = forms.CharField(
        label=gettext_lazy("Un mot de votre part (si vous voulez)"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )


class HeardForm(forms.Form):
    """What the holder said, entered in their name."""

    channel = forms.ChoiceField(label=gettext_lazy("Comment l'avez-vous su ?"), choices=HEARD)
    said_on = forms.DateField(
        label=gettext_lazy("Quel jour ?"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["said_on"].initial = timezone.localdate()

    def clean_said_on(self):
        day = self.cleaned_data["said_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("Ce jour n'est pas encore venu."))
        if day.year < 2000:
            raise forms.ValidationError(_("C'est trop loin : vérifiez l'année."))
        return day

    @property
    def at(self) -> datetime | None:
        """None for today: now."""
        day = self.cleaned_data["said_on"]
        return None if day == timezone.localdate() else timezone.make_aware(datetime.combine(day, time(12)))


class RhythmForm(forms.Form):
    rhythm = forms.TypedChoiceField(
        label=gettext_lazy("Nous demander si tout est exact"), choices=Rhythm.choices, coerce=int
    )
    email = forms.EmailField(
        label=gettext_lazy("À quelle adresse écrire"), required=False, max_length=254,
        help_text=gettext_lazy("Plutôt celle de la structure que celle d'une personne."),
    )  # fmt: skip
