from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from maillage.census.duplicates import actions, queries, showing
from maillage.census.duplicates.choosing import Side
from maillage.census.duplicates.explaining import VERDICTS, explain
from maillage.census.duplicates.scoring import Verdict
from maillage.network import rules
from maillage.network.rules import acting, allowed
from maillage.places.models import Place

A_PAGE = 20


@require_safe
@allowed(rules.coordinates)
def proposed(request):
    """The surest first."""
    pairs = queries.proposed()
    page = Paginator(pairs, A_PAGE).get_page(request.GET.get("page"))
    places = Place.objects.in_bulk([card.id for pair in page for card in (pair.one, pair.other)])
    rows = [
        {
            "places": showing.fuller_first(places[pair.one.id], places[pair.other.id]),
            "same": pair.verdict is Verdict.SAME,
            "verdict": VERDICTS[pair.verdict],
            "why": explain(pair.comparison.reasons)[:3],
        }
        for pair in page
        if pair.one.id in places and pair.other.id in places
    ]
    same = sum(pair.verdict is Verdict.SAME for pair in pairs)
    context = {"page": page, "rows": rows, "same": same, "unsure": len(pairs) - same}
    return render(request, "census/duplicates/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(rules.coordinates)
def pair(request, one, other):
    """Side by side; a POST makes one record of the two: `one` stays."""
    kept, gone = _two(one, other)
    if request.method == "POST":
        return _merge(request, kept, gone)
    found = queries.pair_of(kept.pk, gone.pk)
    context = {
        "kept": kept,
        "gone": gone,
        "records": [showing.record(kept), showing.record(gone)],
        "verdict": VERDICTS[found.verdict] if found else "",
        "two": found is not None and found.verdict is Verdict.DIFFERENT,
        "why": explain(found.comparison.reasons) if found else [],
        "facts": showing.facts(kept, gone),
        "lines": showing.lines(kept, gone),
    }
    return render(request, "census/duplicates/pair.html", context)


def _merge(request, kept: Place, gone: Place):
    chosen = {name.removeprefix("choix-"): value for name, value in request.POST.items() if name.startswith("choix-")}
    chosen = {name: value for name, value in chosen.items() if value in [*Side]}
    said = _("C'est fait : « %(nom)s » est une seule fiche. Rien n'est perdu.")
    return _decide(request, kept, gone, partial(actions.merge, chosen=chosen), said, nom=kept)


def _decide(request, one: Place, other: Place, act, said: str, **told: Place):
    """Back to the pairs, with what was done; or with a word when they changed meanwhile."""
    try:
        act(one, other, actor=acting(request), score=_score(one, other))
    except actions.NotPossible:
        return _again(request)
    messages.success(request, said % told)  # by the names they have now
    return redirect("duplicates:list")


@require_POST
@allowed(rules.coordinates)
def apart(request, one, other):
    """Two places: the pair is never proposed again."""
    first, second = _two(one, other)
    said = _("C'est noté : ce sont deux lieux. Cette paire ne sera plus proposée.")
    return _decide(request, first, second, actions.tell_apart, said)


@require_POST
@allowed(rules.coordinates)
def host(request, one, other):
    """`one` is hosted at `other`: both stay."""
    guest, at = _two(one, other)
    said = _("C'est noté : « %(guest)s » est hébergé chez « %(at)s ».")
    return _decide(request, guest, at, actions.host, said, guest=guest, at=at)


@require_safe
@allowed(rules.coordinates)
def decisions(request):
    """What was decided, the latest first, each with its way back."""
    page = Paginator(queries.decisions(), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "census/duplicates/decisions.html", {"page": page})


@require_POST
@allowed(rules.coordinates)
def reconsider(request, pk):
    decision = get_object_or_404(queries.decisions(), pk=pk)
    try:
        actions.reconsider(decision, actor=acting(request))
    except actions.NotPossible:
        messages.error(request, _("Une autre fusion est venue depuis : défaites-la d'abord."))
        return redirect("duplicates:decisions")
    messages.success(request, _("C'est défait : les deux fiches sont de nouveau à part, comme avant."))
    return redirect("duplicates:decisions")


def _two(one: str, other: str) -> tuple[Place, Place]:
    found = {place.slug: place for place in Place.objects.filter(slug__in=[one, other], merged_into=None)}
    if len(found) < 2:
        raise Http404
    return found[one], found[other]


def _score(one: Place, other: Place) -> float:
    found = queries.pair_of(one.pk, other.pk)
    return found.score if found else 0


def _again(request):
    messages.error(request, _("Une de ces deux fiches a changé entre-temps. Regardez la liste telle qu'elle est."))
    return redirect("duplicates:list")
