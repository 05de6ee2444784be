"""What is typed on a sheet's pages."""

from datetime import datetime, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.appointments.booking.naming import moment_called
from maillage.referrals.enums import ConsentChannel

FAR = timedelta(days=365)


class CodeForm(forms.Form):
    """As it stands on the paper, or as it was said on the phone."""

    code = forms.CharField(max_length=40)
    pin = forms.CharField(max_length=20)


class MomentForm(forms.Form):
    quand = forms.CharField(max_length=16)

    def clean_quand(self) -> datetime:
        at, now = moment_called(self.cleaned_data["quand"]), timezone.now()
        if at is None:
            raise ValidationError(_("Donnez le jour et l'heure."))
        if not now < at < now + FAR:
            raise ValidationError(_("Ce jour est déjà passé, ou il est trop loin."))
        return at


class ElsewhereForm(forms.Form):
    """The place the person agrees to, and how they said yes."""

    lieu = forms.CharField(max_length=200)
    accord = forms.ChoiceField(choices=ConsentChannel)
    adaptation = forms.BooleanField(required=False)
