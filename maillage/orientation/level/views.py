"""The level check: every answer in the address, none in a cookie, none on the server unless somebody says yes."""

import uuid
from functools import wraps
from urllib.parse import urlencode

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from maillage.core.access import public
from maillage.orientation import pictures, queries
from maillage.orientation.enquiry import Person, parameters
from maillage.orientation.level import actions
from maillage.orientation.level.codes import Damaged, Sitting, decode, encode
from maillage.orientation.level.forms import ConsentForm
from maillage.orientation.level.portraying import Portrait, portrait
from maillage.orientation.level.proposing import propose
from maillage.orientation.level.questionnaire import questionnaire
from maillage.orientation.level.screens import screen
from maillage.territory.models import Zone
from maillage.territory.queries import zone_called

LONGEST_ZONE = 60


def with_sitting(view):
    """The view receives the answers instead of their code; a code nobody can read starts again, kindly."""

    @wraps(view)
    def reading(request, code, *args, **kwargs):
        try:
            sitting = decode(code)
        except Damaged:
            return redirect_with("orientation:level", query="abime=1")
        return view(request, sitting, *args, **kwargs)

    return reading


@public
@require_safe
def start(request):
    code = request.GET.get("code", "").strip()
    if code and readable(code):
        return redirect("orientation:level_result", encode(decode(code)))
    context = {
        "alone": encode(Sitting()),
        "helped": encode(Sitting(helped=True)),
        "typed": code[:LONGEST_ZONE],
        "damaged": "abime" in request.GET,
    }
    return render(request, "orientation/level/start.html", context)


@public
@require_safe
@never_cache
@with_sitting
def question(request, sitting, item=None):
    id = item or sitting.next_item()
    if id is None:
        return redirect("orientation:level_result", encode(sitting.settled()))
    if id not in sitting.path():
        return redirect("orientation:level_question", encode(sitting))
    asked, ticked = questionnaire().items[id], request.GET.getlist("choix")
    answer = asked.accept(ticked) if asked.multiple else None
    if answer is not None:
        return redirect("orientation:level_question", encode(sitting.answering(asked, answer)))
    context = {
        "screen": screen(sitting, id, get_language()),
        "nothing_ticked": asked.multiple and "valider" in request.GET,
    }
    return render(request, "orientation/level/question.html", context)


@public
@require_safe
@never_cache
@with_sitting
def result(request, sitting):
    sitting = sitting.settled()
    if not sitting.finished:
        return redirect("orientation:level_question", encode(sitting))
    shown, zone = portrait(sitting, get_language()), chosen_zone(request.GET)
    context = {
        "portrait": shown,
        "proposals": propose(shown.plan, zone=zone, now=timezone.localtime()),
        "other_places": other_places(shown, zone),
        "zone": zone,
        "sectors": queries.zones_by_sector(),
        "submission": uuid.uuid4(),
        "thanked": "merci" in request.GET,
    }
    return render(request, "orientation/level/result.html", context)


@public
@require_POST
@with_sitting
def consent(request, sitting):
    form, sitting = ConsentForm(request.POST), sitting.settled()
    zone = chosen_zone(request.POST)
    agreed = form.is_valid() and form.cleaned_data["agreed"] and sitting.finished
    if agreed:
        actions.keep(sitting, submission=form.cleaned_data["submission"], zone=zone)
    query = "&".join(filter(None, [f"zone={zone.code}" if zone else "", "merci=1" if agreed else ""]))
    return redirect_with("orientation:level_result", encode(sitting), query=query)


def other_places(shown: Portrait, zone: Zone | None) -> str:
    """ "Où aller ?", knowing what was found here; without a picture it asks for the need.

    Health is not in the code, which may be handed on: it goes beside, each need to be seen and taken away.
    """
    need = shown.sitting.answers.get("N0", "")
    known = [("besoin", need if pictures.chosen((need,)) else ""), ("zone", zone.code if zone else "")]
    known += [("code", shown.shared_code), *parameters(Person(access=shown.plan.access))]
    query = [(name, value) for name, value in known if value]
    return f"{reverse('orientation:search')}?{urlencode(query)}"


def chosen_zone(params) -> Zone | None:
    return zone_called(params.get("zone", ""))


def readable(code: str) -> bool:
    try:
        decode(code)
    except Damaged:
        return False
    return True


def redirect_with(name: str, *args, query: str = ""):
    response = redirect(name, *args)
    response["Location"] += f"?{query}" if query else ""
    return response
