from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.accounts.secrets import DIGITS, GROUP, GROUPS, digits_typed, paper_code_typed

NO_EMAIL = _("Écrivez votre adresse, par exemple prenom@structure.fr.")


class EmailForm(forms.Form):
    """No maximum but a sane one: an address that is too long is nobody's."""

    courriel = forms.EmailField(max_length=254, error_messages={"required": NO_EMAIL, "invalid": NO_EMAIL})

    def clean_courriel(self) -> str:
        return self.cleaned_data["courriel"].strip().lower()


class CodeForm(forms.Form):
    code = forms.CharField(max_length=40, error_messages={"required": _("Écrivez les 6 chiffres du message.")})

    def clean_code(self) -> str:
        code = digits_typed(self.cleaned_data["code"])
        if len(code) != DIGITS:
            raise forms.ValidationError(_("Le code compte 6 chiffres."))
        return code


class PaperForm(forms.Form):
    nom = forms.CharField(max_length=120, error_messages={"required": _("Écrivez votre nom, comme sur le papier.")})
    code = forms.CharField(max_length=60, error_messages={"required": _("Écrivez le code du papier.")})

    def clean_code(self) -> str:
        code = paper_code_typed(self.cleaned_data["code"])
        if len(code) != GROUPS * GROUP + GROUPS - 1:
            raise forms.ValidationError(_("Le code compte 12 lettres et chiffres, en trois groupes."))
        return code


class SecondFactorForm(forms.Form):
    code = forms.CharField(max_length=40, error_messages={"required": _("Écrivez le code.")})

    def clean_code(self) -> str:
        return digits_typed(self.cleaned_data["code"])


class ProfileForm(forms.Form):
    nom = forms.CharField(max_length=120, required=False)
    telephone = forms.CharField(max_length=20, required=False)
    accord = forms.BooleanField(required=False)
