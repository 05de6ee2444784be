from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.accounts.forms import EmailForm
from maillage.network import rules
from maillage.network.enums import Role

CHOOSE = _("Choisissez ce que cette personne pourra faire.")
WITHOUT_EMAIL = (Role.CONTRIBUTOR, Role.VISITOR)


def roles_to_give(actor: rules.Actor, organisation, among=Role) -> list[tuple[str, str]]:
    return [(role.value, role.label) for role in among if rules.invite(actor, organisation, role)]


class RoleForm(forms.Form):
    role = forms.ChoiceField(error_messages={"required": CHOOSE, "invalid_choice": CHOOSE})

    def __init__(self, *args, roles: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = roles


class InvitationForm(RoleForm, EmailForm):
    pass


class PaperMemberForm(RoleForm):
    nom = forms.CharField(max_length=120, error_messages={"required": _("Écrivez le nom de la personne.")})


class AcceptForm(forms.Form):
    nom = forms.CharField(max_length=120, required=False)
    accord = forms.BooleanField(required=False)


class WordForm(forms.Form):
    mot = forms.CharField(max_length=500, required=False, strip=True)
