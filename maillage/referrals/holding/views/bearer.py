"""The paper in hand: what it opens, for the person or for who helps them. No account, no name."""

from functools import wraps
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from maillage.appointments.booking.steps import contact_lines
from maillage.core.access import public
from maillage.referrals import actions, codes, journal, lifecycle
from maillage.referrals.actions import Doer, NotNow, PinWrong, Void
from maillage.referrals.enums import OPEN, State, Verb, Who, Word
from maillage.referrals.holding import booking, granting, guessing, presenting, queries, roles, showing
from maillage.referrals.holding.actions import come_at, doer_for
from maillage.referrals.holding.forms import CodeForm, MomentForm
from maillage.referrals.holding.views.private import READ_OR_SEND, private
from maillage.referrals.models import Referral
from maillage.referrals.queries import became, moment_of


@READ_OR_SEND
@public
@private
def enter(request):
    """The code and the PIN of the paper."""
    return _try(request) if request.method == "POST" else _form(request)


def _form(request: HttpRequest, *, code: str = "", problem: str = "", status: int = 200) -> HttpResponse:
    return render(request, "referrals/holding/bearer/enter.html", {"code": code, "problem": problem}, status=status)


def _try(request: HttpRequest) -> HttpResponse:
    form = CodeForm(request.POST)
    if not form.is_valid():
        return _form(request, code=request.POST.get("code", "")[:40], problem="missing", status=400)
    code = codes.typed(form.cleaned_data["code"])
    if guessing.too_many(request):
        return _form(request, code=code, problem="slow", status=429)
    try:
        found = _opened(code, form.cleaned_data["pin"])
    except PinWrong as wrong:
        return _form(request, code=code, problem=presenting.wrong_pin(wrong.left), status=400)
    except Void:
        return render(request, "referrals/holding/bearer/over.html", {"why": "void"}, status=410)
    granting.give(request, found, granting.BEARER, "code")
    return redirect("sheet:sheet", found.code)


def _opened(code: str, pin: str) -> Referral:
    found = actions.open_with_pin(Referral, code, pin)
    if found is None:
        raise guessing.unknown(code)
    return found


def by_paper(view):
    """The sheet that the scanned code opens, or the said one within half an hour of its PIN. Each page is a reading."""

    @public
    @private
    @wraps(view)
    def opened(request: HttpRequest, key: str) -> HttpResponse:
        said = queries.CODE.fullmatch(key)
        referral = queries.of_code(key) if said else queries.of_token(key)
        if said and (referral is None or not granting.holds(request, referral)):
            return _form(request, code=key)
        if referral is None:
            return render(request, "referrals/holding/bearer/over.html", {"why": "unknown"}, status=404)
        if queries.is_over(referral):
            return over(request, referral)
        who = roles.role_called(request.POST.get(roles.ASKED) or request.GET.get(roles.ASKED, ""))
        if request.method != "POST":
            journal.note(journal.What.READ, referral, who=who, why=view.__name__)
        return view(request, referral, key=key, who=who)

    return opened


def over(request: HttpRequest, referral: Referral) -> HttpResponse:
    context = {"why": referral.state, "place": referral.place, **contact_lines(referral.place)}
    if referral.state == State.WITHDRAWN:
        context |= {"became": became(referral), "booked": showing.booked(referral)}
    return render(request, "referrals/holding/bearer/over.html", context, status=410)


@require_safe
@by_paper
def sheet(request, referral, *, key, who):
    return _sheet(request, referral, key, who)


def _sheet(request: HttpRequest, referral: Referral, key: str, who: Who, status: int = 200) -> HttpResponse:
    now, moment = timezone.now(), moment_of(referral)
    following = queries.gone_on(referral)
    place = following.place if following else referral.place
    lines = contact_lines(place)
    bookable, smiles = queries.can_book(referral), _smiles(referral)
    if request.method == "POST":  # by_paper notes the others
        journal.note(journal.What.READ, referral, who=who, why="sheet")
    context = {
        **_about(referral, key, who), **lines, "place": place, "aim": showing.aim(following or referral),
        "following": following, "beaten": status == 409,
        "next": presenting.next_of(
            referral.state, moment=presenting.ahead(moment, now), smiled=bool(referral.word), may_smile=bool(smiles),
            bookable=bookable, phone=bool(lines["phone"]),
        ),
        "moment": presenting.moment(moment, now) if moment and referral.state in OPEN else "",
        "bookable": bookable, "lines": presenting.timeline(queries.happened(referral), now),
        "smiles": smiles, "withdrawable": referral.state in OPEN,
        "notable": lifecycle.follows(Verb.EXPECTED, referral.state),
        "roles": [(one.label, _address(key, one), one == who, roles.PICTOGRAMS[one]) for one in roles.PICTOGRAMS],
    }  # fmt: skip
    return render(request, "referrals/holding/bearer/sheet.html", context, status=status)


def _smiles(referral: Referral) -> list[tuple[str, str, str, bool]]:
    """(value, words, pictogram, is the one they chose); none before they came."""
    if referral.state not in presenting.SMILED_AT or referral.answered_at is None:
        return []
    return [(one.value, one.label, presenting.WORDS[one], one == referral.word) for one in Word]


def _about(referral: Referral, key: str, who: Who) -> dict:
    return {"referral": referral, "key": key, "who": who, "asked": roles.word_of(who), "back": _address(key, who)}


def _address(key: str, who: str) -> str:
    word = roles.word_of(who)
    return reverse("sheet:sheet", args=[key]) + (f"?{urlencode({roles.ASKED: word})}" if word else "")


def _again(request: HttpRequest, referral: Referral, key: str, who: Who) -> HttpResponse:
    """Something happened meanwhile: the sheet as it is now."""
    return _sheet(request, queries.sheets().get(pk=referral.pk), key, who, status=409)


@require_POST
@by_paper
def say(request, referral, *, key, who):
    """One tap."""
    try:
        actions.say(referral, Doer(who), request.POST.get("mot", ""))
    except NotNow:
        return _again(request, referral, key, who)
    except actions.Incomplete:
        return _sheet(request, referral, key, who, status=400)
    return redirect(_address(key, who))


@READ_OR_SEND
@by_paper
def withdraw(request, referral, *, key, who):
    """« Je change d'avis »: a page, then a button."""
    if request.method != "POST":
        context = _about(referral, key, who) | {"booked": showing.booked(referral, by_person=True)}
        return render(request, "referrals/holding/bearer/withdraw.html", context)
    try:
        actions.withdraw(referral, Doer(who), cancel="annuler" in request.POST)
    except NotNow:
        return _again(request, referral, key, who)
    return redirect("sheet:sheet", key)


@READ_OR_SEND
@by_paper
def moment(request, referral, *, key, who):
    """« J'ai un rendez-vous le… », made by telephone or at the desk."""
    form = MomentForm(request.POST if request.method == "POST" else None)
    if not (request.method == "POST" and form.is_valid()):
        context = _about(referral, key, who) | {"form": form}
        return render(request, "referrals/holding/bearer/moment.html", context, status=400 if form.errors else 200)
    try:
        come_at(referral, Doer(who), form.cleaned_data["quand"])
    except NotNow:
        return _again(request, referral, key, who)
    return redirect(_address(key, who))


@require_POST
@by_paper
def book(request, referral, *, key, who):
    """To the agenda of that place; what is booked there comes back on the sheet."""
    return booking.leave(request, referral, who)


@READ_OR_SEND
@by_paper
def desk(request, referral, *, key, who):
    """« Je suis au lieu qui accueille », with the paper of the person who came."""
    if request.method != "POST":
        return render(request, "referrals/holding/bearer/desk.html", _about(referral, key, who))
    granting.give(request, referral, granting.RECEIVER, "papier")
    actions.see(referral, doer_for(referral, Who.RECEIVER, request.user))
    return redirect("holding:desk", referral.code)
