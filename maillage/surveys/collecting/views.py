"""What a link opens. The token in the address is the whole authority: no cookie is read, nobody is logged in."""

from functools import wraps

from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from maillage.core.access import public
from maillage.core.languages import french_only
from maillage.core.limits import within
from maillage.surveys.collecting import keeping, queries, reading
from maillage.surveys.collecting.actions import receive
from maillage.surveys.collecting.forms import PlainForm
from maillage.surveys.collecting.presenting import SIGNS, reasons
from maillage.surveys.models import Collector

BATCHES, MINUTES = 120, 10  # by one link: a pair has two telephones, each sends 25 doors at a time
STATUS = {"unreadable": 400, "unknown": 404, "over": 410, "too_big": 413, "slow": 429, "later": 503}


def private(view):
    """Nobody lists it; only the shell may be kept, by the service worker (website/offline/keeping.py)."""

    @wraps(view)
    def answer(request: HttpRequest, token: str) -> HttpResponse:
        response = view(request, token, queries.collector_of(token))
        response["Cache-Control"] = "no-store"
        response["X-Robots-Tag"] = "noindex"
        return response

    return public(french_only(answer))


def refused(code: str) -> JsonResponse:
    """What the telephone understands, and what it says."""
    response = JsonResponse({"code": code, "reason": reasons()[code]}, status=STATUS[code])
    if code in {"slow", "later"}:
        response["Retry-After"] = "60"
    return response


@require_safe
@private
def page(request: HttpRequest, token: str, collector: Collector | None) -> HttpResponse:
    """The shell: the same for everyone but for the token; what it needs is asked by its script, and kept."""
    if collector is None:
        raise Http404
    valid = queries.still_valid(collector)
    context = {"token": token, "valid": valid, "signs": SIGNS}
    return render(request, "surveys/collecting/page.html", context, status=200 if valid else 410)


@require_safe
@private
def data(request: HttpRequest, token: str, collector: Collector | None) -> HttpResponse:
    if collector is None:
        return refused("unknown")
    return JsonResponse(keeping.taken_along(collector)) if queries.still_valid(collector) else refused("over")


@csrf_exempt  # the token is in the address, and no cookie counts
@require_POST
@private
def sending(request: HttpRequest, token: str, collector: Collector | None) -> HttpResponse:
    """A batch of doors and answers; each is told what became of it."""
    if collector is None:
        return refused("unknown")
    if not queries.still_valid(collector):
        return refused("over")
    if not within("doors", str(collector.pk), most=BATCHES, minutes=MINUTES):
        return refused("slow")
    try:
        answers = receive(collector, reading.items(_body(request)))
    except reading.NotABatch as wrong:
        return refused(wrong.code)
    except OperationalError:  # the base is busy: what was kept stays kept, and is sent again without harm
        return refused("later")
    return JsonResponse({"answers": [{"id": one.id, "kept": one.kept, "reason": one.reason} for one in answers]})


def _body(request: HttpRequest) -> bytes:
    """Not read when it says that it is too long."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length[:12]) > reading.MOST_BYTES:
        raise reading.NotABatch("too_big")
    return request.body


@require_http_methods(["GET", "HEAD", "POST"])
@private
def plain(request: HttpRequest, token: str, collector: Collector | None) -> HttpResponse:
    """Without script: one door at a time, with network."""
    if collector is None:
        raise Http404
    if not queries.still_valid(collector):
        return render(request, "surveys/collecting/over.html", status=410)
    rounds, survey = keeping.rounds_of(collector), keeping.survey_of(collector.campaign)
    places = keeping.places_around(keeping.zone_of(rounds, collector.campaign))
    form = PlainForm(request.POST or None, rounds=rounds, survey=survey, places=places)
    status = 200
    if request.method == "POST":
        if form.is_valid() and not (trouble := _refusals(collector, form)):
            return redirect(f"{request.path}?fait={form.cleaned_data['outcome']}")
        status = 400
        if form.is_valid():
            form.add_error(None, trouble)
    context = {"form": form, "token": token, "rounds": rounds, "done": "fait" in request.GET}
    return render(request, "surveys/collecting/plain.html", context, status=status)


def _refusals(collector: Collector, form: PlainForm) -> str:
    return " ".join(one.reason for one in receive(collector, form.items()) if one.reason)
