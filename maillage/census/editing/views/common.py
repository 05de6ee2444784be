"""What every page of a place begins and ends with."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.census.editing import queries
from maillage.census.editing.actions import Saved
from maillage.census.editing.revisions import (
    ASKED,
    KEEP,
    MINE,
    SEEN,
    THEIRS,
    ChangedMeanwhile,
    group_of,
    kept,
    revision,
)  # fmt: skip
from maillage.network import rules
from maillage.network.rules import acting, require
from maillage.places.models import Place
from maillage.places.telling import name_of, said


def followed(request: HttpRequest, slug: str) -> Place:
    """A place whose sheet this member may read."""
    try:
        place = queries.sheet(slug)
    except Place.DoesNotExist as error:
        raise Http404 from error
    require(rules.see_place(acting(request), place))
    return place


def editable(request: HttpRequest, slug: str) -> Place:
    """A place this member may correct, at once or as a proposal. One merged into another is the other."""
    place = followed(request, slug)
    require(rules.verify_place(acting(request), place) and place.merged_into_id is None)
    return place


def page(request: HttpRequest, template: str, place: Place, **context) -> HttpResponse:
    """One screen of a place; 400 when what was sent needs another look."""
    actor = acting(request)
    wrong = any(getattr(form, "errors", None) for form in context.values())
    context |= {
        "place": place,
        "writes": rules.edit_place(actor, place),
        "done": queries.just_done(place, request.GET.get("fait", ""), actor),
    }
    return render(request, template, context, status=400 if wrong else 200)


def done(request: HttpRequest, place: Place, saved: Saved, *, to: str = "editing:place") -> HttpResponse:
    """Back to the sheet, which says what was done and offers to undo it."""
    address = reverse(to, args=[place.slug])
    if saved.event:
        return redirect(f"{address}?fait={saved.event.pk}")
    if saved.proposal:
        messages.success(request, _("Merci. La personne responsable va relire votre correction avant de la publier."))
    else:
        messages.info(request, _("Rien n'a changé : la fiche disait déjà cela."))
    return redirect(address)


def ask_again(request: HttpRequest, place: Place, clash: ChangedMeanwhile) -> HttpResponse:
    """Somebody wrote the same thing meanwhile: both, side by side; nothing typed is lost."""
    groups: dict[str, list] = {}
    for conflict in clash.conflicts:
        groups.setdefault(group_of(conflict.column), []).append(conflict)
    context = {
        "place": place,
        "choices": [_choice(group, found) for group, found in groups.items()],
        "mine": MINE,
        "theirs": THEIRS,
        "resent": _resent(request.POST, clash),
        "unanswered": ASKED in request.POST,
    }
    return render(request, "census/editing/conflict.html", context, status=409)


def _choice(group: str, conflicts: list) -> dict[str, Any]:
    """One question, whatever the number of columns it is about."""
    return {
        "name": KEEP + group,
        "title": _("Position sur la carte") if len(conflicts) > 1 else name_of(conflicts[0].column),
        "theirs": " ; ".join(said(one.column, one.theirs) for one in conflicts),
        "mine": " ; ".join(said(one.column, one.mine) for one in conflicts),
    }


def _resent(sent, clash: ChangedMeanwhile) -> list[tuple[str, str]]:
    """What was typed, sent once more; the columns asked about are now seen as they stand."""
    asked = {conflict.column: revision(conflict.theirs) for conflict in clash.conflicts}
    dropped = {
        "csrfmiddlewaretoken",
        ASKED,
        *(SEEN + name for name in asked),
        *(KEEP + group_of(name) for name in asked),
    }
    pairs = [(name, value) for name, values in sent.lists() if name not in dropped for value in values]
    earlier = [name for name in sent.get(ASKED, "").split() if name not in asked]
    return [
        *pairs,
        *((SEEN + name, print_) for name, print_ in asked.items()),
        (ASKED, " ".join([*earlier, *asked])),
    ]


def without_others(sent: Mapping[str, str], columns: dict[str, Any]) -> dict[str, Any]:
    """Columns for which one chose what the record says now are left alone."""
    return {name: value for name, value in columns.items() if kept(sent, name) != THEIRS}
