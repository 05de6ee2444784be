from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from maillage.census.history import actions, queries
from maillage.network import rules
from maillage.network.rules import acting, require
from maillage.places.models import Place, PlaceEvent
from maillage.places.telling import name_of, said

MOST_KEY = 2**63


@require_safe
def timeline(request, slug):
    place = get_object_or_404(Place, slug=slug)
    actor = acting(request)
    require(rules.see_place(actor, place))
    page, lines = queries.timeline(place, actor, request.GET.get("page", ""))
    context = {"place": place, "page": page, "happenings": lines, "writes": rules.edit_place(actor, place)}
    return render(request, "census/history/timeline.html", context)


@require_POST
def revert(request, slug, pk):
    """One column of a change, or all of it (`tout`)."""
    place = get_object_or_404(Place, slug=slug)
    require(rules.edit_place(acting(request), place) and pk < MOST_KEY)
    event = get_object_or_404(PlaceEvent, pk=pk, place=place)
    columns = None if "tout" in request.POST else request.POST.getlist("column")
    try:
        actions.revert(event, columns=columns, actor=acting(request))
    except actions.NothingToPutBack:
        messages.info(request, _("Il n'y a rien à remettre ici."))
        return redirect("history:timeline", place.slug)
    except actions.ChangedSince as clash:
        return _refused(request, place, clash)
    messages.success(request, _("C'est annulé : la fiche dit de nouveau ce qu'elle disait avant."))
    return redirect("editing:place" if "fiche" in request.POST else "history:timeline", place.slug)


def _refused(request, place: Place, clash: actions.ChangedSince):
    """It changed again since: what it was, what it is now."""
    lines = [
        {
            "name": name_of(one.column),
            "before": said(one.column, one.before),
            "after": said(one.column, one.after),
            "now": said(one.column, one.now),
        }
        for one in clash.moved
    ]
    return render(request, "census/history/refused.html", {"place": place, "lines": lines}, status=409)
