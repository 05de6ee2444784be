"""Opening hours day by day, and exceptional closures."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from maillage.census.editing import actions
from maillage.census.editing.forms.closures import ClosureForm
from maillage.census.editing.forms.columns import HoursTextForm
from maillage.census.editing.forms.week import WeekForm
from maillage.census.editing.revisions import SEEN, THEIRS, ChangedMeanwhile, kept, revision, seen_in
from maillage.census.editing.showing import hours_lines
from maillage.census.editing.views.common import ask_again, done, editable, page
from maillage.network import rules
from maillage.network.rules import acting
from maillage.places import weekly
from maillage.places.weekly import Week
from maillage.places.weekly_words import said_closure, said_week

NOBODY_SAID = Week(((),) * 7)


@require_http_methods(["GET", "HEAD", "POST"])
def week(request, slug):
    """Hours that say more than a week are shown as they read: to replace, or to edit as text."""
    place = editable(request, slug)
    usual = weekly.usual(place.horaires)
    known = weekly.read(usual) if usual else NOBODY_SAID
    rich = known is None and "remplacer" not in request.GET
    if rich and request.method != "POST":
        return page(request, "census/editing/rich_hours.html", place, lines=hours_lines(place))
    form = WeekForm(request.POST or None, week=known or NOBODY_SAID)
    valid = request.method == "POST" and form.is_valid()
    if "apercu" in request.POST:
        return _preview(request, place, form)
    if valid and form.week:
        return _save(request, place, weekly.write(form.week))
    lines = said_week(known) if known and usual and not form.is_bound else []
    return page(request, "census/editing/week.html", place, form=form, seen=revision(usual), lines=lines)


def _preview(request, place, form: WeekForm):
    """What residents will read; alone when the page asks for this part only."""
    context = {"form": form, "place": place, "lines": said_week(form.week) if form.week else [], "looked": True}
    context["writes"] = rules.edit_place(acting(request), place)
    context["seen"] = request.POST.get(f"{SEEN}horaires", "")
    template = "census/editing/week.html#apercu" if request.htmx else "census/editing/week.html"
    return render(request, template, context)


def _save(request, place, written: str):
    if kept(request.POST, "horaires") == THEIRS:
        return done(request, place, actions.Saved())
    seen = seen_in(request.POST).get("horaires", "")
    try:
        saved = actions.save_usual_hours(place, written=written, seen=seen, actor=acting(request))
    except ChangedMeanwhile as clash:
        return ask_again(request, place, clash)
    return done(request, place, saved)


@require_http_methods(["GET", "HEAD", "POST"])
def text(request, slug):
    """The same hours in OpenStreetMap's own words, checked."""
    place = editable(request, slug)
    usual = weekly.usual(place.horaires)
    form = HoursTextForm(request.POST or None, initial={"horaires": usual})
    if request.method == "POST" and form.is_valid():
        return _save(request, place, weekly.usual(form.cleaned_data["horaires"]))
    return page(request, "census/editing/hours_text.html", place, form=form, seen=revision(usual))


@require_http_methods(["GET", "HEAD", "POST"])
def closures(request, slug):
    """Exceptional closures: those to come, and a form for one more."""
    place = editable(request, slug)
    form = ClosureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not place.horaires:
            form.add_error(
                None, _("Écrivez d'abord les horaires habituels : sans eux, le lieu paraîtrait toujours fermé.")
            )
        else:
            saved = actions.close_between(place, closure=form.closure(), actor=acting(request))
            return done(request, place, saved, to="editing:fermetures")
    return page(request, "census/editing/closures.html", place, form=form, planned=_planned(place))


def _planned(place) -> list[dict[str, str]]:
    today = timezone.localdate()
    return [
        {"rule": weekly.write_closure(one), "words": said_closure(one)}
        for one in weekly.closures(place.horaires)
        if not one.is_past(today)
    ]


@require_POST
def reopen(request, slug):
    """One closure less."""
    place = editable(request, slug)
    closure = weekly.closure_of(request.POST.get("fermeture", "").strip())
    if closure not in weekly.closures(place.horaires):
        messages.warning(request, _("Cette fermeture n'est plus sur la fiche."))
        return redirect("editing:fermetures", place.slug)
    saved = actions.open_again(place, closure=closure, actor=acting(request))
    return done(request, place, saved, to="editing:fermetures")
