"""What one says of a meeting."""

from datetime import date, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maillage.core import day_fields
from maillage.core.day_fields import HourField
from maillage.network.models import Organisation
from maillage.network.rules import Actor
from maillage.places.enums import Service
from maillage.workshops.board.forms import CardForm, zone_choices
from maillage.workshops.enums import Category, Column
from maillage.workshops.models import AgendaBlock, Board, Card, Meeting, Table
from maillage.workshops.models.boards import LONGEST
from maillage.workshops.offers import may_be

FARTHEST = timedelta(days=20 * 366)
MOST_IN_ROOM = 2_000
MOST_LINES = 200


class DayField(day_fields.DayField):
    def validate(self, value) -> None:
        super().validate(value)
        if isinstance(value, date) and abs(value - timezone.localdate()) > FARTHEST:
            raise ValidationError(_("Cette date est trop loin."))


def people(label: str, **options) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=MOST_IN_ROOM, **options)


def area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class StructureField(forms.ModelChoiceField):
    def __init__(self, **options):
        super().__init__(Organisation.objects.order_by("nom"), **options)


class DateForm(forms.Form):
    day = DayField(label=_("Quel jour ?"))


class SeriesForm(DateForm):
    nom = forms.CharField(
        label=_("Comment s'appelle cette série de rencontres ?"), max_length=200,
        help_text=_("Par exemple : Les petits déjeuners de l'inclusion numérique"),
    )  # fmt: skip


class MeetingForm(forms.ModelForm):
    day = DayField(label=_("Quel jour ?"))

    class Meta:
        model = Meeting
        fields = [
            "day", "where", "objectives", "published", "stated_people", "stated_from_organisations",
            "stated_organisations", "stated_city", "note",
        ]  # fmt: skip
        widgets = {"objectives": area(4), "note": area(3)}
        labels = {
            "where": _("Où ?"), "objectives": _("Pour quoi faire ?"), "published": _("Tout le monde peut la voir"),
            "stated_people": _("Participants annoncés"), "stated_from_organisations": _("dont des structures"),
            "stated_organisations": _("de combien de structures"), "stated_city": _("dont de la Ville"),
            "note": _("Remarque (tous la liront)"),
        }  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("stated_people", "stated_from_organisations", "stated_organisations", "stated_city"):
            self.fields[name] = people(
                self.fields[name].label, required=False, help_text=_("Le chiffre dit, même s'il diffère de la liste")
            )
        for name in ("objectives", "note"):
            self.fields[name].max_length = 4_000


class BlockForm(forms.Form):
    title = forms.CharField(label=_("Quoi ?"), max_length=200)
    start = HourField(label=_("De"))
    end = HourField(label=_("À"))
    items = forms.CharField(label=_("Points, un par ligne"), required=False, max_length=4_000, widget=area(4))

    def __init__(self, *args, block: AgendaBlock | None = None, **kwargs):
        initial = {name: getattr(block, name) for name in ("title", "start", "end", "items")} if block else {}
        super().__init__(*args, initial=initial, **kwargs)

    def clean(self):
        told = super().clean()
        if told.get("start") and told.get("end") and told["end"] <= told["start"]:
            self.add_error("end", _("L'heure de fin vient avant l'heure de début."))
        return told


class AttendanceForm(forms.Form):
    organisation = StructureField(label=_("Quelle structure ?"), empty_label=_("Choisir…"))
    present = people(_("Combien de présents ?"), initial=1)
    excused = people(_("Combien d'excusés ?"), initial=0)
    functions = forms.CharField(
        label=_("Leurs fonctions, une par ligne"),
        required=False,
        max_length=2_000,
        widget=area(3),
        help_text=_("Jamais un nom. Seuls les membres du réseau les lisent."),
    )
    of_the_city = forms.BooleanField(label=_("C'est un service de la Ville"), required=False)


class TableForm(forms.ModelForm):
    class Meta:
        model = Table
        fields = ["facilitator", "referent"]
        labels = {"facilitator": _("Qui anime ?"), "referent": _("Quelle structure suit ensuite ?")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.fields:
            self.fields[name].queryset = Organisation.objects.order_by("nom")
            self.fields[name].empty_label = str(_("Pas encore choisi"))


class LinesForm(CardForm):
    """Several notes at once, one a line."""

    text = forms.CharField(
        label=_("Vos cartes, une par ligne"),
        max_length=60_000,
        widget=area(6),
        error_messages={"required": _("Écrivez au moins une ligne.")},
    )

    def clean_text(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["text"].splitlines() if line.strip()]
        if len(lines) > MOST_LINES:
            raise ValidationError(_("%(n)s lignes au plus à la fois."), params={"n": MOST_LINES})
        if any(len(line) > LONGEST for line in lines):
            raise ValidationError(_("Une ligne est trop longue pour une carte."))
        return lines


class BoardForm(forms.ModelForm):
    class Meta:
        model = Board
        fields = ["title", "atmosphere", "synthesis"]
        widgets = {"atmosphere": area(3), "synthesis": area(4)}
        labels = {
            "title": _("Nom du tableau"), "atmosphere": _("Note d'ambiance : comment la table a-t-elle parlé ?"),
            "synthesis": _("Ce qui a été dit en plénière"),
        }  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("atmosphere", "synthesis"):
            self.fields[name].max_length = 4_000


class SortForm(forms.Form):
    """All of a card but its words."""

    column = forms.ChoiceField(label=_("Colonne"), choices=Column)
    category = forms.ChoiceField(
        label=_("Genre d'action"), required=False, choices=[("", _("Non précisé")), *Category.choices]
    )
    theme = forms.ChoiceField(label=_("Sur quoi ?"), required=False, choices=[("", _("Non précisé")), *Service.choices])
    zone_id = forms.ChoiceField(label=_("Quel quartier ?"), required=False)
    organisation = StructureField(label=_("De quelle structure ?"), required=False, empty_label=_("Sans le dire"))

    def __init__(self, *args, card: Card, **kwargs):
        names = ("column", "category", "theme", "zone_id", "organisation")
        super().__init__(*args, initial={name: getattr(card, name) for name in names}, **kwargs)
        self.fields["zone_id"].choices = zone_choices()

    def clean_zone_id(self) -> str | None:
        return self.cleaned_data["zone_id"] or None


class PromiseForm(forms.Form):
    """Who will do what, for when."""

    organisation = StructureField(label=_("Qui s'engage ?"), empty_label=_("Choisir…"))
    text = forms.CharField(label=_("À faire quoi ?"), max_length=500, widget=area(2))
    due = DayField(label=_("Pour quand ?"), required=False, help_text=_("Vide : à la prochaine rencontre"))

    def __init__(self, *args, actor: Actor, **kwargs):
        super().__init__(*args, **kwargs)
        if not actor.coordinates:
            self.fields["organisation"].queryset = Organisation.objects.filter(pk__in=actor.contributes_to)


class OfferForm(forms.Form):
    offer = forms.ModelChoiceField(None, label=_("Quelle action de l'annuaire ?"), empty_label=_("Choisir…"))

    def __init__(self, *args, card: Card, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["offer"].queryset = may_be(card)
