"""Mine, one of them, its paper, its end."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from maillage.core.languages import direction
from maillage.network import rules
from maillage.network.rules import acting, allowed, require
from maillage.referrals import actions as sheets
from maillage.referrals import journal
from maillage.referrals.pathways import actions, presenting, queries
from maillage.referrals.pathways.forms import EndForm
from maillage.referrals.pathways.views.common import READ_OR_SEND, doer_of, note, with_pathway

PER_PAGE = 30


@require_safe
@allowed(rules.writes_referrals)
def mine(request):
    page = Paginator(queries.mine(acting(request)), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "ways": [(queries.way(one), presenting.moved(one)) for one in page]}
    return render(request, "referrals/pathways/mine.html", context)


@require_safe
@with_pathway("parcours")
def pathway(request, pathway):
    way = queries.way(pathway)
    steps = presenting.shown(way, timezone.localtime())
    current = next((one for one in steps if one.state == presenting.NOW), None)
    context = {
        "pathway": pathway, "way": way, "steps": steps, "current": current,
        "write": presenting.writing_url(pathway, current.step) if current and current.place else "",
    }  # fmt: skip
    return render(request, "referrals/pathways/pathway.html", context)


@require_safe
@with_pathway("papier")
def paper(request, pathway):
    """One sheet: in their language, French beside it."""
    printed = presenting.paper(pathway, request.build_absolute_uri)
    require(printed is not None)
    note(request, pathway, "papier", journal.What.PRINT)
    way, language, now = queries.way(pathway), presenting.spoken(pathway), timezone.localtime()
    french = presenting.shown(way, now)
    with translation.override(language):
        title = _("Mon parcours")
        theirs = presenting.shown(way, now)
        pairs = list(zip(theirs, french, strict=True))
    context = {
        "pathway": pathway, "printed": printed, "pairs": pairs, "language": language, "title": title,
        "written": direction(language),
    }  # fmt: skip
    return render(request, "referrals/pathways/paper.html", context)


@require_POST
@with_pathway("")
def renew(request, pathway):
    require(bool(pathway.paper))
    sheets.renew(pathway, doer_of(request, pathway.organisation_id))
    messages.success(request, _("Le papier est refait : l'ancien n'ouvre plus rien. Imprimez celui-ci."))
    return redirect("pathways:paper", pathway.pk)


@READ_OR_SEND
@with_pathway("fin")
def end(request, pathway):
    form = EndForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.end(pathway, doer_of(request, pathway.organisation_id), **form.cleaned_data)
        messages.success(request, _("Le parcours est terminé. Il reste dans votre liste."))
        return redirect("pathways:list")
    context = {"pathway": pathway, "form": form, "way": queries.way(pathway)}
    return render(request, "referrals/pathways/end.html", context, status=422 if form.errors else 200)


@require_POST
@with_pathway("")
def reopen(request, pathway):
    actions.reopen(pathway, doer_of(request, pathway.organisation_id))
    return redirect("pathways:pathway", pathway.pk)
