"""The actions and workshops of a place."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from maillage.census.editing import actions, queries
from maillage.census.editing.forms.offers import OfferForm
from maillage.census.editing.revisions import THEIRS, ChangedMeanwhile, kept, revision, seen_in
from maillage.census.editing.views.common import ask_again, done, editable, page
from maillage.network.rules import acting
from maillage.places import actions as places
from maillage.places.columns import ROW_COLUMNS
from maillage.places.telling import said


@require_http_methods(["GET", "HEAD"])
def offers(request, slug):
    place = editable(request, slug)
    lines = [
        {"row": row, "key": revision([row]), "words": said("offers", [_facts(row)])}
        for row in places.told_rows(place, "offers")
    ]
    return page(request, "census/editing/offers.html", place, lines=sorted(lines, key=lambda line: line["row"]["nom"]))


def _facts(row: dict) -> dict:
    """What its line says beside its name; links and sources stay on its own page."""
    return {name: row[name] for name in ("schedule", "price", "nature", "audience", "level") if name in row}


@require_http_methods(["GET", "HEAD", "POST"])
def new_offer(request, slug):
    """One more; when some action looks like it, it is shown first."""
    place = editable(request, slug)
    form = OfferForm(request.POST or None)
    alike = []
    if request.method == "POST" and form.is_valid():
        alike = queries.offers_alike(form.row(), place)
        if not alike or request.POST.get("nouveau") == form.cleaned_data["nom"]:
            row = {**form.row(), "organisation": place.organisation.slug if place.organisation else ""}
            saved = actions.change_rows(place, name="offers", change=lambda rows: [*rows, row], actor=acting(request))
            return done(request, place, saved, to="editing:actions")
    return page(request, "census/editing/offer.html", place, form=form, alike=alike, new=True)


@require_http_methods(["GET", "HEAD", "POST"])
def offer(request, slug, key):
    """An action as it stood when its page was opened: `key` is its print."""
    place = editable(request, slug)
    rows = places.told_rows(place, "offers")
    row = next((one for one in rows if revision([one]) == key), None)
    if row is None and request.method != "POST":
        messages.info(request, _("Cette action a changé entre-temps : la revoici."))
        return redirect("editing:actions", place.slug)
    form = OfferForm(request.POST or None, initial=row)
    if request.method == "POST" and form.is_valid():
        return _save(request, place, form, row, key)
    return page(request, "census/editing/offer.html", place, form=form, seen=key, row=row)


def _save(request, place, form: OfferForm, row: dict | None, key: str):
    if kept(request.POST, "offers") == THEIRS:
        return done(request, place, actions.Saved(), to="editing:actions")
    seen = seen_in(request.POST).get("offers", "")

    def change(rows):
        now = next((one for one in rows if revision([one]) == seen), row)
        (wanted,) = places.told([form.row(_whole(now))], "offers")
        return rows if wanted in rows else actions.with_row(rows, name="offers", seen=seen, row=wanted)

    try:
        saved = actions.change_rows(place, name="offers", change=change, actor=acting(request))
    except ChangedMeanwhile as clash:
        return ask_again(request, place, clash)
    return done(request, place, saved, to="editing:actions")


def _whole(row: dict | None) -> dict:
    return {name: value for name, value in (row or {}).items() if name in ROW_COLUMNS["offers"]}


@require_POST
def stop(request, slug, key):
    """The action is over. Its history stays, and one can undo."""
    place = editable(request, slug)
    if not any(revision([row]) == key for row in places.told_rows(place, "offers")):
        if not key.isalnum():
            raise Http404
        messages.info(request, _("Cette action a changé entre-temps : relisez-la avant de l'arrêter."))
        return redirect("editing:actions", place.slug)
    saved = actions.change_rows(
        place, name="offers", change=lambda rows: actions.without_row(rows, seen=key), actor=acting(request)
    )
    return done(request, place, saved, to="editing:actions")
