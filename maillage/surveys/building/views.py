"""Questionnaires: the list, one of them, a question, its life, its spreadsheet, how people will see it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from maillage.core import answers
from maillage.core.languages import direction
from maillage.network import rules
from maillage.network.rules import acting, allowed, run_survey
from maillage.surveys import publishing, questions, spreadsheets, xlsform
from maillage.surveys.answering.asking import Asking
from maillage.surveys.building import actions, scope
from maillage.surveys.building.forms import FileForm, QuestionForm, SurveyForm
from maillage.surveys.building.templates import templates
from maillage.surveys.building.wording import note
from maillage.surveys.enums import ONLINE, Purpose, Stage
from maillage.surveys.models import Survey

READ_OR_SEND = require_http_methods(["GET", "HEAD", "POST"])
A_PAGE = 30
MOST_NOTES = 8
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@allowed(rules.runs_or_reads)
def surveys(request):
    actor = acting(request)
    page = Paginator(scope.surveys(actor), A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "runs": rules.runs_a_team(actor), "templates": templates().values()}
    return render(request, "surveys/building/surveys.html", context)


@READ_OR_SEND
@allowed(rules.runs_a_team)
def create(request):
    """From nothing, or from one of our questionnaires (`?modele=`)."""
    model = templates().get(request.GET.get("modele", ""))
    start = (
        Survey(nom=model.nom, purpose=model.purpose, languages=model.languages, texts=model.texts) if model else None
    )
    form = SurveyForm(request.POST if request.method == "POST" else None, instance=start, actor=acting(request))
    if model:
        form.initial |= {"languages": [code for code in model.languages if code != "fr"], "said": model.texts["fr"]}
    if request.method == "POST" and form.is_valid():
        row = actions.create(by=request.user, rows=model.questions if model else None, **form.columns())
        return redirect("building:survey", row.pk)
    return _survey_form(request, form, _("Un questionnaire de plus"))


@READ_OR_SEND
def describe(request, pk):
    row = scope.run(acting(request), pk)
    form = SurveyForm(request.POST if request.method == "POST" else None, instance=row, actor=acting(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.describe(row, by=request.user, **form.columns())
            messages.success(request, _("C'est enregistré."))
        except actions.NotADraft:
            _say_it_is_fixed(request)
        return redirect("building:survey", pk)
    return _survey_form(request, form, _("Titre et langues"), row)


def _survey_form(request, form, title, row=None):
    context = {"form": form, "title": title, "survey": row}
    status = 422 if request.method == "POST" else 200
    return render(request, "surveys/building/survey_form.html", context, status=status)


def _say_it_is_fixed(request):
    messages.warning(request, _("Ce questionnaire a été ouvert : il ne change plus. Écrivez la version suivante."))


@require_safe
def survey(request, pk):
    actor = acting(request)
    row = scope.the_survey(actor, pk)
    asked = questions.read(row.questions)
    by_id = {one.id: one for one in asked}
    online = row.purpose in ONLINE
    context = {
        "survey": row, "questions": [(one, _only_if(one, by_id)) for one in asked],
        "runs": run_survey(actor, row.organisation_id), "online": online,
        "draft": row.stage == Stage.DRAFT, "open": row.stage == Stage.OPEN,
        "missing": [(scope.language_names().get(code, code), len(ids))
                    for code, ids in questions.missing(asked, row.languages).items() if ids],
        "languages": [scope.language_names().get(code, code) for code in row.languages],
        "told": publishing.latest(row) if online else None, "door": row.purpose == Purpose.DOOR,
        "others": Survey.objects.filter(slug=row.slug).exclude(pk=row.pk),
    }  # fmt: skip
    return render(request, "surveys/building/survey.html", context)


def _only_if(one: questions.Question, by_id: dict[str, questions.Question]) -> list[str]:
    return [
        _("Seulement si « %(question)s » : %(answers)s")
        % {
            "question": by_id[part.question].texts.get("fr", part.question),
            "answers": _(" ou ").join(_option_words(by_id[part.question], code) for code in part.any),
        }
        for part in one.shown_if
    ]


def _option_words(asked: questions.Question, code: str) -> str:
    option = asked.option(code)
    return questions.said(option.texts, "fr")[0] if option else code


@READ_OR_SEND
def question(request, pk, id=None):
    """A new one, or one that is there."""
    row = scope.run(acting(request), pk)
    known = next((one for one in questions.read(row.questions) if one.id == id), None)
    if id and known is None:
        raise Http404
    form = QuestionForm(request.POST if request.method == "POST" else None, survey=row, question=known)
    if request.method == "POST" and form.is_valid():
        return _put(request, row, form)
    context = {"form": form, "survey": row, "question": known}
    status = 422 if request.method == "POST" else 200
    return render(request, "surveys/building/question.html", context, status=status)


def _put(request, row: Survey, form: QuestionForm):
    try:
        actions.put(row, form.made, by=request.user)
    except actions.NotADraft:
        _say_it_is_fixed(request)
        return redirect("building:survey", row.pk)
    except questions.Unreadable:
        messages.warning(request, _("Une autre question dépend d'une réponse que vous avez retirée. Rien n'a changé."))
        return redirect("building:survey", row.pk)
    if form.question is None and form.made.coded:
        messages.success(
            request,
            _("La question est ajoutée. Dites maintenant, si vous voulez, le besoin que montre chaque réponse."),
        )
        return redirect("building:question", row.pk, form.made.id)
    messages.success(request, _("La question est enregistrée."))
    return redirect(f"{redirect('building:survey', row.pk).url}#{form.made.id}")


@require_POST
def arrange(request, pk, id):
    """Up, down, out."""
    row = scope.run(acting(request), pk)
    asked = request.POST.get("geste", "")
    try:
        if asked == "retirer":
            actions.remove(row, id, by=request.user)
        elif asked in ("monter", "descendre"):
            actions.move(row, id, -1 if asked == "monter" else 1, by=request.user)
    except actions.NotADraft:
        _say_it_is_fixed(request)
    except actions.CannotMove:
        messages.warning(request, _("Une autre question dépend de celle-ci : elle doit rester avant."))
    return redirect(f"{redirect('building:survey', pk).url}#{id}")


# -- its life


@require_POST
def open_survey(request, pk):
    row = scope.run(acting(request), pk)
    try:
        actions.open_survey(row, by=request.user)
        messages.success(request, _("Le questionnaire est ouvert. Il ne changera plus."))
    except actions.Empty:
        messages.warning(request, _("Ajoutez d'abord une question."))
    except actions.NotADraft:
        _say_it_is_fixed(request)
    return redirect("building:survey", pk)


@require_POST
def close_survey(request, pk):
    row = scope.run(acting(request), pk)
    try:
        actions.close_survey(row, by=request.user)
        messages.success(request, _("Le questionnaire est fermé."))
    except actions.NotADraft:
        messages.warning(request, _("Il n'était pas ouvert."))
    return redirect("building:survey", pk)


@require_POST
def next_version(request, pk):
    draft = actions.next_version(scope.run(acting(request), pk), by=request.user)
    return redirect("building:survey", draft.pk)


@require_POST
def publish(request, pk):
    row = scope.run(acting(request), pk)
    if publishing.publish(row, by=request.user):
        messages.success(request, _("Les tableaux sont à jour."))
    else:
        messages.warning(
            request, _("Rien de plus ne peut être montré : trop peu de réponses nouvelles pour rester anonymes.")
        )
    return redirect("building:survey", pk)


# -- as a spreadsheet, as people see it


@require_safe
def export(request, pk):
    row = scope.the_survey(acting(request), pk)
    told = xlsform.sheets(row.nom, row.slug, row.version, questions.read(row.questions), row.languages)
    return answers.download(spreadsheets.write(told), f"{row.slug}-{row.version}.xlsx", XLSX)


@READ_OR_SEND
@allowed(rules.runs_a_team)
def bring(request):
    """An XLSForm becomes a draft; what could not be taken is told line by line."""
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _brought(request, xlsform.read(spreadsheets.read(form.cleaned_data["file"].read())))
        except xlsform.NoForm:
            form.add_error(
                "file", _("Ce n'est pas un XLSForm : il faut un classeur .xlsx avec une feuille « survey ».")
            )
    status = 422 if request.method == "POST" else 200
    return render(request, "surveys/building/bring.html", {"form": form}, status=status)


def _brought(request, brought: xlsform.Brought):
    actor = acting(request)
    spoken = [code for code in brought.languages if code in scope.language_names()]
    owner = None if actor.coordinates else min(actor.manages)
    row = actions.create(
        by=request.user, rows=brought.rows[: actions.MOST_QUESTIONS],
        nom=brought.title[:200] or _("Questionnaire apporté"), purpose=Purpose.OTHER, languages=spoken,
        organisation_id=owner,
    )  # fmt: skip
    messages.success(
        request, _("%(count)s questions sont reprises. Relisez-les avant d'ouvrir.") % {"count": len(row.questions)}
    )
    for line, why, what in brought.notes[:MOST_NOTES]:
        messages.warning(request, note(line, why, what).capitalize())
    if len(brought.notes) > MOST_NOTES:
        messages.warning(request, _("… et %(count)s autres lignes.") % {"count": len(brought.notes) - MOST_NOTES})
    return redirect("building:survey", row.pk)


@READ_OR_SEND
def preview(request, pk):
    """The very page people meet, in a language of one's choice; nothing is kept."""
    row = scope.the_survey(acting(request), pk)
    language = request.GET.get("langue", "fr")
    language = language if language in row.languages else "fr"
    with translation.override(language):
        asking = Asking(row, request.POST if request.method == "POST" else None, language)
    context = {
        "survey": row, "asking": asking, "language": language, "turned": direction(language),
        "languages": [(code, scope.language_names().get(code, code)) for code in row.languages],
    }  # fmt: skip
    return render(request, "surveys/building/preview.html", context, status=422 if asking.errors else 200)
