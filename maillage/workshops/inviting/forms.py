from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.workshops.enums import Coming
from maillage.workshops.models import MeetingInvitation

MOST = 50  # people of one organisation
TOUCH = _("Touchez un des deux boutons.")


class AnswerForm(forms.Form):
    """One number and two buttons; who cannot come is not asked how many."""

    people = forms.IntegerField(
        label=_("Combien serez-vous ?"), required=False, min_value=1, max_value=MOST,
        error_messages={
            "invalid": _("Écrivez un nombre, comme 2."), "min_value": _("Au moins une personne."),
            "max_value": _("%(limit_value)s personnes au plus : pour davantage, appelez la coordination."),
        },
    )  # fmt: skip
    answer = forms.ChoiceField(choices=Coming, error_messages=dict.fromkeys(("required", "invalid_choice"), TOUCH))

    def __init__(self, *args, invitation: MeetingInvitation, **kwargs):
        super().__init__(*args, initial={"people": invitation.people or 1}, **kwargs)

    def clean(self):
        told = super().clean()
        if told.get("answer") == Coming.NO:
            self.errors.pop("people", None)
            told["people"] = 0
        elif told.get("people") is None and "people" not in self.errors:
            self.add_error("people", _("Dites combien vous serez."))
        return told
