"""A board, led from a laptop: cards one by one or in a batch, the code for phones, what is said of it."""

import segno
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import condition, require_POST, require_safe

from maillage.network import rules
from maillage.network.rules import acting, allowed, facilitate, require
from maillage.workshops import actions, queries
from maillage.workshops.leading import scope
from maillage.workshops.leading.forms import BoardForm, LinesForm
from maillage.workshops.leading.views.common import READ_OR_SEND, page, sent
from maillage.workshops.models import Board


@READ_OR_SEND
def board(request, pk):
    """All members read the wall; who runs the table writes on it."""
    row, actor = scope.the_board(pk), acting(request)
    leads = facilitate(actor, row)
    require(leads or (rules.is_member(actor) and request.method != "POST"))
    column = request.GET.get("colonne", "")
    form = LinesForm(sent(request), meeting=row.meeting, initial={"column": column}) if leads else None
    if form and form.is_valid():
        return _added(request, row, form)
    context = {"board": row, "meeting": row.meeting, "form": form, "sorts": leads, **_wall(row, leads), **_door(row)}
    return page(request, "workshops/leading/board.html", context)


def _added(request, row: Board, form: LinesForm):
    told = form.columns()
    found = actions.add_cards(row, told.pop("text"), told.pop("column"), by=request.user, **told)
    count = len(found)
    messages.success(request, ngettext("%(n)s carte sur le mur.", "%(n)s cartes sur le mur.", count) % {"n": count})
    return redirect(f"{row.get_absolute_url()}?colonne={form.cleaned_data['column']}")


def _wall(row: Board, leads: bool) -> dict:
    cards = queries.told(row, hidden=leads)
    return {"lanes": queries.lanes(cards), "count": len(cards)}


def _door(row: Board) -> dict:
    """The address people scan, when it opens something."""
    if not row.is_open:
        return {}
    url = settings.MAILLAGE_URL + reverse("board:board", args=[row.code])
    return {"address": url, "scan": segno.make(url, error="m", micro=False).svg_data_uri(border=2, scale=6)}


def _seen(request, pk) -> str | None:
    found = Board.objects.filter(pk=scope.bounded(pk)).values_list("revision", flat=True).first()
    return None if found is None else f'"{pk}-{found}-{request.user.pk}"'


@require_safe
@allowed(rules.is_member)
@condition(etag_func=_seen)
def wall(request, pk):
    row = scope.the_board(pk)
    leads = facilitate(acting(request), row)
    return render(request, "workshops/wall.html", {"sorts": leads, **_wall(row, leads)})


@require_POST
def phones(request, pk):
    """A code that opens the board to phones; given again, the one before is worth nothing."""
    row = scope.a_board_to_lead(acting(request), pk)
    if request.POST.get("fermer"):
        actions.close_to_phones(row, by=request.user)
        messages.success(request, _("Les téléphones n'écrivent plus sur ce tableau."))
        return redirect(row)
    try:
        actions.open_to_phones(row, by=request.user)
        messages.success(request, _("Le tableau est ouvert : montrez ce code à la table."))
    except actions.BoardClosed:
        messages.warning(request, _("La rencontre est close : rouvrez-la d'abord."))
    return redirect(f"{row.get_absolute_url()}#telephones")


@READ_OR_SEND
def describe(request, pk):
    row = scope.a_board_to_lead(acting(request), pk)
    form = BoardForm(sent(request), instance=row)
    if not form.is_valid():
        context = {"form": form, "title": _("Ce qu'on retient du tableau"), "save": _("Enregistrer"), "board": row}
        return page(request, "workshops/leading/form.html", context)
    actions.describe_board(row, by=request.user, **form.cleaned_data)
    messages.success(request, _("C'est enregistré."))
    return redirect(row)


@require_safe
def poster(request, pk):
    """The code alone, to print or to show on the wall."""
    row = scope.a_board_to_lead(acting(request), pk)
    if not row.is_open:
        return redirect(row)
    return render(request, "workshops/leading/poster.html", {"board": row, "meeting": row.meeting, **_door(row)})
