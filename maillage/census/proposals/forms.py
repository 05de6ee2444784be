"""What one fills in, kept short: a tap first, words after."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from maillage.census import typed
from maillage.census.models import ErrorReport, Proposal
from maillage.census.proposals.actions import as_column
from maillage.census.repairing.hours_text import repair_hours
from maillage.core.fields import SEPARATOR, TermsField
from maillage.places import hours
from maillage.places.columns import ROW_COLUMNS
from maillage.places.models import Place
from maillage.places.telling import name_of, said

LONGEST = 1_000


class ReportForm(forms.Form):
    kind = forms.ChoiceField(choices=ErrorReport.Kind.choices)


class DetailsForm(forms.Form):
    """After the tap: what they saw, and where to answer. Both may stay empty."""

    text = forms.CharField(max_length=LONGEST, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    email = forms.EmailField(required=False, max_length=200)


class ProposeForm(forms.ModelForm):
    """What is right, by someone who knows: only what differs becomes a proposal."""

    courriels = forms.EmailField(label=_("Courriel du lieu"), required=False, max_length=200)
    site_web = forms.CharField(label=_("Site web"), required=False, max_length=300)
    hours_text = forms.CharField(
        label=_("Horaires"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Avec vos mots : « du lundi au jeudi de 9 h à 12 h, le samedi sur rendez-vous »"),
    )
    note = forms.CharField(
        label=_("Autre chose à dire"), required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )
    email = forms.EmailField(label=_("Votre courriel, pour une réponse"), required=False, max_length=200)

    class Meta:
        model = Place
        fields = ("nom", "adresse", "complement_adresse", "telephone")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.place = self.instance
        self.before = {name: getattr(self.place, name) for name in (*self.Meta.fields, "courriels", "site_web")}
        self.initial["courriels"] = "".join(self.place.courriels[:1])
        self.initial["site_web"] = "".join(self.place.site_web[:1])
        self.initial["hours_text"] = said("horaires", self.place.horaires) if self.place.horaires else ""
        self.order_fields(("nom", "adresse", "complement_adresse", "telephone", "hours_text", "courriels", "site_web"))

    def clean_telephone(self) -> str:
        text = self.cleaned_data["telephone"]
        return typed.phone(text) if "telephone" in self.changed_data else text

    def _post_clean(self):
        """Nothing of what is typed is put on the place itself: it is only proposed."""

    def changes(self) -> dict[str, Any]:
        """Column → proposed value, for what was typed anew."""
        found: dict[str, Any] = {}
        for name in self.changed_data:
            value = self.cleaned_data.get(name)
            if name in self.Meta.fields:
                found[name] = value
            elif name in ("courriels", "site_web"):
                found[name] = ([value] if value else []) + list(self.before[name])[1:]
        if read := self._hours():
            found["horaires"] = read
        return found

    def _hours(self) -> str:
        if "hours_text" not in self.changed_data:
            return ""
        return repair_hours(self.cleaned_data["hours_text"], hours.is_valid).value or ""

    def words(self) -> str:
        """What no column holds: the remark, and hours that could not be read for certain."""
        told = [self.cleaned_data["note"]]
        if "hours_text" in self.changed_data and not self._hours() and self.cleaned_data["hours_text"]:
            told.insert(0, f"Horaires : {self.cleaned_data['hours_text']}")
        return "\n".join(one for one in told if one)


class DecisionForm(forms.Form):
    """Accept, amend or refuse. Amended values are typed over the proposed ones."""

    ACCEPT, REFUSE = "accepter", "refuser"
    decision = forms.ChoiceField(choices=[(ACCEPT, _("Accepter")), (REFUSE, _("Refuser"))])
    answer = forms.CharField(
        label=_("Un mot pour la personne qui a proposé"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, proposal: Proposal, **kwargs):
        super().__init__(*args, **kwargs)
        self.proposal = proposal
        for column, (_before, after) in proposal.changes.items():
            if column not in ROW_COLUMNS and not Place._meta.get_field(column).is_relation:
                self.fields[f"valeur-{column}"] = _amending(column, after)

    def amending(self) -> dict[str, Any]:
        """The fields to amend with, by column, for the page."""
        return {name.removeprefix("valeur-"): self[name] for name in self.fields if name.startswith("valeur-")}

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("decision") == self.REFUSE and not cleaned.get("answer"):
            self.add_error("answer", _("Dites en un mot pourquoi : la personne a pris le temps de vous écrire."))
        if cleaned.get("decision") == self.ACCEPT:
            for name in [name for name in cleaned if name.startswith("valeur-")]:
                self._check(name, cleaned[name])
        return cleaned

    def _check(self, name: str, value: Any) -> None:
        column = name.removeprefix("valeur-")
        try:
            as_column(column, value)
        except ValidationError as error:
            self.add_error(name, error)
        if column == "horaires" and value and not hours.is_valid(value):
            self.add_error(name, _("Ces horaires ne se lisent pas."))

    def amended(self) -> dict[str, Any]:
        """Column → value, as typed; a field left out of the page keeps what was proposed."""
        return {
            name.removeprefix("valeur-"): value
            for name, value in self.cleaned_data.items()
            if name.startswith("valeur-") and name in self.data
        }


def _amending(column: str, after: Any) -> forms.Field:
    field = Place._meta.get_field(column)
    if isinstance(field, TermsField) and field.terms is None:
        return _Lines(label=name_of(column), required=False, initial=after)
    made = field.formfield(required=False) if not isinstance(field, TermsField) else field.formfield()
    made.required, made.label, made.initial, made.help_text = False, name_of(column), after, ""
    return made


class _Lines(forms.CharField):
    """Free terms, in one line."""

    def prepare_value(self, value):
        return f" {SEPARATOR} ".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        return [one.strip() for one in (value or "").split(SEPARATOR) if one.strip()]


class SettleForm(forms.Form):
    CORRECTED, RIGHT = "corrigé", "juste"
    outcome = forms.ChoiceField(choices=[(CORRECTED, _("C'est corrigé")), (RIGHT, _("La fiche était juste"))])
    answer = forms.CharField(
        label=_("Un mot pour la personne qui a signalé"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class FeedbackForm(forms.Form):
    page = forms.CharField(max_length=300)
    found = forms.ChoiceField(choices=[("oui", _("Oui")), ("non", _("Non"))])


class FeedbackWordsForm(forms.Form):
    text = forms.CharField(required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
