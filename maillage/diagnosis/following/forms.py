"""What one says of a gap, of a need, of an action."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from maillage.diagnosis import funding
from maillage.diagnosis.enums import OVER, ActionStatus, EvidenceKind, GapStatus
from maillage.diagnosis.models import Evidence, Gap, NeedRecord, PlanAction, PublicCount
from maillage.network.models import Organisation
from maillage.network.rules import Actor
from maillage.places.enums import Service
from maillage.territory.models import Zone

MOST = 10_000_000
CHOOSE = _("Choisir…")
DAYS = ["%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y"]


def day(label: str, **options) -> forms.DateField:
    return forms.DateField(
        label=label, required=False, input_formats=DAYS,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Écrivez une date comme 31/12/2026.")}, **options,
    )  # fmt: skip


def area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class _About(forms.ModelForm):
    """A neighbourhood or the whole city; publics to tick."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["zone"].queryset = Zone.objects.filter(kind=Zone.Kind.NEIGHBOURHOOD).order_by("nom")
        self.fields["zone"].empty_label = _("Toute la ville")
        self.fields["service"].choices = [("", _("Aucun en particulier")), *Service.choices]
        self.fields["publics"].required = False
        self.fields["publics"].widget = forms.CheckboxSelectMultiple(choices=self.fields["publics"].choices)


class GapForm(_About):
    """A gap and the first piece of evidence, together: one does not go without the other."""

    kind = forms.ChoiceField(label=_("Qu'est-ce qui le montre ?"), choices=EvidenceKind)
    said = forms.CharField(label=_("Ce qui est dit, vu ou compté"), widget=area(3), max_length=2_000)
    source = forms.CharField(label=_("Qui le dit, d'où cela vient"), max_length=300)

    class Meta:
        model = Gap
        fields = ("title", "text", "service", "zone", "publics")
        labels = {"title": _("Ce qui manque, en une phrase")}
        widgets = {"text": area(3)}

    def evidence(self, by_structure: Organisation | None) -> Evidence:
        told = self.cleaned_data
        return Evidence(kind=told["kind"], text=told["said"], source=told["source"], organisation=by_structure)


class EvidenceForm(forms.ModelForm):
    class Meta:
        model = Evidence
        fields = ("kind", "text", "count", "source", "url")
        widgets = {"text": area(3)}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", CHOOSE), *EvidenceKind.choices]

    def clean_url(self) -> str:
        url = self.cleaned_data["url"]
        if url and not url.startswith(("https://", "http://", "/")):
            raise ValidationError(_("Une adresse commence par https://"))
        return url

    def clean_count(self) -> int | None:
        count = self.cleaned_data["count"]
        if count is not None and count > MOST:
            raise ValidationError(_("Ce nombre est trop grand."))
        return count


class NeedForm(_About):
    class Meta:
        model = NeedRecord
        fields = ("family", "text", "service", "zone", "publics", "barriers", "source")
        labels = {"family": _("Un besoin de quoi ?"), "text": _("En quelques mots, sans nommer personne")}
        widgets = {"family": forms.RadioSelect, "text": area(3)}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        from maillage.diagnosis.enums import Barrier

        self.fields["barriers"] = forms.MultipleChoiceField(
            label=_("Ce qui empêche"), choices=Barrier, required=False, widget=forms.CheckboxSelectMultiple
        )
        self.fields["family"].choices = NeedRecord._meta.get_field("family").choices


class CountForm(forms.ModelForm):
    """How many people of a public, somewhere, says who, when."""

    day = day(_("Date de la source"))

    class Meta:
        model = PublicCount
        fields = ("public", "zone", "count", "estimate", "source", "day")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["day"].required = True
        self.fields["public"].empty_label = CHOOSE
        self.fields["zone"].empty_label = _("Toute la ville")
        self.fields["zone"].queryset = Zone.objects.filter(kind=Zone.Kind.NEIGHBOURHOOD).order_by("nom")

    def clean_count(self) -> int:
        if self.cleaned_data["count"] > MOST:
            raise ValidationError(_("Ce nombre est trop grand."))
        return self.cleaned_data["count"]


class TakeForm(forms.Form):
    owner = forms.ModelChoiceField(None, label=_("Quelle structure s'en occupe ?"), empty_label=CHOOSE)
    due = day(_("Pour quand ?"))

    def __init__(self, *args, actor: Actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = own_structures(actor)


class ActionForm(forms.ModelForm):
    due = day(_("Pour quand ?"))
    funding = forms.MultipleChoiceField(
        label=_("Financements à demander"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=[(one.key, one.words) for one in funding.IDEAS],
    )  # fmt: skip

    class Meta:
        model = PlanAction
        fields = ("nom", "organisation", "due", "funding")
        labels = {"nom": _("Qu'allez-vous faire ?")}

    def __init__(self, *args, actor: Actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = own_structures(actor)
        self.fields["organisation"].required, self.fields["organisation"].empty_label = True, CHOOSE


class ProgressForm(forms.ModelForm):
    status = forms.ChoiceField(label=_("Où en est-on ?"), choices=ActionStatus, widget=forms.RadioSelect)

    class Meta:
        model = PlanAction
        fields = ("status", "strengths", "weaknesses")
        widgets = {"strengths": area(3), "weaknesses": area(3)}


class EndForm(forms.Form):
    status = forms.ChoiceField(
        label=_("Comment cela finit-il ?"), widget=forms.RadioSelect, initial=GapStatus.CLOSED,
        choices=[(one, GapStatus(one).label) for one in OVER],
    )  # fmt: skip
    ending = forms.CharField(label=_("Ce qui a changé, en une phrase"), max_length=500, widget=area(2))


def own_structures(actor: Actor):
    """Those one speaks for; all of them for who coordinates."""
    rows = Organisation.objects.order_by("nom")
    return rows if actor.coordinates else rows.filter(pk__in=actor.contributes_to)
