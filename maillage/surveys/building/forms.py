"""A questionnaire and one of its questions, as forms that need no script."""

from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from maillage.network.rules import Actor
from maillage.places.enums import Service
from maillage.surveys.building.scope import language_names
from maillage.surveys.building.wording import why
from maillage.surveys.campaigns.scope import operators
from maillage.surveys.enums import Asked, Dimension
from maillage.surveys.models import Survey
from maillage.surveys.questions import (
    HIGH,
    LOW,
    SOURCE,
    Condition,
    Need,
    Option,
    Per,
    Question,
    Unreadable,
    read,
    rows,
)
from maillage.surveys.spreadsheets import MOST_BYTES

SEVERAL = (Asked.SINGLE, Asked.MULTIPLE)
MOST_OPTIONS = 20
BESIDE = {"options": "options", "same_option": "options", "scale": "high"}  # what is wrong → where it is said
NOTHING = [("", _("aucun besoin"))]


def other_languages() -> list[tuple[str, str]]:
    return [(code, name) for code, name in language_names().items() if code != SOURCE]


class SurveyForm(forms.ModelForm):
    languages = forms.MultipleChoiceField(
        label=_("Dans quelles langues, en plus du français ?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    said = forms.CharField(
        label=_("Ce qu'on dit avant de commencer"), required=False, max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}), help_text=_("Pour quoi, combien de temps, que personne n'est nommé"),
    )  # fmt: skip

    class Meta:
        model = Survey
        fields = ["nom", "purpose", "organisation"]

    def __init__(self, *args, actor: Actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["languages"].choices = other_languages()
        self.fields["organisation"].queryset = operators(actor)
        self.fields["organisation"].required = not actor.coordinates
        self.fields["organisation"].empty_label = _("tout le réseau") if actor.coordinates else None
        if self.instance.pk:
            self.initial["languages"] = [code for code in self.instance.languages if code != SOURCE]
            self.initial["said"] = self.instance.texts.get(SOURCE, "")

    def columns(self) -> dict[str, Any]:
        told = self.cleaned_data
        texts = {**self.instance.texts, SOURCE: told["said"]}
        return {
            "nom": told["nom"], "purpose": told["purpose"], "organisation": told["organisation"],
            "languages": [SOURCE, *told["languages"]], "texts": {code: text for code, text in texts.items() if text},
        }  # fmt: skip


class QuestionForm(forms.Form):
    type = forms.ChoiceField(label=_("Comment y répond-on ?"), choices=Asked, widget=forms.RadioSelect)
    text = forms.CharField(label=_("La question"), max_length=300)
    hint = forms.CharField(label=_("Précision sous la question"), max_length=300, required=False)
    topic = forms.CharField(
        label=_("Sujet"), max_length=120, required=False, help_text=_("Les questions d'un même sujet sont ensemble")
    )
    options = forms.CharField(
        label=_("Les réponses, une par ligne"), required=False, max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Pour un choix ou plusieurs choix. « Oui ou non » et les notes les ont déjà."),
    )  # fmt: skip
    low = forms.IntegerField(label=_("Note la plus basse"), min_value=0, max_value=9, required=False)
    high = forms.IntegerField(label=_("Note la plus haute"), min_value=1, max_value=10, required=False)
    required = forms.BooleanField(label=_("Il faut répondre pour continuer"), required=False)
    shown_if = forms.MultipleChoiceField(
        label=_("Ne la poser que si on a répondu…"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Rien de coché : elle est toujours posée"),
    )  # fmt: skip

    def __init__(self, *args, survey: Survey, question: Question | None = None, **kwargs):
        self.survey, self.question = survey, question
        self.before = _before(read(survey.questions), question)
        self.spoken = [code for code in survey.languages if code != SOURCE]
        super().__init__(*args, initial=_initial(question, self.spoken), **kwargs)
        self.fields["shown_if"].choices = _conditions(self.before)
        if not self.fields["shown_if"].choices:
            del self.fields["shown_if"]
        for code in self.spoken:
            self._speak(code)
        for rank, option in enumerate(question.options if question else ()):
            self._need(rank, option)
        if question and question.type == Asked.NUMBER:
            self._per()

    def _speak(self, code: str) -> None:
        name, attrs = language_names().get(code, code), {"lang": code}
        words = {"text": gettext("La question en %(language)s"), "hint": gettext("Précision en %(language)s"),
                 "topic": gettext("Sujet en %(language)s")}  # fmt: skip
        for part, label in words.items():
            self.fields[f"{part}_{code}"] = forms.CharField(
                label=label % {"language": name}, max_length=300, required=False, widget=forms.TextInput(attrs=attrs)
            )
        self.fields[f"options_{code}"] = forms.CharField(
            label=gettext("Les réponses en %(language)s, dans le même ordre") % {"language": name}, required=False,
            max_length=4000, widget=forms.Textarea(attrs=attrs | {"rows": 4}),
        )  # fmt: skip

    def _need(self, rank: int, option: Option) -> None:
        need = option.raises[0] if option.raises else Need("", "")
        label = option.texts.get(SOURCE, option.code)
        self.fields[f"need_{rank}"] = forms.ChoiceField(
            label=gettext("« %(answer)s » dit un besoin de…") % {"answer": label}, required=False,
            choices=NOTHING + Dimension.choices, initial=need.dimension,
        )  # fmt: skip
        self.fields[f"service_{rank}"] = forms.ChoiceField(
            label=gettext("… à quel service ?"), required=False, initial=need.service,
            choices=[("", gettext("sans préciser")), *Service.choices],
        )  # fmt: skip
        if self.question and self.question.type == Asked.MULTIPLE:
            self.fields[f"alone_{rank}"] = forms.BooleanField(
                label=gettext("« %(answer)s » ne va avec aucune autre") % {"answer": label}, required=False,
                initial=option.alone,
            )  # fmt: skip

    def _per(self) -> None:
        per = self.question.per if self.question else None
        numbers = [(one.id, one.texts.get(SOURCE, one.id)) for one in self.before if one.type == Asked.NUMBER]
        if numbers:
            self.fields["per"] = forms.ChoiceField(
                label=gettext("La comparer à…"), required=False, initial=per.question if per else "",
                choices=[("", gettext("rien")), *numbers],
                help_text=gettext("Par exemple des appareils, comparés aux personnes du foyer"),
            )  # fmt: skip
            self.fields["below"] = forms.DecimalField(
                label=gettext("Besoin de matériel s'il y en a moins de … pour chacun"), required=False, min_value=0,
                max_value=100, decimal_places=2, initial=per.below if per else "0.34",
            )  # fmt: skip

    def clean_options(self):
        lines = _lines(self.cleaned_data["options"])
        if len(lines) > MOST_OPTIONS:
            raise forms.ValidationError(gettext("Vingt réponses au plus."))
        return lines

    def clean(self):
        told = super().clean()
        if not self.errors:
            try:
                written = rows([*self.before, self._made(told)])
                self.made = read(written)[-1]
            except Unreadable as wrong:
                self.add_error(BESIDE.get(wrong.code, "text"), why(wrong))
        return told

    def _made(self, told: dict) -> Question:
        return Question(
            id=self.question.id if self.question else _free_id(told["text"], self.survey),
            type=Asked(told["type"]), texts=self._texts(told, "text"), hint=self._texts(told, "hint"),
            topic=self._texts(told, "topic"), options=self._options(told), required=told["required"],
            shown_if=_read_conditions(told.get("shown_if", [])), per=self._read_per(told),
            low=LOW if told.get("low") is None else told["low"], high=told.get("high") or HIGH,
        )  # fmt: skip

    def _texts(self, told: dict, part: str) -> dict[str, str]:
        texts = {SOURCE: told[part]} | {code: told.get(f"{part}_{code}", "") for code in self.spoken}
        return {code: text for code, text in texts.items() if text}

    def _options(self, told: dict) -> tuple[Option, ...]:
        known = list(self.question.options) if self.question else []
        if Asked(told["type"]) not in SEVERAL:
            return tuple(self._settled(told, rank, one) for rank, one in enumerate(known))
        lines = told["options"]
        same = len(lines) == len(known)
        spoken = {code: _lines(told.get(f"options_{code}", "")) for code in self.spoken}
        made: list[Option] = []
        for rank, text in enumerate(lines):
            old = next((one for one in known if one.texts.get(SOURCE) == text), known[rank] if same else None)
            texts = {SOURCE: text} | {code: said[rank] for code, said in spoken.items() if rank < len(said)}
            option = Option(old.code if old else _free_code(text, [*known, *made]), texts, old.sign if old else "")
            made.append(self._settled(told, known.index(old), option) if old else option)
        return tuple(made)

    def _settled(self, told: dict, rank: int, option: Option) -> Option:
        """With what the form says of it; `rank` is where it stood when the form was shown."""
        dimension = told.get(f"need_{rank}")
        needs = (Need(dimension, told.get(f"service_{rank}", "")),) if dimension else ()
        return Option(option.code, option.texts, option.sign, bool(told.get(f"alone_{rank}")), needs)

    def _read_per(self, told: dict) -> Per | None:
        if told["type"] != Asked.NUMBER or not told.get("per") or told.get("below") is None:
            return None
        need = (
            self.question.per.need if self.question and self.question.per else Need(Dimension.EQUIPMENT, Service.ACCES)
        )
        return Per(told["per"], float(told["below"]), need)

    # what the page shows, part by part

    def main(self):
        return [self[name] for name in ("type", "text", "hint", "options", "topic", "required")]

    def scale_is_told(self) -> bool:
        return self["type"].value() == Asked.SCALE

    def translations(self):
        parts = ("text", "options", "hint", "topic")
        return [self[f"{part}_{code}"] for code in self.spoken for part in parts]

    def needs(self):
        names = [name for name in self.fields if name.split("_")[0] in ("need", "service", "alone", "per", "below")]
        return [self[name] for name in names]

    def condition(self):
        return self["shown_if"] if "shown_if" in self.fields else None


def _before(asked: list[Question], question: Question | None) -> list[Question]:
    ids = [one.id for one in asked]
    return asked[: ids.index(question.id)] if question else asked


def _conditions(before: list[Question]) -> list[tuple[str, str]]:
    return [
        (f"{one.id}={option.code}", f"{one.texts.get(SOURCE, one.id)} → {option.texts.get(SOURCE, option.code)}")
        for one in before
        if one.coded
        for option in one.options
    ]


def _read_conditions(chosen: list[str]) -> tuple[Condition, ...]:
    found: dict[str, list[str]] = {}
    for one in chosen:
        id, _equal, code = one.partition("=")
        found.setdefault(id, []).append(code)
    return tuple(Condition(id, tuple(codes)) for id, codes in found.items())


def _initial(question: Question | None, spoken: list[str]) -> dict[str, Any]:
    if question is None:
        return {"type": Asked.SINGLE.value, "low": LOW, "high": HIGH}
    told: dict[str, Any] = {
        "type": question.type.value, "low": question.low, "high": question.high, "required": question.required,
        "shown_if": [f"{one.question}={code}" for one in question.shown_if for code in one.any],
    }  # fmt: skip
    for code in (SOURCE, *spoken):
        end = "" if code == SOURCE else f"_{code}"
        for part, texts in (("text", question.texts), ("hint", question.hint), ("topic", question.topic)):
            told[f"{part}{end}"] = texts.get(code, "")
        if question.type in SEVERAL:
            told[f"options{end}"] = "\n".join(one.texts.get(code, "") for one in question.options)
    return told


def _lines(text: str) -> list[str]:
    return [line.strip()[:200] for line in text.splitlines() if line.strip()]


def _free_id(text: str, survey: Survey) -> str:
    base = (slugify(text).replace("-", "_")[:30].strip("_")) or "question"
    base = base if base[0].isalpha() else f"q_{base}"
    taken = {row["id"] for row in survey.questions}
    return next(id for id in (base, *(f"{base}_{n}" for n in range(2, 1000))) if id not in taken)


def _free_code(text: str, options: list[Option]) -> str:
    base = slugify(text)[:30].strip("-") or "reponse"
    taken = {one.code for one in options}
    return next(code for code in (base, *(f"{base}-{n}" for n in range(2, 1000))) if code not in taken)


class FileForm(forms.Form):
    file = forms.FileField(label=_("Le fichier XLSForm (.xlsx)"))

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(gettext("Ce fichier est trop lourd : deux mégaoctets au plus."))
        return file
