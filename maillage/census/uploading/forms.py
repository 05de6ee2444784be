from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillage.census.headers import IGNORED, POSITION, meaning
from maillage.census.uploading.files import LIMITS, MEGABYTE
from maillage.places.columns import LOCAL_PREFIX, LOCAL_ROWS, LOCAL_SCALARS, NATIONAL
from maillage.places.telling import name_of

USUAL = (
    "nom adresse code_postal commune telephone courriels site_web horaires services id date_maj latitude longitude"
).split()
DAYS = {
    "Mo": gettext_lazy("lundi"), "Tu": gettext_lazy("mardi"), "We": gettext_lazy("mercredi"),
    "Th": gettext_lazy("jeudi"), "Fr": gettext_lazy("vendredi"), "Sa": gettext_lazy("samedi"),
    "Su": gettext_lazy("dimanche"),
}  # fmt: skip
STREET = {
    "nom_voie": gettext_lazy("Nom de la voie"),
    "numero_voie": gettext_lazy("Numéro dans la voie"),
    POSITION: gettext_lazy("Latitude et longitude ensemble"),
}
CONSTANTS = 3


class UploadForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Votre fichier"),
        max_length=300,
        error_messages={
            "required": gettext_lazy("Choisissez un fichier."),
            "empty": gettext_lazy("Ce fichier est vide."),
            "max_length": gettext_lazy("Le nom de ce fichier est trop long : raccourcissez-le."),
        },
    )
    source = forms.CharField(
        label=gettext_lazy("D'où vient ce fichier ?"),
        max_length=80,
        help_text=gettext_lazy("Gardez le même nom d'une fois sur l'autre : les lieux sont reconnus ainsi."),
        error_messages={"required": gettext_lazy("Donnez un nom à cette source : « mairie », « France Services »…")},
    )
    date = forms.DateField(
        label=gettext_lazy("De quand datent ces informations ?"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=gettext_lazy("Seulement si le fichier n'a pas de colonne de date."),
        error_messages={"invalid": gettext_lazy("Cette date n'existe pas. Écrivez-la ainsi : 31/12/2026.")},
    )
    complete = forms.BooleanField(
        label=gettext_lazy("Ce fichier est complet"),
        required=False,
        help_text=gettext_lazy(
            "Les lieux de cette source qui n'y sont plus passeront « à vérifier ». Aucun n'est effacé."
        ),
    )

    def clean_source(self):
        source = self.cleaned_data["source"].strip()
        if not slugify(source):
            raise forms.ValidationError(_("Ce nom ne contient aucune lettre."))
        return source

    def clean_file(self):
        sent = self.cleaned_data["file"]
        limit = LIMITS["workbook" if _is_zip(sent) else "text"]
        if sent.size > limit * MEGABYTE:
            weighs = _("Ce fichier pèse %(size)d Mo ; la limite est %(limit)d Mo.")
            raise forms.ValidationError(weighs % {"size": -(-sent.size // MEGABYTE), "limit": limit})
        return sent


def _is_zip(sent: UploadedFile) -> bool:
    head = sent.read(2)
    sent.seek(0)
    return head == b"PK"


class ColumnsForm(forms.Form):
    """What each column of a file means. `columns`: those of the preview, with the meaning found so far."""

    nom = forms.CharField(
        label=gettext_lazy("Nom de ces réglages"),
        max_length=100,
        help_text=gettext_lazy("Un fichier qui a les mêmes colonnes sera reconnu tout seul la prochaine fois."),
        error_messages={"required": gettext_lazy("Donnez un nom à ces réglages.")},
    )

    def __init__(self, *args, columns: list[dict], **kwargs):
        super().__init__(*args, **kwargs)
        self.columns = columns
        for number, column in enumerate(columns):
            initial = "" if column["target"] == IGNORED else column["target"]
            self.fields[f"c{number}"] = forms.ChoiceField(
                label=column["header"][:100], choices=choices, required=False, initial=initial
            )
        for number in range(CONSTANTS):
            self.fields[f"k{number}"] = forms.ChoiceField(label=_("Colonne"), choices=choices, required=False)
            self.fields[f"v{number}"] = forms.CharField(label=_("Valeur"), max_length=200, required=False)

    def rows(self):
        """(column, its field), in the order of the file."""
        return [(column, self[f"c{number}"]) for number, column in enumerate(self.columns)]

    def constants(self):
        return [(self[f"k{number}"], self[f"v{number}"]) for number in range(CONSTANTS)]

    def clean(self):
        cleaned = super().clean()
        found = {cleaned.get(name) for name in cleaned if name[0] in "ck"}
        if not self.errors and "nom" not in found:
            raise forms.ValidationError(
                _("Dites quelle colonne contient le nom du lieu : sans nom, rien n'est importé.")
            )
        for number in range(CONSTANTS):
            if cleaned.get(f"k{number}") and not cleaned.get(f"v{number}"):
                self.add_error(f"v{number}", _("Écrivez la valeur, ou laissez la colonne vide."))
        return cleaned

    def definition(self) -> dict:
        """As a TOML recipe holds it."""
        cleaned = self.cleaned_data
        columns = {}
        for number, column in enumerate(self.columns):
            header, target = column["header"], cleaned[f"c{number}"]
            if target or meaning(header):
                columns[header] = target or IGNORED
        constants = {cleaned[f"k{n}"]: cleaned[f"v{n}"] for n in range(CONSTANTS) if cleaned[f"k{n}"]}
        signature = [column["header"] for column in self.columns if not column["header"].startswith("(")]
        return {"title": cleaned["nom"], "signature": signature, "columns": columns, "constants": constants}


def choices() -> list:
    """Every column one may fill, the usual ones first."""
    local = (*LOCAL_SCALARS, "organisation", "hosted_at", *LOCAL_ROWS)
    hours = [(f"horaires:{code}", _("Horaires du %(day)s") % {"day": day}) for code, day in DAYS.items()]
    return [
        ("", _("ne pas utiliser")),
        (_("Les plus courantes"), [(name, name_of(name)) for name in USUAL]),
        (_("Horaires, un jour par colonne"), hours),
        (_("Adresse en morceaux"), [*STREET.items()]),
        (_("Autres colonnes nationales"), [(name, name_of(name)) for name in NATIONAL if name not in USUAL]),
        (_("Colonnes locales"), [(LOCAL_PREFIX + name, name_of(name)) for name in local]),
    ]  # fmt: skip
