"""What a coordinator says of a campaign: few fields, each in the words of the door."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maillage.network.rules import Actor
from maillage.surveys.campaigns.presenting import broken_words
from maillage.surveys.campaigns.scope import operators
from maillage.surveys.counting import Funnel, broken_rules
from maillage.surveys.enums import Purpose, Stage
from maillage.surveys.fields import CountField, DayField
from maillage.surveys.models import Campaign, Round, Survey
from maillage.territory.models import Zone

KINDS = (Zone.Kind.NEIGHBOURHOOD, Zone.Kind.QPV)


class CampaignForm(forms.ModelForm):
    starts_on = DayField(label=_("Du"))
    ends_on = DayField(label=_("Au"))
    objective = CountField(
        label=_("Combien de familles voulez-vous informer ?"), required=False,
        help_text=_("Laissez vide s'il n'y a pas d'objectif"),
    )  # fmt: skip
    zones = forms.ModelMultipleChoiceField(
        label=_("Dans quels quartiers ?"), queryset=Zone.objects.none(), widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Campaign
        fields = ["nom", "operator", "survey", "zones", "starts_on", "ends_on", "objective", "funding"]

    def __init__(self, *args, actor: Actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["nom"].help_text = _("Le sujet, comme « Numérique et parentalité »")
        self.fields["operator"].queryset = operators(actor)
        self.fields["operator"].empty_label = None
        self.fields["survey"].queryset = _surveys(self.instance)
        self.fields["survey"].empty_label = None
        self.fields["survey"].label = _("Quelle enquête ?")
        self.fields["zones"].queryset = Zone.objects.filter(kind__in=KINDS).order_by("nom")

    def clean(self):
        told = super().clean()
        starts, ends = told.get("starts_on"), told.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("La fin vient avant le début."))
        return told

    def clean_objective(self):
        return self.cleaned_data["objective"] or 0


def _surveys(campaign: Campaign):
    """Those one may ask at doors, and the one it asks already."""
    known = Survey.objects.filter(purpose=Purpose.DOOR, stage=Stage.OPEN)
    return (known | Survey.objects.filter(pk=campaign.survey_id)).order_by("nom", "-version")


class RoundForm(forms.ModelForm):
    label = forms.CharField(
        label=_("Rue ou cage d'escalier"), max_length=120,
        help_text=_("Effacé 30 jours après la campagne. Jamais de nom de personne."),
    )  # fmt: skip
    day = DayField(label=_("Quel jour ?"), required=False)
    target = CountField(label=_("Combien de portes à peu près ?"), required=False)

    class Meta:
        model = Round
        fields = ["label", "zone", "collector", "day", "target"]

    def __init__(self, *args, campaign: Campaign, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.campaign = campaign
        zones = campaign.zones.order_by("nom")
        self.fields["zone"].queryset = zones
        self.fields["zone"].required = True
        self.fields["zone"].empty_label = None
        self.fields["collector"].queryset = campaign.collectors.filter(revoked_at=None)
        self.fields["collector"].label = _("Quel binôme ?")
        self.fields["collector"].empty_label = _("pas encore choisi")

    def clean_target(self):
        return self.cleaned_data["target"] or 0


class LinkForm(forms.Form):
    nom = forms.CharField(
        label=_("Comment appeler ce binôme ?"), max_length=60,
        help_text=_("Un numéro ou une couleur, jamais un nom de personne"),
    )  # fmt: skip


class PaperForm(forms.Form):
    """A round counted on paper: its totals must add up before they are kept."""

    day = DayField(label=_("Quel jour ?"))
    targeted = CountField(label=_("Portes visées"))
    absent = CountField(label=_("Personne n'a répondu"))
    vacant = CountField(label=_("Logements vacants ou blindés"))
    opened = CountField(label=_("Portes ouvertes"))
    interviews = CountField(label=_("Entretiens"))
    refusals = CountField(label=_("Refus"))
    not_concerned = CountField(label=_("Personnes non concernées"), help_text=_("Parmi les entretiens"))

    MOST_DOORS = 5_000

    def clean_day(self):
        day = self.cleaned_data["day"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("Ce jour n'est pas encore venu."))
        return day

    def clean_targeted(self):
        if self.cleaned_data["targeted"] > self.MOST_DOORS:
            raise forms.ValidationError(_("C'est beaucoup pour une tournée : 5 000 portes au plus."))
        return self.cleaned_data["targeted"]

    def clean(self):
        told = super().clean()
        if not self.errors:
            for words in broken_words(broken_rules(self.funnel())):
                self.add_error(None, words)
        return told

    def funnel(self) -> Funnel:
        return Funnel(**{name: count for name, count in self.cleaned_data.items() if name != "day"})
