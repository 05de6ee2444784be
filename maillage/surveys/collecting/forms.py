"""One door on a plain page: what the telephone's page asks step by step."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillage.surveys import questions
from maillage.surveys.collecting.contents import LABEL, mark
from maillage.surveys.collecting.presenting import only_if
from maillage.surveys.enums import Asked, Kind, Outcome
from maillage.surveys.models import Round, Survey
from maillage.surveys.questions import Question, said

PREFIX = "q_"


class PlainForm(forms.Form):
    """Its two ids are made with the page: the same page sent twice is one door."""

    door_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    response_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    round = forms.ChoiceField(label=gettext_lazy("Quelle rue, quel escalier ?"))
    label = forms.CharField(
        label=gettext_lazy("Quelle porte ?"), max_length=LABEL,
        help_text=gettext_lazy("Un numéro, un étage. Jamais un nom."),
        error_messages={"required": gettext_lazy("Dites quelle porte : un numéro suffit.")},
    )  # fmt: skip
    outcome = forms.ChoiceField(
        label=gettext_lazy("Que se passe-t-il ?"), choices=Outcome.choices, widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Dites ce qui s'est passé à cette porte.")},
    )  # fmt: skip
    not_concerned = forms.BooleanField(label=gettext_lazy("La personne n'est pas concernée"), required=False)

    def __init__(self, *args, rounds: list[Round], survey: Survey, places: list[dict[str, Any]], **kwargs):
        super().__init__(*args, **kwargs)
        self.rounds, self.survey = {str(round.pk): round for round in rounds}, survey
        self.fields["round"].choices = [(round.pk, str(round)) for round in rounds]
        self.questions = questions.read(survey.questions)
        for question in self.questions:
            self.fields[PREFIX + question.id] = _field(question, self.questions)
        self.fields["mentioned"] = forms.MultipleChoiceField(
            label=_("Les lieux que vous indiquez"), required=False, widget=forms.CheckboxSelectMultiple,
            choices=[(place["id"], place["nom"]) for place in places],
        )  # fmt: skip

    def asked(self):
        return [field for field in self if field.name.startswith(PREFIX)]

    def items(self) -> list[dict[str, Any]]:
        """As a telephone sends them."""
        told, day = self.cleaned_data, timezone.localdate().isoformat()
        round, opened = self.rounds[told["round"]], told["outcome"] == Outcome.INTERVIEW
        door = {"round": round.pk, "label": told["label"], "outcome": told["outcome"], "day": day}
        door |= {"not_concerned": opened and told["not_concerned"]}
        sent = [_item(told["door_id"], Kind.DOOR, door)]
        answers = self._answers() if opened and not told["not_concerned"] else {}
        if opened and (answers or told["mentioned"]):
            kept = {"survey": self.survey.pk, "zone": round.zone_id or "", "day": day, "language": "fr"}
            kept |= {"answers": answers, "mentioned": told["mentioned"]}
            sent.append(_item(told["response_id"], Kind.RESPONSE, kept))
        return sent

    def _answers(self) -> questions.Answers:
        told = {question.id: self.cleaned_data[PREFIX + question.id] for question in self.questions}
        return questions.clean(self.questions, told)


def _field(question: Question, asked: list[Question]) -> forms.Field:
    words = {"label": said(question.texts, "fr")[0], "help_text": only_if(question, asked), "required": False}
    choices = [(option.code, said(option.texts, "fr")[0]) for option in question.options]
    if question.type == Asked.NUMBER:
        return forms.IntegerField(min_value=0, max_value=questions.MOST_NUMBER, **words)
    if question.type == Asked.TEXT:
        return forms.CharField(max_length=questions.MOST_WORDS, **words)
    if question.type == Asked.MULTIPLE:
        return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **words)
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **words)


def _item(id, kind: Kind, content: dict[str, Any]) -> dict[str, Any]:
    return {"id": str(id), "kind": kind.value, "hash": mark(content), "content": content}
