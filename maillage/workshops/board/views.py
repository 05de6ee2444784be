"""A board for the telephones of a table: no account, one code, that closes with the meeting."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, require_http_methods, require_safe

from maillage.core.access import public
from maillage.core.languages import french_only
from maillage.core.limits import address_of, within
from maillage.network.models import Organisation
from maillage.workshops import actions, queries
from maillage.workshops.board.forms import CardForm
from maillage.workshops.enums import Via
from maillage.workshops.models import Board

# Thirty phones behind the one address of a room: three hundred cards in a minute pass, a machine that insists does not
AT_ONCE, MINUTES = 600, 5
MOST_CARDS = 2_000  # on one board, from phones


@public
@french_only
@require_http_methods(["GET", "HEAD", "POST"])
def board(request, code):
    """The form and the wall; a card sent by the script comes back as the wall alone."""
    row = _board(code)
    if not row.is_open:
        return _closed(request, row)
    form = CardForm(
        request.POST if request.method == "POST" else None, meeting=row.meeting,
        initial={"column": request.GET.get("colonne", "")},
    )  # fmt: skip
    if request.method != "POST":
        return _page(request, row, form)
    if not _may_write(request, row):
        return _again_later(request, row, form)
    if not form.is_valid():
        return _refused(request, row, form)
    return _added(request, row, form)


def _board(code: str) -> Board:
    row = queries.board_open_at(code)
    if row is None:
        raise Http404
    return row


def _may_write(request, row: Board) -> bool:
    who = f"{row.pk}:{address_of(request)}"
    return within("carte", who, most=AT_ONCE, minutes=MINUTES) and (
        row.cards.filter(via=Via.PHONE).count() < MOST_CARDS
    )


def _added(request, row: Board, form: CardForm):
    try:
        actions.add_card(row, by=None, via=Via.PHONE, **form.columns())
    except actions.BoardClosed:
        return _closed(request, row)
    if request.htmx:
        return HttpResponse(status=201)
    column = form.cleaned_data["column"]
    return redirect(f"{reverse('board:board', args=[row.code])}?merci=1&colonne={column}")


def _page(request, row: Board, form: CardForm, *, status: int = 200, **told):
    context = {
        "board": row, "meeting": row.meeting, "form": form, "lanes": queries.lanes(queries.told(row)),
        "thanks": request.GET.get("merci") == "1", **told,
    }  # fmt: skip
    return render(request, "workshops/board.html", context, status=status)


def _refused(request, row: Board, form: CardForm):
    if request.htmx:
        said = " ".join(error for several in form.errors.values() for error in several)
        return HttpResponse(said, status=422, content_type="text/plain; charset=utf-8")
    return _page(request, row, form, status=422)


def _again_later(request, row: Board, form: CardForm):
    said = _("Beaucoup de cartes arrivent en même temps : la vôtre est gardée ici, envoyez-la de nouveau.")
    if request.htmx:
        return HttpResponse(said, status=429, content_type="text/plain; charset=utf-8", headers={"Retry-After": "20"})
    return _page(request, row, form, status=429, later=said)


def _closed(request, row: Board):
    """Nothing typed is lost: what was sent too late is shown again, to be copied."""
    if request.htmx:
        said = _("Le tableau est fermé.")
        return HttpResponse(said, status=410, content_type="text/plain; charset=utf-8")
    typed = request.POST.get("text", "")[:5_000]
    return render(request, "workshops/board_closed.html", {"meeting": row.meeting, "typed": typed}, status=410)


# -- the wall


def _seen(request, code) -> str | None:
    """Cheap: nothing is read again as long as this does not change."""
    row = queries.board_open_at(code)
    return f'"{row.pk}-{row.revision}-{row.is_open}"' if row else None


@public
@french_only
@require_safe
@condition(etag_func=_seen)
def wall(request, code):
    row = _board(code)
    if not row.is_open:
        return HttpResponse(_("Le tableau est fermé."), status=410, content_type="text/plain; charset=utf-8")
    cards = queries.told(row)
    return render(request, "workshops/wall.html", {"lanes": queries.lanes(cards), "count": len(cards)})


# -- meetings


@public
@french_only
@require_safe
def meetings(request):
    rows = queries.coming_first().filter(published=True)
    return render(request, "workshops/meetings.html", {"meetings": rows[:100]})


@public
@french_only
@require_safe
def meeting(request, pk):
    """What everyone may know: when, what for, which organisations. No function, no person, no card."""
    row = get_object_or_404(queries.coming_first().filter(published=True), pk=pk if pk < 2**62 else 0)
    came = Organisation.objects.filter(
        pk__in=row.attendances.filter(present__gt=0).values_list("organisation", flat=True)
    ).order_by("nom")
    context = {"meeting": row, "blocks": row.blocks.all(), "organisations": came}
    return render(request, "workshops/meeting.html", context)
