""" "Où aller ?", one question a screen: the need, a meaning when a word has several, where from, the answer."""

from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseBadRequest, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from maillage.appointments.week.queries import lines
from maillage.core import speaking
from maillage.core.access import public
from maillage.orientation import actions, queries, wishing
from maillage.orientation.asked import ANYWHERE, NEED, START, WISHES, Asked
from maillage.orientation.forms import UnmetForm
from maillage.places.queries import start_from


@public
@require_safe
def search(request):
    asked = Asked.of(request.GET)
    if not asked.has_need:
        carried = asked.pairs(*START, *WISHES)
        return render(request, "orientation/need.html", {"needs": queries.tiles(), "start": carried})
    start = start_from(asked.params) if asked.has_start else None
    lost = start is not None and start.point is None
    answer = queries.orient(
        asked.text,
        needs=asked.codes,
        near=start.point if start else None,
        zone=zone_of(asked),
        lang=get_language(),
        person=asked.person,
    )
    if "changer" in request.GET and answer["places"]:
        return discreet(render(request, "orientation/wishes.html", wishes(asked)), answer)
    if answer["question"]:
        return discreet(render(request, "orientation/question.html", meanings(asked, answer)), answer)
    if lost or not (asked.has_start or answer["scope"] == "out" or answer["alert"]):
        return render(request, "orientation/start.html", starting_points(asked, start if lost else None))
    return discreet(render(request, "orientation/results.html", results(request, asked, answer, start)), answer)


def discreet(response: HttpResponse, answer: dict) -> HttpResponse:
    """Who shares the telephone must not find, kept on it, that someone asked about violence or despair."""
    if answer["alert"]:
        response["Cache-Control"] = "no-store"
    return response


def zone_of(asked: Asked) -> str:
    """An address is more precise than a zone."""
    return "" if asked.get("adresse") else asked.get("zone")


def meanings(asked: Asked, answer: dict) -> dict:
    keep = (*NEED, *START, *WISHES)
    choices = [{**choice, "url": asked.url(*keep, besoin=choice["code"])} for choice in answer["question"]["choices"]]
    return {"question": answer["question"], "choices": choices, "alert": answer["alert"], "need": need_words(asked)}


def starting_points(asked: Asked, lost) -> dict:
    sectors = queries.zones_by_sector()
    for sector in sectors:
        sector["links"] = [(zone.nom, asked.url(*NEED, *WISHES, zone=zone.code)) for zone in sector["zones"]]
    return {
        "sectors": sectors,
        "carried": asked.pairs(*NEED, *WISHES),
        "anywhere": asked.url(*NEED, *WISHES, depart=ANYWHERE),
        "here": asked.url(*NEED, *WISHES),
        "address": asked.get("adresse"),
        "lost": lost,
        "need": need_words(asked),
    }


def wishes(asked: Asked) -> dict:
    return {
        "wishes": wishing.offered(asked, get_language()),
        "need": need_words(asked),
        "back": asked.url(*NEED, *START, *WISHES),
    }


def results(request, asked: Asked, answer: dict, start) -> dict:
    return {
        "answer": answer,
        "places": with_agenda(answer["places"]),
        "alert": answer["alert"],
        "need": need_words(asked),
        "start": start.label if start else "",
        "others": [
            (other.label, asked.url(*NEED, adresse=other.label)) for other in (start.others if start else ())[:3]
        ],
        "change_need": asked.url(*START, *WISHES) if asked.has_start else reverse("orientation:search"),
        "change_start": asked.url(*NEED, *WISHES),
        "wishes": wishing.chosen(asked),
        "change_wish": asked.url(*NEED, *START, *WISHES, changer="1"),
        "more": more_places(asked, answer),
        "thanked": "merci" in request.GET,
        "again": urlencode(asked.pairs(*NEED, *START, *WISHES)),
    }


def with_agenda(places: list[dict]) -> list[dict]:
    """Beside each place, what its desk says and when one is received next: read now, kept nowhere."""
    told = lines([place["id"] for place in places]) if places else {}
    return [{**place, "agenda": told.get(place["id"], [])} for place in places]


def more_places(asked: Asked, answer: dict) -> str:
    """The list of places, with the same need and the same starting point."""
    pairs = [("services", service) for service in answer["services"][:1]] + asked.pairs("zone", "near", "adresse")
    return f"{reverse('places:search')}?{urlencode(pairs)}"


def need_words(asked: Asked) -> str:
    """What the person asked, in their words or those of the pictures and answers they touched."""
    return speaking.comma().join(filter(None, [asked.text, *(queries.choice_label(code) for code in asked.codes)]))


@public
@require_POST
def unmet(request):
    """Nobody answers this need here: one more in a count. Asked by a button, or by the page's script."""
    form = UnmetForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest(_("Ce besoin n'a pas pu être compté."))
    actions.record_unmet(**form.cleaned_data)
    if request.headers.get("X-Requested-With") == "fetch":
        return HttpResponse(status=204)
    back = Asked.of(QueryDict(request.POST.get("suite", "")[:2000]))
    return redirect(f"{reverse('orientation:search')}{back.url(*NEED, *START, 'ouvert', merci='1')}")
