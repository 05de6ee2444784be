"""One short page. What is typed is looked at before it leaves: see minimising."""

from typing import NamedTuple

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maillage.appointments.booking.forms import PersonForm
from maillage.appointments.mediating.fields import DayField, HourField
from maillage.appointments.mediating.forms import spoken
from maillage.appointments.recurrence import instant
from maillage.network.enums import ContactRole, SupportManner
from maillage.places import presenting
from maillage.places.enums import Level, Service
from maillage.places.models import Offer, Place
from maillage.referrals.actions import Agreement, Draft
from maillage.referrals.enums import Adaptation, ConsentChannel
from maillage.referrals.models import NEED
from maillage.referrals.writing import minimising, wording

WORDS = ("need", "called", "tried", "manner_reason", "mandate")  # free words, looked at one by one
SHORT = 60
NOTHING = ("", _("Je ne sais pas"))


class Doubt(NamedTuple):
    key: str  # "need:sante", sent back by the tick
    what: str
    ticked: bool


class WriteForm(forms.Form):
    service = forms.ChoiceField(label=_("Pour quoi ?"), choices=Service, widget=forms.RadioSelect)
    offer = forms.ChoiceField(
        label=_("Pour une action précise ?"), required=False,
        error_messages={"invalid_choice": _("Ce lieu ne propose pas, ou plus, cette action : choisissez de nouveau.")},
    )  # fmt: skip
    need = forms.CharField(
        label=_("En quelques mots"), required=False, max_length=NEED, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Ce que la personne veut faire. Rien sur la santé, l'argent, les papiers, la famille."),
    )  # fmt: skip
    called = forms.CharField(
        label=_("Prénom ou surnom"), required=False, max_length=SHORT, help_text=_("Pas le nom de famille")
    )
    contact = forms.CharField(
        label=_("Téléphone ou courriel"), required=False, max_length=200,
        help_text=_("Un seul. Vide : la personne rappellera ou viendra d'elle-même."),
    )  # fmt: skip
    language = forms.ChoiceField(label=_("Sa langue"))
    tried = forms.CharField(
        label=_("Déjà essayé"), required=False, max_length=NEED, widget=forms.Textarea(attrs={"rows": 2})
    )
    level = forms.ChoiceField(label=_("Avec le numérique, elle est"), required=False, choices=[NOTHING, *Level.choices])
    times = forms.MultipleChoiceField(
        label=_("Quand peut-elle venir ?"), required=False, choices=list(wording.SOME_TIMES.items()),
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    accompanied = forms.BooleanField(label=_("Elle viendra avec quelqu'un"), required=False)
    deadline = DayField(label=_("Avant quelle date ?"), required=False)
    zone = forms.ChoiceField(label=_("Son quartier"), required=False)
    adaptation = forms.MultipleChoiceField(
        label=_("Elle a besoin d'un accueil adapté pour"), required=False, choices=Adaptation,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    adaptation_agreed = forms.BooleanField(label=_("Elle est d'accord pour que ce besoin soit écrit"), required=False)
    manner = forms.ChoiceField(
        label=_("Comment l'aider ?"), choices=SupportManner, widget=forms.RadioSelect, initial=SupportManner.WITH
    )
    manner_reason = forms.CharField(
        label=_("Si c'est à sa place : pourquoi ?"), required=False, max_length=NEED,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    mandate = forms.CharField(
        label=_("Et avec quel mandat ?"), required=False, max_length=NEED,
        help_text=_("Sa référence, pour quoi, jusqu'à quand. Jamais le document."),
    )  # fmt: skip
    function = forms.ChoiceField(
        label=_("Votre fonction"), required=False, choices=[("", _("Ne pas dire")), *ContactRole.choices]
    )
    channel = forms.ChoiceField(
        label=_("Elle a répondu"), choices=ConsentChannel, widget=forms.RadioSelect, initial=ConsentChannel.SPOKEN
    )

    FIRST = ("need", "called", "contact", "language")
    MORE = (
        "tried", "level", "times", "accompanied", "deadline", "zone", "adaptation", "adaptation_agreed", "manner",
        "manner_reason", "mandate", "function",
    )  # fmt: skip

    def __init__(self, *args, zones: list[tuple[str, str]], offers: list[Offer], **kwargs):
        super().__init__(*args, **kwargs)
        languages = dict(spoken()) | {code: presenting.language_name(code) for code, _name in settings.LANGUAGES}
        asked = str(self.initial.get("language", ""))
        languages |= {asked: presenting.language_name(asked)} if asked else {}
        self.fields["language"].choices = list(languages.items())
        self.fields["zone"].choices = [NOTHING, *zones]
        self.offers = {str(one.pk): one for one in offers}
        named = [(key, one.nom) for key, one in self.offers.items()]
        self.fields["offer"].choices = [("", _("Non, pour le lieu")), *named]
        self.doubts: dict[str, list[Doubt]] = {}

    # -- what was typed

    def clean_contact(self) -> dict[str, str]:
        """One of both, by its look: {"phone": …} or {"email": …}."""
        text = self.cleaned_data["contact"]
        name = "email" if "@" in text else "phone"
        told = PersonForm({name: text})
        if not told.is_valid():
            raise ValidationError(told.errors[name])
        return {name: told.cleaned_data[name]} if text else {}

    def clean_deadline(self):
        day = self.cleaned_data["deadline"]
        if day and day < timezone.localdate():
            raise ValidationError(_("Cette date est passée."))
        return day

    def clean(self):
        told = super().clean()
        for name in WORDS:
            self._look_at(name, told.get(name, ""))
        if told.get("adaptation") and not told.get("adaptation_agreed"):
            self.add_error("adaptation_agreed", _("Demandez-lui son accord pour l'écrire, ou décochez ce besoin."))
        if told.get("manner") == SupportManner.FOR:
            self._asks_why(told)
        return told

    def _asks_why(self, told: dict) -> None:
        for name in ("manner_reason", "mandate"):
            if name not in self.errors and not told.get(name, "").strip():
                self.add_error(name, _("Faire à sa place demande une raison et un mandat. Sinon : faire avec elle."))

    def _look_at(self, name: str, text: str) -> None:
        kept = self.data.getlist("garde") if hasattr(self.data, "getlist") else self.data.get("garde", [])
        for kind in minimising.found(text):
            key = f"{name}:{kind}"
            if kind in minimising.REFUSED:
                self.add_error(name, wording.forbidden(kind))
                continue
            self.doubts.setdefault(name, []).append(Doubt(key, str(wording.KINDS[kind]), key in kept))
            if key not in kept:
                self.add_error(name, wording.warned(kind))

    # -- for the page

    @property
    def first(self) -> list[tuple[forms.BoundField, list[Doubt]]]:
        return [(self[name], self._doubts_of(name)) for name in self.FIRST]

    @property
    def more(self) -> list[tuple[forms.BoundField, list[Doubt]]]:
        return [(self[name], self._doubts_of(name)) for name in self.MORE]

    @property
    def more_is_open(self) -> bool:
        return self.is_bound and any(name in self.errors or name in self.doubts for name in self.MORE)

    def _doubts_of(self, name: str) -> list[Doubt]:
        return (self.errors or True) and self.doubts.get(name, [])

    # -- for the action

    def draft(self, place: Place, **more) -> Draft:
        told = self.cleaned_data
        same = (
            "service", "need", "tried", "deadline", "level", "language", "accompanied", "zone", "called", "function",
            "manner",
        )  # fmt: skip
        why = ("manner_reason", "mandate") if told["manner"] == SupportManner.FOR else ()
        return Draft(
            place=place, **{name: told[name] for name in (*same, *why)}, **told["contact"],
            offer=self.offers.get(told["offer"]), times=tuple(told["times"]),
            adaptation=tuple(told["adaptation"]), **more,
        )  # fmt: skip

    def agreement(self) -> Agreement:
        told = self.cleaned_data
        language = told["language"] if told["language"] in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        return Agreement(
            language=language, channel=told["channel"], function=told["function"], adaptation=bool(told["adaptation"])
        )


class ComeForm(forms.Form):
    """ "Venez mardi à dix heures." """

    day = DayField(label=_("Jour"))
    hour = HourField(label=_("Heure"))

    def clean(self):
        told = super().clean()
        if told.get("day") and told.get("hour") and self.at() < timezone.now():
            self.add_error("day", _("Ce moment est passé."))
        return told

    def at(self):
        return instant(self.cleaned_data["day"], self.cleaned_data["hour"])
