"""The page a link opens. Who holds the link answers for the holder; opening it changes nothing."""

from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from maillage.census.models import Channel, Request, RequestedPlace
from maillage.census.verifying import queries
from maillage.census.verifying.actions import answering, following, launching
from maillage.census.verifying.forms import CorrectionForm
from maillage.census.verifying.showing import sheet, sheets
from maillage.core.access import public
from maillage.core.languages import french_only
from maillage.core.limits import address_of, within
from maillage.network.enums import Rhythm

MOST, MINUTES = 60, 10  # answers from one address


def by_link(view):
    """The request this link opens; 404 for a link nobody was given; what is over says so and offers a new link."""

    @wraps(view)
    def opened(request: HttpRequest, token: str, **kwargs) -> HttpResponse:
        asked = queries.request_of(token)
        if asked is None:
            raise Http404
        if request.method == "POST" and not within("verify", address_of(request), most=MOST, minutes=MINUTES):
            return _private(render(request, "census/verifying/too_many.html", status=429))
        return _private(view(request, asked, token=token, **kwargs))

    return public(french_only(opened))


def _private(response: HttpResponse) -> HttpResponse:
    """Nobody keeps this page, nobody lists it; the site's policy (same-origin) tells its address to no other site."""
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def _over(request: HttpRequest, asked: Request, token: str) -> HttpResponse:
    context = {"asked": asked, "token": token, "lines": queries.lines(asked), "sent": "envoye" in request.GET}
    return render(request, "census/verifying/over.html", context, status=200 if asked.done_at else 410)


@require_safe
@by_link
def page(request, asked, token):
    """All that people read of their places, and one button."""
    if not queries.still_valid(asked):
        return _over(request, asked, token)
    shown = sheets(queries.lines(asked))
    waiting = [one for one in shown if not one.answered]
    context = {
        "asked": asked, "token": token, "sheets": shown, "waiting": waiting, "days": queries.days_left(asked),
        "rhythms": Rhythm.choices if asked.organisation else (),
    }  # fmt: skip
    return render(request, "census/verifying/page.html", context)


@require_POST
@by_link
def confirm(request, asked, token):
    """« Tout est exact », for one place or for all."""
    if not queries.still_valid(asked):
        return _over(request, asked, token)
    lines = queries.lines(asked).filter(answered_at=None)
    if request.POST.get("line"):
        lines = [_line(asked, request.POST["line"])]
    answering.confirm_all(lines, channel=Channel.MAIL, request=asked)
    return redirect("verifying:page", token)


@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def correct(request, asked, token, line):
    """« Quelque chose a changé »: only what is wrong is opened."""
    if not queries.still_valid(asked):
        return _over(request, asked, token)
    found = _line(asked, line)
    form = CorrectionForm(request.POST or None, place=found.place)
    if request.method == "POST" and form.is_valid():
        answering.hear(form, channel=Channel.MAIL, request=asked)
        return redirect("verifying:page", token)
    shown = sheet(found.place, timezone.localdate(), found)
    context = {"asked": asked, "token": token, "sheet": shown, "form": form, "line": found}
    return render(request, "census/verifying/correct.html", context, status=400 if form.errors else 200)


@require_POST
@by_link
def closed(request, asked, token, line):
    """« Ce lieu a fermé »: for some time, or for good."""
    if not queries.still_valid(asked):
        return _over(request, asked, token)
    for_good = request.POST.get("for_good") == "1"
    answering.close(_line(asked, line).place, for_good=for_good, channel=Channel.MAIL, request=asked)
    return redirect("verifying:page", token)


@require_POST
@by_link
def rhythm(request, asked, token):
    """How often to ask again."""
    months = request.POST.get("rhythm", "")
    if not asked.organisation or months not in map(str, Rhythm.values):
        raise Http404
    launching.set_rhythm(asked.organisation, rhythm=int(months))
    return redirect("verifying:page", token)


@require_POST
@by_link
def stop(request, asked, token):
    """« Ne plus me relancer »."""
    following.stop_reminding(asked)
    return redirect("verifying:page", token)


@require_POST
@by_link
def renew(request, asked, token):
    """A new link goes to the address the first one went to, never to the screen."""
    following.renew(asked)
    return render(request, "census/verifying/renewed.html", {"asked": asked})


def _line(asked: Request, pk) -> RequestedPlace:
    """A place of this request, whatever was typed in the address."""
    found = queries.lines(asked).filter(pk=int(pk) if str(pk).isdigit() and len(str(pk)) < 16 else 0).first()
    if found is None:
        raise Http404
    return found
