"""When to come: a free moment of the place's agenda, the seat of a workshop, or a day and an hour said by hand."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from maillage.appointments import actions as agenda
from maillage.appointments.booking import presenting, queries
from maillage.appointments.booking.naming import KINDS, SLUGS, moment_called, written
from maillage.referrals import lifecycle
from maillage.referrals.actions import NotNow
from maillage.referrals.enums import Verb
from maillage.referrals.holding.actions import come_at
from maillage.referrals.writing import actions
from maillage.referrals.writing.following import Seen
from maillage.referrals.writing.forms import ComeForm
from maillage.referrals.writing.views.common import READ_OR_SEND, somebody_was_quicker, with_sheet


@never_cache
@READ_OR_SEND
@with_sheet("rendez-vous")
def moment(request, sheet):
    if Verb.EXPECTED not in lifecycle.possible(sheet.referral.state, sheet.who):
        return somebody_was_quicker(request, sheet)
    if request.method != "POST":
        return _page(request, sheet, ComeForm())
    form = ComeForm(request.POST if "day" in request.POST else None)
    if "day" in request.POST and not form.is_valid():
        return _page(request, sheet, form, status=422)
    try:
        done = _given(request, sheet, form)
    except (agenda.Taken, agenda.TooLate):
        return _page(request, sheet, form, status=409, problem=_("Ce moment vient d'être pris. Voici les suivants."))
    except agenda.Already:
        return _page(request, sheet, form, status=409, problem=_("La personne est déjà attendue ailleurs à ce moment."))
    except NotNow:
        return somebody_was_quicker(request, sheet)
    if not done:
        return _page(request, sheet, form, status=422, problem=_("Touchez l'un des moments de la page."))
    messages.success(request, _("C'est noté. Imprimez le papier : le moment y est."))
    return redirect("writing:sheet", sheet.referral.pk)


def _given(request: HttpRequest, sheet: Seen, form: ComeForm) -> bool:
    doer = sheet.doer(request.user)
    if form.is_bound:
        come_at(sheet.referral, doer, form.at())
    elif "atelier" in request.POST and sheet.referral.workshop:
        actions.take_a_seat(sheet.referral, doer)
    else:
        kind, _gap, at = request.POST.get("moment", "").partition(" ")
        start = moment_called(at)
        if kind not in KINDS or start is None:
            return False
        actions.book(sheet.referral, doer, KINDS[kind], start)
    return True


def _page(request: HttpRequest, sheet: Seen, form: ComeForm, *, status: int = 200, problem: str = "") -> HttpResponse:
    place, workshop = sheet.referral.place, sheet.referral.workshop
    found = queries.offered(place)
    several, now = len(found.kinds) > 1, timezone.now()
    days = [
        (presenting.day(day.moments[0].start, now), [_button(one, several) for one in day.moments])
        for day in found.days
    ]  # fmt: skip
    context = {
        "sheet": sheet, "referral": sheet.referral, "days": days, "form": form, "problem": problem,
        "workshop": workshop, "seats": queries.seats_of(workshop) if workshop else None,
    }  # fmt: skip
    return render(request, "referrals/writing/moment.html", context, status=status)


def _button(one: queries.Moment, several: bool) -> dict[str, str]:
    return {
        "value": f"{SLUGS[one.kind]} {written(one.start)}", "hour": presenting.clock(one.start),
        "kind": presenting.kind_words(one.kind) if several else "",
    }  # fmt: skip
