"""Short forms on a few columns of a place, one screen each: fields bear the columns' names."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from maillage.census.editing.fields import AddressField, LinesField, PhoneField, TermsField
from maillage.census.editing.revisions import revision
from maillage.census.repairing.links import repair_mails, repair_url, repair_urls
from maillage.core.text import fold
from maillage.places import actions as places
from maillage.places import enums, presenting
from maillage.places.models import Place
from maillage.territory.models import Commune

LANGUAGES = "fr ar kab en pt tr ro es it pl ru uk rom wo ff bm ps fa sq zh vi fsl".split()
SIGNED = {"fsl": _("langue des signes française")}


class ColumnsForm(forms.Form):
    """`columns()` gives {column: value} for `actions.save_columns`; `prints` what each column was when it opened."""

    def __init__(self, data=None, *, place: Place):
        initial = {name: getattr(place, name) for name in self.base_fields}
        super().__init__(data, initial=initial)
        self.place = place
        for name, field in self.fields.items():
            if isinstance(field, TermsField):
                field.also(initial[name])

    def columns(self) -> dict[str, Any]:
        """What was not typed anew is left as it stands, however it was written."""
        return {name: self.cleaned_data[name] for name in self.changed_data}

    @property
    def prints(self) -> dict[str, str]:
        return {name: revision(places.plain(getattr(self.place, name))) for name in self.fields}


class AddressForm(ColumnsForm):
    nom = forms.CharField(label=_("Nom du lieu"), max_length=300)
    adresse = forms.CharField(label=_("Numéro et rue"), max_length=500, required=False)
    complement_adresse = forms.CharField(
        label=_("Complément"), max_length=500, required=False, help_text=_("Bâtiment, étage, entrée…")
    )
    code_postal = forms.CharField(
        label=_("Code postal"),
        required=False,
        max_length=5,
        validators=[RegexValidator(r"^\d{5}$", _("Un code postal a cinq chiffres, comme 59100."))],
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    commune = forms.CharField(label=_("Ville"), max_length=200, required=False)

    def columns(self) -> dict[str, Any]:
        """The code INSEE follows the town: one we know, or none rather than a wrong one."""
        found = super().columns()
        return {**found, "code_insee": code_of(found["commune"])} if "commune" in found else found

    @property
    def prints(self) -> dict[str, str]:
        return {**super().prints, "code_insee": revision(self.place.code_insee)}


def code_of(commune: str) -> str:
    wanted = fold(commune).replace("-", " ")
    codes = [code for code, nom in Commune.objects.values_list("pk", "nom") if fold(nom).replace("-", " ") == wanted]
    return codes[0] if len(codes) == 1 else ""


class ContactForm(ColumnsForm):
    telephone = PhoneField(label=_("Téléphone"), help_text=_("Celui que les habitants appellent"))
    courriels = LinesField(repair_mails, label=_("Courriel"), help_text=_("Un par ligne"))
    site_web = LinesField(repair_urls, label=_("Site web"), help_text=_("Un par ligne"))
    prise_rdv = AddressField(
        repair_url, label=_("Prendre rendez-vous en ligne"), help_text=_("L'adresse de la page, si elle existe")
    )


class ServicesForm(ColumnsForm):
    services = TermsField(enums.Service.choices, label=_("On vous y aide pour"))
    uses = TermsField(enums.Use.choices, label=_("On y trouve"))
    modalites_accompagnement = TermsField(enums.ModaliteAccompagnement.choices, label=_("Comment on est aidé"))


class PublicForm(ColumnsForm):
    publics_specifiquement_adresses = TermsField(
        enums.PublicSpecifiquementAdresse.choices,
        label=_("Un public en particulier ?"),
        help_text=_("Rien de coché : tout le monde"),
    )
    audience = TermsField(enums.Audience.choices, label=_("Ce lieu s'adresse aux"))
    level = TermsField(enums.Level.choices, label=_("Quels niveaux ?"))
    languages = TermsField((), label=_("Langues parlées à l'accueil"))
    prise_en_charge_specifique = TermsField(enums.PriseEnChargeSpecifique.choices, label=_("Accueil adapté"))

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        spoken = [*dict.fromkeys([*LANGUAGES, *self.initial["languages"]])]
        self.fields["languages"].choices = [(code, language(code)) for code in spoken]


def language(code: str) -> str:
    return str(SIGNED.get(code) or presenting.language_name(code, "fr"))


class AccessForm(ColumnsForm):
    frais_a_charge = TermsField(enums.FraisACharge.choices, label=_("Combien ça coûte ?"))
    modalites_acces = TermsField(enums.ModaliteAcces.choices, label=_("Comment y accéder ?"))
    fiche_acces_libre = AddressField(
        repair_url,
        label=_("Page Acceslibre"),
        help_text=_("Elle dit aux personnes handicapées si elles peuvent entrer : acceslibre.beta.gouv.fr"),
    )


class PresentationForm(ColumnsForm):
    presentation_resume = forms.CharField(
        label=_("En une ou deux phrases"),
        max_length=280,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("280 caractères au plus"),
    )
    presentation_detail = forms.CharField(
        label=_("Plus en détail"), max_length=20_000, required=False, widget=forms.Textarea(attrs={"rows": 8})
    )


class LabelsForm(ColumnsForm):
    dispositif_programmes_nationaux = TermsField(
        enums.DispositifProgrammeNational.choices, label=_("Dispositifs nationaux")
    )
    formations_labels = TermsField(enums.FormationLabel.choices, label=_("Formations et labels"))


class StateForm(ColumnsForm):
    life_cycle = forms.ChoiceField(
        label=_("Aujourd'hui, ce lieu est"), choices=enums.LifeCycle.choices, widget=forms.RadioSelect
    )


class HoursTextForm(forms.Form):
    """OpenStreetMap's own words, for hours that say more than a week."""

    horaires = forms.CharField(
        label=_("Horaires au format OpenStreetMap"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
        help_text=_("Par exemple : Mo-Fr 09:00-12:00,13:30-17:00; PH off"),
    )

    def clean_horaires(self) -> str:
        from maillage.places import hours

        text = " ".join(self.cleaned_data["horaires"].split())
        if text and not hours.is_valid(text):
            raise ValidationError(_("Ce texte ne se lit pas : vérifiez les deux-points, les tirets et les virgules."))
        return text
