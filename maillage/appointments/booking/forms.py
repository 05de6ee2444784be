"""What one may say of oneself: nothing is required."""

import phonenumbers
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from maillage.appointments.actions import Person
from maillage.appointments.enums import BookedBy
from maillage.appointments.telling.reach import reachable

FOR_MEMBERS = (BookedBy.PROFESSIONAL, BookedBy.VISITOR)
SHORT = 60


def may_say(value: str, *, member: bool) -> bool:
    """Links anyone may have to the person, and those of members."""
    return value in BookedBy.values and (member or value not in FOR_MEMBERS)


class PersonForm(forms.Form):
    called = forms.CharField(max_length=SHORT, required=False)
    phone = forms.CharField(max_length=SHORT, required=False)
    email = forms.EmailField(max_length=200, required=False)

    def clean_phone(self) -> str:
        """One number, one writing: what one contact has pending is counted by it."""
        text = self.cleaned_data["phone"]
        if not text:
            return ""
        try:
            number = phonenumbers.parse(text, "FR")
        except phonenumbers.NumberParseException:
            number = None
        if number is None or not phonenumbers.is_possible_number(number):
            raise ValidationError(_("Ce numéro n'est pas complet : il faut dix chiffres. Ou laissez vide."))
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()

    def person(self, *, booked_by: str, language: str) -> Person:
        return Person(**self.cleaned_data, booked_by=booked_by, language=language)

    @property
    def reachable(self) -> bool:
        """Whether a message could reach them: a landline cannot, nor a mobile where no short message leaves."""
        return reachable(self.cleaned_data.get("email", ""), self.cleaned_data.get("phone", ""))
