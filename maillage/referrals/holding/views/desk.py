"""The place answers: by the mailed link, with the paper at the desk, or from a member's account. Always in French."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from maillage.core.access import public
from maillage.core.languages import french_only
from maillage.network.rules import acting, receives_referral, require
from maillage.referrals import actions, journal
from maillage.referrals.actions import Agreement, Doer, Incomplete, NotNow
from maillage.referrals.enums import ENDED, Outcome, Refusal, State, Who
from maillage.referrals.holding import answering, booking, granting, queries, showing
from maillage.referrals.holding.actions import answer as answer_once
from maillage.referrals.holding.actions import come_at, doer_for, send_on
from maillage.referrals.holding.forms import ElsewhereForm, MomentForm
from maillage.referrals.holding.views.private import READ_OR_SEND, private
from maillage.referrals.models import Referral
from maillage.referrals.pathways.presenting import next_words
from maillage.referrals.pathways.queries import after as next_after
from maillage.referrals.queries import became, moment_of

WITHOUT_ACCOUNT, MEMBERS = "referrals/holding/desk/base.html", "layout/espace.html"


@dataclass(frozen=True)
class Desk:
    """A sheet in front of who answers it."""

    referral: Referral
    doer: Doer
    url: str
    layout: str
    via: str


# -- three ways in


@READ_OR_SEND
@public
@private
@french_only
def received(request, token):
    """What a mail's link opens: no sheet, a button. Scanners of mails press none."""
    referral = queries.of_receiver_token(token)
    if referral is None:
        return render(request, "referrals/holding/desk/over.html", {"why": "unknown"}, status=404)
    if queries.is_over(referral):
        return _over(request, referral)
    if request.method != "POST":
        context = {"place": referral.place, "layout": WITHOUT_ACCOUNT}
        return render(request, "referrals/holding/desk/door.html", context)
    granting.give(request, referral, granting.RECEIVER, "lien")
    actions.see(referral, doer_for(referral, Who.RECEIVER, request.user, "lien"))
    return redirect("holding:desk", referral.code)


@READ_OR_SEND
@public
@private
@french_only
def desk(request, code):
    """With what the session holds, for half an hour."""
    referral = queries.of_code(code)
    via = granting.way(request, referral, granting.RECEIVER) if referral else None
    if via is None:
        return render(request, "referrals/holding/desk/over.html", {"why": "closed"}, status=410)
    if queries.is_over(referral):
        return _over(request, referral)
    doer = doer_for(referral, Who.RECEIVER, request.user, via)
    return _answer(request, Desk(referral, doer, reverse("holding:desk", args=[code]), WITHOUT_ACCOUNT, via))


@READ_OR_SEND
@private
def answer(request, pk: UUID):
    """The same page for members of the structure that welcomes."""
    referral = queries.sheets().filter(pk=pk).first()
    require(referral is not None and receives_referral(acting(request), referral))
    if queries.is_over(referral):
        return _over(request, referral)
    doer = doer_for(referral, Who.RECEIVER, request.user, "compte")
    return _answer(request, Desk(referral, doer, reverse("holding:answer", args=[pk]), MEMBERS, "compte"))


def _over(request: HttpRequest, referral: Referral) -> HttpResponse:
    return render(request, "referrals/holding/desk/over.html", {"why": referral.state}, status=410)


# -- the page and its answers


def _answer(request: HttpRequest, desk: Desk) -> HttpResponse:
    if request.method == "POST":
        return _send(request, desk)
    if desk.referral.state == State.SENT:
        return render(request, "referrals/holding/desk/door.html", _about(desk))
    step = STEPS.get(request.GET.get("etape", ""), _sheet)
    _note(request, desk)
    return step(request, desk)


def _note(request: HttpRequest, desk: Desk) -> None:
    journal.note(
        journal.What.READ, desk.referral, who=Who.RECEIVER, user=request.user, organisation=desk.doer.organisation,
        why=desk.via,
    )  # fmt: skip


def _about(desk: Desk) -> dict:
    one = desk.referral
    return {
        "desk": desk, "layout": desk.layout, "referral": one, "place": one.place, "seen": queries.seen_mark(one),
        "title": answering.TITLES.get(one.state, ""),
    }  # fmt: skip


def _sheet(request: HttpRequest, desk: Desk, *, status: int = 200, **more) -> HttpResponse:
    """All that was sent, and what may be answered, the most likely first."""
    one, now = desk.referral, timezone.now()
    moment = moment_of(one)
    if request.method == "POST":  # after an answer that was not taken
        _note(request, desk)
    context = {
        **_about(desk), "facts": [] if one.state == State.REDIRECTED else showing.facts(one),
        "answers": answering.answers(one.state),
        "ended": one.state in ENDED, "lines": showing.lines(queries.happened(one), now),
        "moment": showing.moment(moment, now) if moment and one.state == State.EXPECTED else "",
        "became": became(one) if one.state in (State.REFUSED, State.REDIRECTED) else "",
        "following": queries.gone_on(one), "next_step": next_words(after) if (after := next_after(one)) else "",
        "endings": answering.endings() if one.state == State.CAME else [], **more,
    }  # fmt: skip
    return render(request, "referrals/holding/desk/sheet.html", context, status=status)


def _refusing(request: HttpRequest, desk: Desk) -> HttpResponse:
    context = _about(desk) | {"reasons": Refusal.choices, "booked": showing.booked(desk.referral)}
    return render(request, "referrals/holding/desk/refuse.html", context)


def _giving_a_moment(request: HttpRequest, desk: Desk, form: MomentForm | None = None) -> HttpResponse:
    bookable = queries.can_book(desk.referral)
    context = _about(desk) | {"form": form or MomentForm(), "bookable": bookable}
    return render(request, "referrals/holding/desk/moment.html", context, status=400 if form else 200)


def _ending(request: HttpRequest, desk: Desk) -> HttpResponse:
    return render(request, "referrals/holding/desk/end.html", _about(desk) | {"endings": answering.endings()})


def _elsewhere(request: HttpRequest, desk: Desk, *, problem: str = "", status: int = 200) -> HttpResponse:
    text = request.POST.get("q", "")[:100].replace("\x00", "")
    context = _about(desk) | {"others": queries.elsewhere(desk.referral, text), "text": text, "problem": problem}
    return render(request, "referrals/holding/desk/elsewhere.html", context, status=status)


Step = Callable[[HttpRequest, Desk], HttpResponse]
STEPS: dict[str, Step] = {
    answering.REFUSE: _refusing, answering.EXPECT: _giving_a_moment, answering.END: _ending,
    answering.ELSEWHERE: _elsewhere,
}  # fmt: skip


def handed(send: Callable) -> Callable:
    """An answer that comes second reads who was quicker, and what can still be done."""

    @wraps(send)
    def sent(request: HttpRequest, desk: Desk) -> HttpResponse:
        try:
            return send(request, desk) or redirect(desk.url)
        except NotNow:
            return _beaten(request, desk)

    return sent


def _beaten(request: HttpRequest, desk: Desk) -> HttpResponse:
    now_is = Desk(queries.sheets().get(pk=desk.referral.pk), desk.doer, desk.url, desk.layout, desk.via)
    if queries.is_over(now_is.referral):
        return _over(request, now_is.referral)
    last = queries.last_answer(now_is.referral)
    return _sheet(request, now_is, status=409, quicker=showing.line(last, timezone.now()) if last else None)


@handed
def _send(request: HttpRequest, desk: Desk) -> HttpResponse | None:
    send = SENT.get(request.POST.get("geste", ""))
    if send is None:
        return _sheet(request, desk, status=400)
    return send(request, desk)


def _seen(request: HttpRequest) -> int:
    """What the page showed; a page that does not say so is an old one."""
    text = request.POST.get("vu", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else -1


def _once(verb: Callable) -> Callable:
    def send(request: HttpRequest, desk: Desk) -> None:
        answer_once(desk.referral, _seen(request), lambda one: verb(one, desk.doer))

    return send


def _open(request: HttpRequest, desk: Desk) -> None:
    actions.see(desk.referral, desk.doer)


def _refuse(request: HttpRequest, desk: Desk) -> HttpResponse | None:
    reason = request.POST.get("raison", "")
    if reason not in Refusal.values:
        return _refusing(request, desk)
    answer_once(desk.referral, _seen(request), lambda one: actions.refuse(one, desk.doer, reason))
    return None


def _expect(request: HttpRequest, desk: Desk) -> HttpResponse | None:
    form = MomentForm(request.POST)
    if not form.is_valid():
        return _giving_a_moment(request, desk, form)
    come_at(desk.referral, desk.doer, form.cleaned_data["quand"], _seen(request))
    return None


def _to_agenda(request: HttpRequest, desk: Desk) -> HttpResponse:
    return booking.leave(request, desk.referral, Who.RECEIVER)


def _end(request: HttpRequest, desk: Desk) -> HttpResponse | None:
    """Two taps: how it ended and done how, then what she can do by herself. Lost from sight, one."""
    outcome, manner = answering.pair(request.POST.get("issue", ""))
    before, after = answering.pair(request.POST.get("autonomie", ""))
    told = {"manner": manner, "before": before, "after": after} if outcome != Outcome.LOST else {}
    if told and manner not in answering.MANNERS:
        return _ending(request, desk)
    try:
        answer_once(desk.referral, _seen(request), lambda one: actions.close(one, desk.doer, outcome, **told))
    except Incomplete as missing:
        if str(missing) != "autonomy":
            return _ending(request, desk)
        context = _about(desk) | {"issue": request.POST["issue"], "progress": answering.progress()}
        return render(request, "referrals/holding/desk/autonomy.html", context)
    return None


def _send_elsewhere(request: HttpRequest, desk: Desk) -> HttpResponse:
    """A place, then the person's yes, read aloud; then their new paper's codes, shown once."""
    form = ElsewhereForm(request.POST)
    place = queries.place_called(form.data.get("lieu", "").replace("\x00", "")[:200])
    if place is None or place.pk == desk.referral.place_id:
        return _elsewhere(request, desk)
    if not form.is_valid():
        told = {"other": place, "read": showing.consent(desk.referral, place), "booked": showing.booked(desk.referral)}
        context = _about(desk) | told
        return render(request, "referrals/holding/desk/consent.html", context)
    said = form.cleaned_data
    consent = Agreement(desk.referral.language, said["accord"], adaptation=said["adaptation"])
    written = send_on(desk.referral, desk.doer, place, consent, _seen(request))
    told = {"written": written, "paper": showing.paper(request, written), "became": became(desk.referral)}
    context = _about(desk) | told | {"other": place}
    return render(request, "referrals/holding/desk/sent_on.html", context)


SENT: dict[str, Callable] = {
    answering.OPEN: _open, answering.ACCEPT: _once(actions.accept), answering.CAME: _once(actions.receive),
    answering.MISSED: _once(actions.miss), answering.REFUSE: _refuse, answering.EXPECT: _expect, "agenda": _to_agenda,
    answering.END: _end, answering.ELSEWHERE: _send_elsewhere,
}  # fmt: skip
