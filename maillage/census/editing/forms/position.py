"""Where the pin stands, and how sure one is."""

import math

from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.core.points import Point
from maillage.places.enums import PositionPrecision, PositionSource
from maillage.territory import gazetteer

FAR_KM = 60


class DegreesField(forms.FloatField):
    """A comma is a point, as French people write it."""

    def __init__(self, most: int, **options):
        super().__init__(min_value=-most, max_value=most, **options)
        self.widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def to_python(self, value):
        text = str(value).strip().replace(",", ".") if value is not None else value
        found = super().to_python(text)
        return found if found is None or math.isfinite(found) else None

    def prepare_value(self, value):
        return f"{value:.6f}" if isinstance(value, float) else value


class PositionForm(forms.Form):
    asks_far = False
    latitude = DegreesField(90, label=_("Latitude"))
    longitude = DegreesField(180, label=_("Longitude"))
    position_precision = forms.ChoiceField(
        label=_("Le repère est-il au bon endroit ?"),
        choices=[
            (PositionPrecision.ADDRESS, _("Oui, devant la porte")),
            (PositionPrecision.STREET, _("Dans la bonne rue")),
            (PositionPrecision.ZONE, _("Dans le bon quartier, pas plus")),
            (PositionPrecision.DOUBTFUL, _("Je ne suis pas sûr")),
        ],
        widget=forms.RadioSelect,
    )
    far = forms.BooleanField(label=_("Oui, ce lieu est bien aussi loin"), required=False)

    def clean(self):
        told = super().clean()
        point, here = self.point(), gazetteer.centre()
        km = point.km_to(here) if point and here else 0
        self.asks_far = km > FAR_KM
        if self.asks_far and not told.get("far"):
            words = _("Ce point est à %(km)d km d'ici. Latitude et longitude sont-elles inversées ?")
            self.add_error("latitude", words % {"km": km})
        return told

    def point(self) -> Point | None:
        told = self.cleaned_data
        latitude, longitude = told.get("latitude"), told.get("longitude")
        return None if latitude is None or longitude is None else Point(latitude, longitude)

    def columns(self) -> dict:
        told = self.cleaned_data
        return {
            "latitude": round(told["latitude"], 6),
            "longitude": round(told["longitude"], 6),
            "position_precision": told["position_precision"],
            "position_source": PositionSource.HAND.value,
        }
