"""What a mediator fills in: short, each choice said in words."""

from collections.abc import Iterable
from datetime import date, datetime

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maillage.accounts.models import User
from maillage.appointments.actions import Person
from maillage.appointments.booking.forms import PersonForm
from maillage.appointments.enums import BookedBy, Shape
from maillage.appointments.mediating.fields import DayField, HourField, in_order
from maillage.appointments.mediating.wording import DAYS
from maillage.appointments.models import OpeningRange, Practice
from maillage.appointments.opening import bounds
from maillage.appointments.recurrence import instant
from maillage.network.enums import SupportManner
from maillage.places import presenting
from maillage.places.enums import Level, Service
from maillage.places.models import Place

SPOKEN = ("fr", "ar", "en", "pt", "tr", "ro", "es", "it", "pl", "ru", "uk", "zh", "kab")
LINKS = (BookedBy.PROFESSIONAL, BookedBy.SELF, BookedBy.RELATIVE, BookedBy.NEIGHBOUR, BookedBy.VISITOR)
MINUTES = (15, 20, 30, 45, 60, 90)
HERE = 300
WEEKS = [("1", _("la première")), ("2", _("la deuxième")), ("3", _("la troisième")), ("4", _("la quatrième"))]
WEEKS += [("5", _("la dernière"))]
WITHIN = {
    "minutes": (5, 480),
    "buffer": (0, 240),
    "notice": (0, 43_200),
    "horizon": (1, 730),
    "cancel_before": (0, 43_200),
}


def spoken() -> list[tuple[str, str]]:
    return [(code, presenting.language_name(code)) for code in SPOKEN]


class PlaceField(forms.ModelChoiceField):
    """One's own places first, then the others of the town."""

    def __init__(self, practice: Practice, also: Place | None = None, **options):
        super().__init__(Place.objects.published(), **options)
        rows = list(Place.objects.published().order_by("nom").values_list("pk", "nom", "organisation")[:HERE])
        known = {pk for pk, _nom, _organisation in rows}
        rows += [
            (one.pk, str(one), practice.organisation_id)
            for one in (practice.place, also)
            if one and one.pk not in known
        ]
        own = [(pk, nom) for pk, nom, organisation in dict.fromkeys(rows) if organisation == practice.organisation_id]
        others = [(pk, nom) for pk, nom, organisation in rows if organisation != practice.organisation_id]
        self.widget.choices = [(_("Chez vous"), own), (_("Ailleurs"), others)]


class SeriesForm(forms.Form):
    """All the occurrences from a day on."""

    shape = forms.ChoiceField(label=_("Comment reçoit-on ?"), choices=Shape, widget=forms.RadioSelect)
    weekday = forms.TypedChoiceField(label=_("Jour"), choices=list(enumerate(DAYS)), coerce=int)
    start = HourField(label=_("De"))
    end = HourField(label=_("À"))
    every = forms.TypedChoiceField(
        label=_("Revient"), coerce=int,
        choices=[(1, _("toutes les semaines")), (2, _("une semaine sur deux")), (3, _("toutes les 3 semaines")),
                 (4, _("toutes les 4 semaines"))],
    )  # fmt: skip
    of_month = forms.MultipleChoiceField(
        label=_("Ou seulement certaines semaines du mois"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=WEEKS,
    )  # fmt: skip
    capacity = forms.IntegerField(
        label=_("Combien de personnes à peu près ?"), required=False, min_value=1, max_value=500,
        help_text=_("Sans rendez-vous seulement. Laissez vide si vous ne savez pas."),
    )  # fmt: skip
    note = forms.CharField(
        label=_("Précision"), required=False, max_length=200, help_text=_("Tous la liront. Jamais de nom de personne.")
    )
    last_day = DayField(label=_("Dernier jour"), required=False, help_text=_("Laissez vide si cela continue"))
    since = DayField(label=_("Changer à partir du"), help_text=_("Ce qui est avant ne bouge pas"))

    def __init__(self, *args, range: OpeningRange, **kwargs):
        self.range = range
        columns = ("shape", "weekday", "start", "end", "every", "capacity", "note", "last_day")
        initial = {name: getattr(range, name) for name in columns}
        initial |= {"of_month": range.of_month.split(","), "place": range.place_id, "since": timezone.localdate()}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["place"] = PlaceField(range.practice, range.place, label=_("Où ?"))
        self.order_fields(["shape", "weekday", "start", "end", "place"])

    def clean(self):
        told = super().clean()
        in_order(self, "start", "end")
        since, last = told.get("since"), told.get("last_day")
        if since and last and last < since:
            self.add_error("last_day", _("Le dernier jour vient avant le changement."))
        return told

    def columns(self) -> dict:
        told = dict(self.cleaned_data)
        told.pop("since")
        told["of_month"] = ",".join(told["of_month"])
        return told


class OccurrenceForm(forms.Form):
    """That day only."""

    takes_place = forms.ChoiceField(
        label=_("Ce jour-là"), choices=[("oui", _("on reçoit")), ("non", _("on ne reçoit pas"))],
        widget=forms.RadioSelect,
    )  # fmt: skip
    start = HourField(label=_("De"))
    end = HourField(label=_("À"))
    note = forms.CharField(label=_("Précision"), required=False, max_length=200, help_text=_("Tous la liront"))

    def __init__(self, *args, range: OpeningRange, changed=None, **kwargs):
        initial = {
            "takes_place": "non" if changed and changed.cancelled else "oui",
            "start": (changed and changed.start) or range.start, "end": (changed and changed.end) or range.end,
            "place": (changed and changed.place_id) or range.place_id,
            "note": (changed and changed.note) or range.note,
        }  # fmt: skip
        super().__init__(*args, initial=initial, **kwargs)
        also = changed.place if changed and changed.place_id else range.place
        self.fields["place"] = PlaceField(range.practice, also, label=_("Où ?"))
        self.order_fields(["takes_place", "start", "end", "place"])

    def clean(self):
        in_order(self, "start", "end")
        return super().clean()

    def columns(self) -> dict:
        told = dict(self.cleaned_data)
        return {"cancelled": told.pop("takes_place") == "non", **told}


def _said(one: Practice | Place) -> str:
    return f"{one}, {one.place}" if isinstance(one, Practice) else str(_("Tout le lieu : %s") % one)


class AbsenceForm(forms.Form):
    """Whole days, or a part of one; once, or every week."""

    who = forms.ChoiceField(label=_("Qui ne reçoit pas ?"))
    first = DayField(label=_("Premier jour"))
    last = DayField(label=_("Dernier jour"), required=False, help_text=_("Laissez vide pour un seul jour"))
    start = HourField(label=_("À partir de quelle heure ?"), required=False, help_text=_("Vide : toute la journée"))
    end = HourField(label=_("Jusqu'à quelle heure ?"), required=False)
    reason = forms.CharField(
        label=_("Ce qui s'affiche"), required=False, max_length=120, help_text=_("Congés, formation… Tous le liront")
    )
    weekly = DayField(label=_("Chaque semaine jusqu'au"), required=False, help_text=_("Vide : cette fois seulement"))

    def __init__(self, *args, diaries: Iterable[Practice], places: Iterable[Place], **kwargs):
        super().__init__(*args, **kwargs)
        self.who = {f"agenda-{one.pk}": one for one in diaries} | {f"lieu-{one.pk}": one for one in places}
        self.fields["who"].choices = [(key, _said(one)) for key, one in self.who.items()]

    def clean(self):
        told = super().clean()
        first, last = told.get("first"), told.get("last") or told.get("first")
        if not first:
            return told
        if last < first:
            self.add_error("last", _("Le dernier jour vient avant le premier."))
        elif last < timezone.localdate():
            self.add_error("last" if told.get("last") else "first", _("Cette date est passée."))
        elif first == last:
            in_order(self, "start", "end")
        return told

    def subject(self) -> Practice | Place:
        return self.who[self.cleaned_data["who"]]

    def span(self) -> tuple[datetime, datetime]:
        told = self.cleaned_data
        first, last = told["first"], told.get("last") or told["first"]
        start, end = bounds(first, last)
        return (
            instant(first, told["start"]) if told["start"] else start,
            instant(last, told["end"]) if told["end"] else end,
        )


class AddForm(PersonForm):
    """Somebody is written in by hand. Nothing of the person is required."""

    day = DayField(label=_("Jour"))
    start = HourField(label=_("Heure"))
    minutes = forms.TypedChoiceField(label=_("Durée"), coerce=int)
    service = forms.ChoiceField(label=_("Pour quoi ?"), required=False)
    language = forms.ChoiceField(label=_("Langue parlée"))
    booked_by = forms.ChoiceField(label=_("Qui demande ?"), choices=[(one.value, one.label) for one in LINKS])

    def __init__(self, *args, practice: Practice, day: date, **kwargs):
        initial = {"day": day, "minutes": practice.minutes, "language": "fr", "booked_by": BookedBy.PROFESSIONAL.value}
        super().__init__(*args, initial=initial | kwargs.pop("initial", {}), **kwargs)
        self.fields["minutes"].choices = [(one, _("%s minutes") % one) for one in sorted({*MINUTES, practice.minutes})]
        self.fields["service"].choices = [("", _("Non renseigné")), *services_of(practice)]
        self.fields["language"].choices = spoken()
        labels = {"called": _("Comment l'appeler ?"), "phone": _("Téléphone"), "email": _("Courriel")}
        for name, label in labels.items():
            self.fields[name].label = label
            self.fields[name].help_text = _("Facultatif")
        self.order_fields(["day", "start", "minutes", "service", "language", "called", "phone", "email", "booked_by"])

    def at(self) -> datetime:
        return instant(self.cleaned_data["day"], self.cleaned_data["start"])

    def who(self) -> Person:
        told = self.cleaned_data
        person = {name: told[name] for name in ("called", "phone", "email", "language", "service", "booked_by")}
        return Person(**person)


def services_of(practice: Practice) -> list[tuple[str, str]]:
    """Those of the diary, else of its place, else all."""
    chosen = list(practice.services) or list(practice.place.services) or Service.values
    return [(one.value, str(one.label)) for one in Service if one.value in chosen]


class DiaryForm(forms.ModelForm):
    """How one receives."""

    languages = forms.MultipleChoiceField(
        label=_("Langues parlées"), required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Practice
        fields = [
            "minutes", "services", "languages", "nom", "buffer", "notice", "horizon", "cancel_before", "holidays",
            "school_holidays", "active",
        ]  # fmt: skip
        labels = {
            "nom": _("Comment appeler cette fonction ?"), "services": _("Pour quoi vient-on ?"),
            "minutes": _("Un rendez-vous dure (minutes)"),
            "buffer": _("Pause entre deux (minutes)"), "notice": _("On peut réserver jusqu'à (minutes avant)"),
            "horizon": _("On peut réserver jusqu'à (jours à l'avance)"),
            "cancel_before": _("On peut annuler jusqu'à (minutes avant)"),
            "holidays": _("Je reçois les jours fériés"),
            "school_holidays": _("Je reçois pendant les vacances scolaires"),
            "active": _("Ouvert : les habitants le voient"),
        }  # fmt: skip

    def __init__(self, *args, colleagues: Iterable[User] | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        known = dict(spoken()) | {code: presenting.language_name(code) for code in self.instance.languages}
        self.fields["languages"].choices = list(known.items())
        for name, (least, most) in WITHIN.items():
            self.fields[name].validators += [MinValueValidator(least), MaxValueValidator(most)]
        if colleagues is not None:
            people = User.objects.filter(pk__in=[one.pk for one in colleagues])
            self.fields["user"] = forms.ModelChoiceField(
                people, label=_("Qui reçoit ?"), required=False, initial=self.instance.user_id,
                empty_label=_("Personne en particulier"),
                help_text=_("Son compte : la personne verra cet agenda comme le sien"),
            )  # fmt: skip


class WorkshopForm(forms.Form):
    """Some sessions in a row."""

    nom = forms.CharField(label=_("Titre de l'atelier"), max_length=200)
    who = forms.ChoiceField(label=_("Qui l'anime ?"))
    first = DayField(label=_("Première séance"))
    start = HourField(label=_("De"))
    end = HourField(label=_("À"))
    count = forms.IntegerField(
        label=_("Combien de séances ?"), min_value=1, max_value=40, initial=1,
        help_text=_("Une par semaine, à la même heure. Vous pourrez en déplacer une."),
    )  # fmt: skip
    seats = forms.IntegerField(label=_("Combien de places ?"), min_value=1, max_value=500, initial=8)
    description = forms.CharField(
        label=_("Ce qu'on y fait"), required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 3})
    )
    services = forms.MultipleChoiceField(
        label=_("Pour quoi ?"), required=False, choices=Service, widget=forms.CheckboxSelectMultiple
    )
    level = forms.MultipleChoiceField(
        label=_("Pour qui ?"), required=False, choices=Level, widget=forms.CheckboxSelectMultiple
    )
    price = forms.CharField(label=_("Prix"), required=False, max_length=200, help_text=_("Gratuit, 2 €…"))

    def __init__(self, *args, diaries: Iterable[Practice], places: Iterable[Place], **kwargs):
        super().__init__(*args, **kwargs)
        self.who = {f"agenda-{one.pk}": one for one in diaries} | {f"lieu-{one.pk}": one for one in places}
        self.fields["who"].choices = [(key, _said(one)) for key, one in self.who.items()]

    def clean(self):
        told = super().clean()
        in_order(self, "start", "end")
        if told.get("first") and told["first"] < timezone.localdate():
            self.add_error("first", _("Cette date est passée."))
        return told

    def columns(self) -> dict:
        told = self.cleaned_data
        who = self.who[told["who"]]
        practice = who if isinstance(who, Practice) else None
        place = who.place if practice else who
        names = ("nom", "seats", "description", "services", "level", "price")
        return {name: told[name] for name in names} | {
            "practice": practice, "place": place, "organisation": who.organisation,
        }  # fmt: skip


class SessionForm(forms.Form):
    day = DayField(label=_("Jour"))
    start = HourField(label=_("De"))
    end = HourField(label=_("À"))

    def clean(self):
        in_order(self, "start", "end")
        return super().clean()

    def span(self) -> tuple[datetime, datetime]:
        told = self.cleaned_data
        return instant(told["day"], told["start"]), instant(told["day"], told["end"])


class NoteForm(forms.Form):
    """What was done; every choice is one tap."""

    service = forms.ChoiceField(choices=Service, required=False)
    manner = forms.ChoiceField(choices=SupportManner, required=False)
    minutes = forms.TypedChoiceField(
        choices=[(one, one) for one in MINUTES], coerce=int, required=False, empty_value=None
    )

    def columns(self) -> dict:
        return {name: value for name, value in self.cleaned_data.items() if name in self.data and value}


class HourForm(forms.Form):
    start = HourField(label=_("De"))
    end = HourField(label=_("À"))

    def clean(self):
        in_order(self, "start", "end")
        return super().clean()
