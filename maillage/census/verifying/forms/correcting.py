"""What a holder changes, one part of the record at a time."""

from typing import NamedTuple

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillage.census import typed
from maillage.census.repairing.hours_text import repair_hours
from maillage.census.repairing.links import repair_mails, repair_url, repair_urls
from maillage.census.repairing.phone import repair_phone
from maillage.census.verifying import week
from maillage.core import speaking
from maillage.places import hours
from maillage.places.actions import difference, told_rows
from maillage.places.enums import EquipmentState, FraisACharge, ModaliteAcces, Service
from maillage.places.models import Place
from maillage.places.presenting import phone

LISTS = {"services": Service, "frais_a_charge": FraisACharge, "modalites_acces": ModaliteAcces}
LINES = ("telephone", "courriels", "site_web", "prise_rdv")
NOT_HOURS = gettext_lazy(
    "Nous n'avons pas compris. Écrivez par exemple : 9 h – 12 h, 14 h – 17 h. Laissez vide si c'est fermé."
)
ALL_SHUT = gettext_lazy(
    "Aucun jour ouvert : si le lieu est fermé, revenez en arrière et choisissez « Ce lieu a fermé »."
)


class Part(NamedTuple):
    """A group of fields that opens and closes; open when something in it is to be mended."""

    title: str
    fields: list
    hint: str = ""

    @property
    def wrong(self) -> bool:
        return any(field.errors for field in self.fields)


def _line(label, most: int, mode: str = "text") -> forms.CharField:
    widget = forms.TextInput(attrs={"inputmode": mode})
    return forms.CharField(label=label, max_length=most, required=False, widget=widget)


def _choices(label, terms) -> forms.MultipleChoiceField:
    widget = forms.CheckboxSelectMultiple
    return forms.MultipleChoiceField(label=label, choices=terms.choices, required=False, widget=widget)


def _day(label) -> forms.DateField:
    return forms.DateField(label=label, required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))


class CorrectionForm(forms.Form):
    """Filled with what is known: what is left alone does not change."""

    telephone = _line(gettext_lazy("Téléphone"), 60, "tel")
    courriels = _line(gettext_lazy("Courriel"), 300, "email")
    site_web = _line(gettext_lazy("Site web"), 500, "url")
    prise_rdv = _line(gettext_lazy("Page pour prendre rendez-vous"), 500, "url")
    services = _choices(gettext_lazy("Ce qu'on y fait"), Service)
    frais_a_charge = _choices(gettext_lazy("Le prix"), FraisACharge)
    modalites_acces = _choices(gettext_lazy("Comment venir ou prendre contact"), ModaliteAcces)
    closes_on = _day(gettext_lazy("Fermé à partir du"))
    closes_until = _day(gettext_lazy("Jusqu'au (compris)"))
    adresse = _line(gettext_lazy("Adresse (numéro et rue)"), 300)
    note = forms.CharField(
        label=gettext_lazy("Autre chose à nous dire"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    rest_is_right = forms.BooleanField(label=gettext_lazy("J'ai relu le reste : il est exact."), required=False)

    def __init__(self, data=None, *, place: Place):
        self.place, self.by_day = place, week.plain(place.horaires)
        self.devices = list(place.equipment.all())
        super().__init__(data, initial=self._known())
        self.fields |= self._days() if self.by_day else {"horaires": self._whole_week()}
        for device in self.devices:
            self.fields[f"device_{device.pk}"] = forms.ChoiceField(
                label=speaking.capitalised(device.get_kind_display()),
                choices=EquipmentState.choices, required=False, initial=device.state,
            )  # fmt: skip

    def _known(self) -> dict:
        place = self.place
        return {
            "telephone": phone(place.telephone), "courriels": ", ".join(place.courriels),
            "site_web": ", ".join(place.site_web), "prise_rdv": place.prise_rdv, "adresse": place.adresse,
            "rest_is_right": True, **{name: list(getattr(place, name)) for name in LISTS},
        }  # fmt: skip

    def _days(self) -> dict[str, forms.Field]:
        known = week.by_day(self.place.horaires, timezone.localdate())
        found = {}
        for code, name in week.DAYS.items():
            found[f"day_{code}"] = forms.CharField(
                label=name.capitalize(), max_length=80, required=False, initial=known.get(code, "")
            )
        return found

    def _whole_week(self) -> forms.Field:
        hint = gettext_lazy(
            "Laissez vide si rien n'a changé. Sinon écrivez toute la semaine : du lundi au vendredi 9h-12h…"
        )
        widget = forms.Textarea({"rows": 3})
        return forms.CharField(
            label=gettext_lazy("Vos horaires"), max_length=600, required=False, help_text=hint, widget=widget
        )

    # -- what the page shows

    @property
    def parts(self) -> list[Part]:
        days = [self[f"day_{code}"] for code in week.DAYS] if self.by_day else [self["horaires"]]
        devices = [self[f"device_{device.pk}"] for device in self.devices]
        found = [
            Part(_("Les horaires"), days, _("Un jour sans rien est un jour fermé.") if self.by_day else ""),
            Part(_("Une fermeture à venir : congés, travaux"), [self["closes_on"], self["closes_until"]]),
            Part(_("Le téléphone, le courriel, le site"), [self[name] for name in LINES]),
            Part(_("Ce qu'on y fait, le prix, comment venir"), [self[name] for name in LISTS]),
            Part(_("Le matériel"), devices),
            Part(_("L'adresse, ou autre chose"), [self["adresse"], self["note"]], _("La coordination le relit avant.")),
        ]
        return [part for part in found if part.fields]

    # -- what it says

    def clean_telephone(self) -> str:
        return self._repaired("telephone", lambda text: repair_phone(text, self.place.code_postal))

    def clean_courriels(self) -> list[str]:
        return self._repaired("courriels", repair_mails, [])

    def clean_site_web(self) -> list[str]:
        return self._repaired("site_web", repair_urls, [])

    def clean_prise_rdv(self) -> str:
        return self._repaired("prise_rdv", repair_url)

    def clean_horaires(self) -> str:
        text = self.cleaned_data["horaires"].strip()
        found = repair_hours(text, hours.is_valid)
        if found.problem:
            raise forms.ValidationError(NOT_HOURS)
        return found.value or self.place.horaires

    def _repaired(self, name: str, repair, blank=""):
        """What did not change is not judged: it came as it is."""
        text = self.cleaned_data[name].strip()
        if name not in self.changed_data:
            return getattr(self.place, name)
        return typed.repaired(text, repair) or blank

    def clean(self):
        said = super().clean()
        if self.by_day:
            self._clean_days(said)
        self._clean_closure(said)
        return said

    def _clean_days(self, said: dict) -> None:
        days = {code: said.get(f"day_{code}", "") for code in week.DAYS}
        said["horaires"] = self.place.horaires
        if not any(f"day_{code}" in self.changed_data for code in days):
            return
        wrong = week.unread(days)
        for code in wrong:
            self.add_error(f"day_{code}", NOT_HOURS)
        if not wrong:
            found = week.written(days, self.place.horaires)
            if not found.value:
                self.add_error("day_Mo", ALL_SHUT)
            said["horaires"] = found.value

    def _clean_closure(self, said: dict) -> None:
        first, last = said.get("closes_on"), said.get("closes_until")
        if not first and not last:
            return
        if not first:
            self.add_error("closes_on", _("À partir de quel jour ?"))
        elif (last := last or first) < max(first, timezone.localdate()):
            self.add_error("closes_until", _("Cette fermeture est déjà finie, ou finit avant de commencer."))
        elif (last - first).days > 366:
            self.add_error("closes_until", _("Plus d'un an : choisissez plutôt « Ce lieu a fermé »."))
        elif not said.get("horaires"):
            self.add_error("closes_on", _("Donnez d'abord les horaires habituels."))
        else:
            said["horaires"] = week.closed_once(said["horaires"], week.Closing(first, last))

    @property
    def changes(self) -> dict:
        """The columns that change, as they should be."""
        said = {name: self.cleaned_data[name] for name in ("horaires", *LINES, *LISTS)}
        return {name: said[name] for name in difference(self.place, said)}

    @property
    def rows(self) -> dict[str, list[dict]]:
        """The devices with their states, when one changed."""
        states = {device.kind: self.cleaned_data[f"device_{device.pk}"] for device in self.devices}
        if all(states[device.kind] == device.state for device in self.devices):
            return {}
        return {"equipment": [{**row, "state": states[row["kind"]]} for row in told_rows(self.place, "equipment")]}

    @property
    def to_be_read(self) -> dict:
        """What a human reads before it is written: an address moves the pin."""
        changed = "adresse" in self.changed_data and self.cleaned_data["adresse"]
        return {"adresse": self.cleaned_data["adresse"]} if changed else {}
