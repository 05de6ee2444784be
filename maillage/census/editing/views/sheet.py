"""One's places, and the sheet of one: what people see, and beside each part the way to correct it."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from maillage.census.editing import actions, queries, showing
from maillage.census.editing.revisions import ChangedMeanwhile, seen_in
from maillage.census.editing.sections import SECTIONS
from maillage.census.editing.views.common import ask_again, done, editable, followed, page, without_others
from maillage.network import rules
from maillage.network.rules import acting, allowed
from maillage.places import presenting
from maillage.places.publishing import blockers

A_PAGE = 30


@require_safe
@allowed(rules.runs_or_reads)
def mine(request):
    actor = acting(request)
    text, state = request.GET.get("q", "")[:200], request.GET.get("etat", "")
    found = Paginator(queries.listed(actor, text, state), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": found, "q": text, "state": state if state in queries.STATES else "", "states": queries.STATES.items(),
        "adds": rules.adds_places(actor), "all": actor.reads_everything,
    }  # fmt: skip
    return render(request, "census/editing/mine.html", context)


@require_safe
def sheet(request, slug):
    place = followed(request, slug)
    context = {
        "sections": showing.sections(place),
        "devices": showing.devices(place),
        "blockers": blockers(place),
        "corrects": rules.verify_place(acting(request), place) and place.merged_into_id is None,
        "phone": presenting.phone(place.telephone),
    }
    return page(request, "census/editing/sheet.html", place, **context)


@require_http_methods(["GET", "HEAD", "POST"])
def section(request, slug, key):
    """A short form on some columns."""
    place, part = editable(request, slug), SECTIONS[key]
    form = part.form(request.POST or None, place=place)
    if request.method == "POST" and form.is_valid():
        columns = without_others(request.POST, form.columns())
        try:
            saved = actions.save_columns(place, columns=columns, seen=seen_in(request.POST), actor=acting(request))
        except ChangedMeanwhile as clash:
            return ask_again(request, place, clash)
        return done(request, place, saved)
    return page(request, "census/editing/section.html", place, form=form, section=part)
