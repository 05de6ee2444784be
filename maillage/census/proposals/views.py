from django.contrib import messages
from django.core import signing
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from maillage.census.models import Channel, ErrorReport, Feedback, Proposal
from maillage.census.proposals import actions, queries
from maillage.census.proposals.doubts import PICTOGRAMS
from maillage.census.proposals.forms import (
    DecisionForm,
    DetailsForm,
    FeedbackForm,
    FeedbackWordsForm,
    ProposeForm,
    ReportForm,
    SettleForm,
)  # fmt: skip
from maillage.core.access import public
from maillage.core.languages import french_only
from maillage.core.limits import address_of, within
from maillage.network import rules
from maillage.network.rules import acting, allowed, require
from maillage.places.models import Place

A_PAGE = 50
AN_HOUR = 3600


def _place(slug: str) -> Place:
    place = queries.published_place(slug)
    if place is None:
        raise Http404
    return place


def _channel(request: HttpRequest) -> str:
    actor = acting(request)
    if actor.visits:
        return Channel.VISIT
    return Channel.MEMBER if rules.is_member(actor) else Channel.PUBLIC


def _author(request: HttpRequest):
    return request.user if request.user.is_authenticated else None


def _too_many(request: HttpRequest) -> HttpResponse | None:
    """Twenty words an hour from one address; members are known and not counted."""
    if request.user.is_authenticated or within("say", address_of(request), most=20, minutes=60):
        return None
    return render(request, "census/proposals/too_many.html", status=429)


# -- open to everyone


@public
@require_http_methods(["GET", "HEAD", "POST"])
def report(request, slug):
    """What is wrong here? One tap."""
    place = _place(slug)
    form = ReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if refused := _too_many(request):
            return refused
        made = actions.report(place, kind=form.cleaned_data["kind"], channel=_channel(request), by=_author(request))
        told = signing.dumps(made.pk, salt="report")
        return redirect(f"{reverse('reports:details', args=[slug])}?suite={told}")
    kinds = [(value, label, PICTOGRAMS[value]) for value, label in ErrorReport.Kind.choices]
    context = {"place": place, "kinds": kinds, "missing": request.method == "POST"}
    return render(request, "census/proposals/report.html", context, status=400 if request.method == "POST" else 200)


@public
@require_http_methods(["GET", "HEAD", "POST"])
def report_details(request, slug):
    """Thanks, and words if they have some."""
    place = _place(slug)
    found = _told_before(request, place)
    form = DetailsForm(request.POST or None)
    if request.method == "POST" and found and form.is_valid():
        actions.add_details(found, **form.cleaned_data, by=_author(request))
        return redirect(f"{reverse('reports:details', args=[slug])}?merci=1")
    context = {"place": place, "form": form, "open": found, "done": "merci" in request.GET}
    return render(request, "census/proposals/details.html", context, status=400 if form.errors else 200)


def _told_before(request, place: Place) -> ErrorReport | None:
    """The report this browser has just made; nobody else can name it."""
    try:
        pk = signing.loads(request.GET.get("suite", ""), salt="report", max_age=AN_HOUR)
    except signing.BadSignature:
        return None
    return ErrorReport.objects.filter(pk=pk, place=place, handled_at=None).first()


@public
@require_http_methods(["GET", "HEAD", "POST"])
@french_only
def propose(request, slug):
    """What is right, by someone who knows."""
    place = _place(slug)
    form = ProposeForm(request.POST or None, instance=place)
    if request.method == "POST" and form.is_valid():
        changes, words = form.changes(), form.words()
        if changes or words:
            if refused := _too_many(request):
                return refused
            email = form.cleaned_data["email"]
            actions.propose(
                place, changes=changes, note=words, email=email, channel=_channel(request), by=_author(request)
            )
            return render(request, "census/proposals/proposed.html", {"place": place})
        form.add_error(None, _("Rien n'a changé : corrigez ce qui est faux, ou écrivez une remarque."))
    return render(
        request, "census/proposals/propose.html", {"place": place, "form": form}, status=400 if form.errors else 200
    )


@public
@csrf_exempt  # nobody in particular says yes or no; pages stay the same for all, and can be kept
@require_POST
def feedback(request):
    """« Avez-vous trouvé ? »"""
    form = FeedbackForm(request.POST)
    if not form.is_valid():
        return render(request, "census/proposals/feedback.html", {"page": "/", "lost": True}, status=400)
    page = _own_page(form.cleaned_data["page"])
    if refused := _too_many(request):
        return refused
    found = form.cleaned_data["found"] == "oui"
    made = actions.tell_feedback(page=page, found=found, place=_place_of(page))
    context = {
        "page": page,
        "found": found,
        "form": FeedbackWordsForm(),
        "told": signing.dumps(made.pk, salt="feedback"),
    }
    return render(request, "census/proposals/feedback.html", context)


@public
@csrf_exempt
@require_POST
def feedback_words(request):
    """What was missing, if they say it."""
    form = FeedbackWordsForm(request.POST)
    page = _own_page(request.POST.get("page", "/"))
    try:
        pk = signing.loads(request.POST.get("told", ""), salt="feedback", max_age=AN_HOUR)
    except signing.BadSignature:
        return render(request, "census/proposals/feedback.html", {"page": page, "lost": True}, status=400)
    if form.is_valid() and (made := Feedback.objects.filter(pk=pk).first()):
        actions.add_words(made, text=form.cleaned_data["text"])
    return render(request, "census/proposals/feedback.html", {"page": page, "found": True, "thanked": True})


def _own_page(address: str) -> str:
    """The path of one of our pages, without what was asked there."""
    path = address.split("?")[0][:300]
    return path if path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None) else "/"


def _place_of(page: str) -> Place | None:
    parts = page.strip("/").split("/")
    return Place.objects.filter(slug=parts[-1]).first() if len(parts) > 1 and parts[-2] == "lieux" else None


# -- members


@require_safe
@allowed(rules.runs_or_reads)
def waiting(request):
    actor = acting(request)
    done = request.GET.get("etat") == "traitees"
    context = {
        "done": done,
        "reports": Paginator(queries.reports(actor, waiting=not done), A_PAGE).get_page(request.GET.get("page")),
        "proposals": Paginator(queries.proposals(actor, waiting=not done), A_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "census/proposals/waiting.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request, pk):
    found = get_object_or_404(Proposal.objects.select_related("place", "source", "decided_by"), pk=pk)
    actor = acting(request)
    may = rules.edit_place(actor, found.place)
    require(may or (request.method != "POST" and rules.see_place(actor, found.place)))
    form = DecisionForm(request.POST or None, proposal=found)
    if request.method == "POST" and form.is_valid():
        return _decide(request, found, form)
    context = {"proposal": found, "lines": queries.lines(found), "form": form, "may": may}
    return render(request, "census/proposals/proposal.html", context, status=400 if form.errors else 200)


def _decide(request, proposal: Proposal, form: DecisionForm):
    answer = form.cleaned_data["answer"]
    try:
        if form.cleaned_data["decision"] == DecisionForm.REFUSE:
            actions.refuse(proposal, by=request.user, answer=answer)
            messages.success(request, _("La proposition est refusée, la fiche n'a pas changé."))
        else:
            actions.accept(proposal, by=request.user, amended=form.amended(), answer=answer)
            messages.success(request, _("La fiche est à jour : les habitants le voient déjà."))
    except actions.Decided:
        messages.warning(request, _("Quelqu'un a déjà répondu à cette proposition."))
    return redirect("proposals:waiting")


@require_http_methods(["GET", "HEAD", "POST"])
def one_report(request, pk):
    found = get_object_or_404(ErrorReport.objects.select_related("place", "handled_by"), pk=pk)
    actor = acting(request)
    may = rules.edit_place(actor, found.place)
    require(may or (request.method != "POST" and rules.see_place(actor, found.place)))
    form = SettleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _settle(request, found, form)
    context = {"report": found, "form": form, "may": may, "pictogram": PICTOGRAMS[found.kind]}
    return render(request, "census/proposals/one_report.html", context, status=400 if form.errors else 200)


def _settle(request, report: ErrorReport, form: SettleForm):
    right = form.cleaned_data["outcome"] == SettleForm.RIGHT
    try:
        actions.settle(report, by=request.user, outcome=form.cleaned_data["answer"], was_right=right)
        messages.success(request, _("C'est noté. Les informations de la fiche ne sont plus mises en doute."))
    except actions.Decided:
        messages.warning(request, _("Quelqu'un a déjà répondu à ce signalement."))
    return redirect("proposals:waiting")


@require_safe
@allowed(rules.reads_everything)
def opinions(request):
    return render(request, "census/proposals/opinions.html", {"opinions": queries.opinions()})
