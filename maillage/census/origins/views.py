from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from maillage.census.models import Batch, SourceRecord
from maillage.census.origins import actions, queries
from maillage.census.origins.drift import LISTS, drift_of, listed
from maillage.census.origins.jobs import AT_ONCE, WITHDRAW, is_under_way
from maillage.census.origins.sides import sides
from maillage.census.uploading.previews import A_PAGE
from maillage.census.uploading.queries import pages
from maillage.core.jobs import enqueue
from maillage.network.rules import acting, allowed, coordinates, edit_place, reads_everything, require, see_place
from maillage.places.models import Place, Source
from maillage.places.telling import changes


@require_safe
@allowed(reads_everything)
def sources(request):
    return render(request, "census/origins/sources.html", {"sources": queries.sources()})


@require_safe
@allowed(reads_everything)
def source(request, slug):
    """A source: its imports, what it holds up, and how to take it away."""
    found = get_object_or_404(queries.sources(), slug=slug)
    context = {
        "source": found, "batches": found.batches.select_related("by")[:20], "may": coordinates(acting(request)),
        "alone": queries.places_only_from(found),
        "under_way": is_under_way(WITHDRAW, source=found.pk), "places": len(queries.places_fed_by(found)),
    }  # fmt: skip
    return render(request, "census/origins/source.html", context)


@require_POST
@allowed(coordinates)
def withdraw(request, slug):
    found = get_object_or_404(Source, slug=slug)
    if len(queries.places_fed_by(found)) > AT_ONCE:
        _withdraw_later(found, request.user)
        return redirect("sources:one", slug=slug)
    try:
        batch = actions.withdraw(found, by=request.user)
    except actions.NothingToWithdraw:
        messages.warning(request, _("Cette source ne dit déjà plus rien."))
        return redirect("sources:one", slug=slug)
    return redirect("imports:batch", pk=batch.pk)


@transaction.atomic
def _withdraw_later(source: Source, user) -> None:
    if not is_under_way(WITHDRAW, source=source.pk):
        enqueue(WITHDRAW, source=source.pk, by=user.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def place_sources(request, slug):
    """What each source says of a place; a button takes a value."""
    place = get_object_or_404(Place.objects.select_related("organisation"), slug=slug)
    require(see_place(acting(request), place))
    may = edit_place(acting(request), place)
    if request.method == "POST":
        require(may)
        return _take(request, place)
    return render(request, "census/origins/place.html", {"place": place, "sides": sides(place), "may": may})


def _take(request, place):
    record, column = request.POST.get("record", ""), request.POST.get("column", "")
    found = (
        SourceRecord.objects.filter(pk=record, place=place).first() if record.isascii() and record.isdigit() else None
    )
    try:
        if found is None:
            raise actions.Unknown
        actions.take_value(place, column, record=found, by=request.user)
    except actions.Unknown:
        messages.warning(request, _("Cette source ne dit plus cela : voici ce qu'elle dit maintenant."))
    else:
        messages.success(request, _("C'est noté : cette valeur reste, même au prochain import."))
    return redirect("sources:place", slug=place.slug)


@require_safe
@allowed(reads_everything)
def drift(request, pk):
    """What moved between this file and the one before, from the same source."""
    batch = get_object_or_404(Batch.objects.select_related("source"), pk=pk)
    told = drift_of(batch)
    if batch.kind != Batch.Kind.IMPORT:
        raise Http404
    section = request.GET.get("voir", "")
    section = section if section in LISTS else next((line.name for line in told.lines if line.count), "horaires")
    found = listed(batch, section)
    at = pages(request.GET.get("page", ""), found.count())
    shown = found[(at.number - 1) * A_PAGE : at.number * A_PAGE]
    rows = [(event.place, [one for one in changes(event.changes) if one.column in LISTS[section]]) for event in shown]
    context = {"batch": batch, "drift": told, "section": section, "rows": rows, "pages": at}
    return render(request, "census/origins/drift.html", context)
