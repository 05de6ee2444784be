from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from maillage.census import typed
from maillage.network.models import Contact, Organisation
from maillage.places.presenting import language_name

HEARD_HERE = ("fr", "ar", "kab", "en", "pt", "tr", "ro", "es", "it", "pl", "ru", "uk", "fa", "wo", "ff", "vi", "zh")


class Lines(forms.CharField):
    """A free list, one item a line."""

    widget = forms.Textarea(attrs={"rows": 4})

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        return list(dict.fromkeys(line.strip(" -•\t|") for line in (value or "").splitlines() if line.strip(" -•\t|")))

    def has_changed(self, initial, data):
        return self.to_python(self.prepare_value(initial)) != self.to_python(data)


class _Phone(forms.ModelForm):
    def clean_telephone(self) -> str:
        return typed.phone(self.cleaned_data["telephone"])


class StructureForm(_Phone):
    """Qui fait quoi: what one needs to know before sending somebody there."""

    publics = Lines(
        label=_("Pour qui"), required=False, help_text=_("Un public par ligne : familles, seniors, jeunes…")
    )
    specialities = Lines(
        label=_("Ce que vous savez faire mieux que d'autres"),
        required=False,
        help_text=_("Une spécialité par ligne : CAF, titres de séjour, Pronote, réparation…"),
    )
    languages = forms.MultipleChoiceField(
        label=_("Langues parlées à l'accueil"), required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Organisation
        fields = ("missions", "support_manners", "support_aims", "publics", "specialities", "languages", "telephone")
        labels = {
            "missions": _("Vos missions, en quelques phrases courtes"),
            "support_manners": _("Comment vous aidez"),
            "support_aims": _("Pour quoi faire"),
        }
        widgets = {"missions": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        codes = dict.fromkeys([*HEARD_HERE, *self.instance.languages])
        self.fields["languages"].choices = [(code, capfirst(language_name(code))) for code in codes]


class ContactForm(_Phone):
    """A function; a person's name only if they agreed, and then for members only."""

    agreed = forms.BooleanField(
        label=_("Cette personne est d'accord pour que les membres du réseau voient son nom"), required=False
    )

    class Meta:
        model = Contact
        fields = ("role", "telephone", "courriel", "note", "public", "person")
        labels = {
            "role": _("Quelle fonction ?"),
            "courriel": _("Courriel de la fonction"),
            "note": _("Pour quoi l'appeler ?"),
            "public": _("Montrer ce contact à tout le monde, sans le nom"),
            "person": _("Nom de la personne, si elle est d'accord"),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agreed"].initial = bool(self.instance.consented_on)
        self.fields["role"].choices = [("", _("Choisir…")), *Contact._meta.get_field("role").choices]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("person") and not cleaned.get("agreed"):
            self.add_error("agreed", _("Sans son accord, laissez le nom vide : la fonction suffit."))
        if not cleaned.get("telephone") and not cleaned.get("courriel"):
            self.add_error("telephone", _("Il faut un téléphone ou un courriel pour joindre cette fonction."))
        return cleaned

    def _post_clean(self):
        """The row is written by an action; the constraint on consent is checked above."""

    def columns(self) -> dict:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}
