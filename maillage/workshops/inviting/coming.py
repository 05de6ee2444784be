"""The page a mailed link opens: we come, we cannot. Opening it changes nothing."""

from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from maillage.core.access import public
from maillage.core.answers import download
from maillage.core.languages import french_only
from maillage.core.limits import address_of, within
from maillage.workshops.inviting import actions, queries, wording
from maillage.workshops.inviting.calendar import calendar
from maillage.workshops.inviting.forms import AnswerForm
from maillage.workshops.inviting.occasion import occasion
from maillage.workshops.models import MeetingInvitation

MOST, MINUTES = 60, 10  # answers from one address


def by_link(view):
    """Nobody keeps this page, nobody lists it; 404 for a link nobody was given."""

    @wraps(view)
    def opened(request: HttpRequest, token: str) -> HttpResponse:
        row = queries.opened_by(token)
        if row is None:
            raise Http404
        response = view(request, row, token)
        response["Cache-Control"] = "no-store"
        response["X-Robots-Tag"] = "noindex"
        return response

    return public(french_only(opened))


@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def page(request, row: MeetingInvitation, token: str):
    if row.meeting.closed_at is not None:
        return _shown(request, row, token, status=410)
    form = AnswerForm(request.POST if request.method == "POST" else None, invitation=row)
    if request.method != "POST":
        return _shown(request, row, token, form=form)
    if not within("coming", address_of(request), most=MOST, minutes=MINUTES):
        return _shown(request, row, token, form=form, later=True, status=429)
    if not form.is_valid():
        return _shown(request, row, token, form=form, status=422)
    return _answered(request, row, token, form)


def _answered(request, row: MeetingInvitation, token: str, form: AnswerForm):
    try:
        actions.answer(row, form.cleaned_data["answer"], form.cleaned_data["people"], by=None)
    except actions.TooLate:
        row.meeting.refresh_from_db()
        return _shown(request, row, token, status=410)
    return redirect("coming:page", token)


def _shown(request, row: MeetingInvitation, token: str, *, status: int = 200, **told):
    meeting, blocks = row.meeting, list(row.meeting.blocks.all())
    context = {
        "invitation": row, "meeting": meeting, "token": token, "blocks": blocks, "occasion": occasion(meeting, blocks),
        "promises": queries.promised(meeting).get(row.organisation_id, []),
        "answered": wording.answered(row) if row.answer else "", **told,
    }  # fmt: skip
    return render(request, "workshops/inviting/coming.html", context, status=status)


@require_safe
@by_link
def ics(request, row: MeetingInvitation, token: str):
    """The day, for one's own calendar."""
    now = occasion(row.meeting, list(row.meeting.blocks.all()))
    file = calendar(row.meeting, now, sequence=row.letters, at=timezone.now())
    return download(file, f"rencontre-{row.meeting.day.isoformat()}.ics", "text/calendar; charset=utf-8")
