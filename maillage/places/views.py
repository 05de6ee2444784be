from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from maillage.core.access import public
from maillage.core.languages import french_only
from maillage.network.enums import Family
from maillage.network.models import Organisation
from maillage.network.rules import acting, is_member
from maillage.places import queries
from maillage.places.enums import Audience, LifeCycle, OfferNature
from maillage.places.models import Place

ORGANISATIONS_A_PAGE = 50
OFFERS_A_PAGE = 50


@public
@require_safe
@vary_on_headers("HX-Request")  # page and fragment share one address
def search(request):
    template = "places/search.html#results" if request.htmx else "places/search.html"
    return render(request, template, {"results": queries.results(request.GET), "tiles": settings.MAILLAGE_TILES_URL})


@public
@require_safe
def detail(request, slug):
    try:
        place = queries.place_page(slug)
    except Place.DoesNotExist as error:
        if heir := queries.heir(slug=slug):
            return redirect(heir)
        raise Http404 from error
    if place.life_cycle == LifeCycle.CLOSED:
        return render(request, "places/closed.html", {"place": place, "nearby": queries.nearby(place)}, status=410)
    return render(request, "places/detail.html", {"place": place, "portrait": queries.portrait(place)})


@public
@require_safe
@french_only
def offers(request):
    asked = {name: request.GET.get(name, "")[:200] for name in ("q", "nature", "pour", "zone")}
    found = queries.offers(asked["q"], asked["nature"], asked["pour"], asked["zone"])
    context = {
        "page": Paginator(found, OFFERS_A_PAGE).get_page(request.GET.get("page")),
        "asked": asked,
        "natures": OfferNature.choices,
        "audiences": Audience.choices,
        "zones": queries.zone_names(),
    }
    return render(request, "places/offers.html", context)


@public
@require_safe
@french_only
def organisations(request):
    text, family = request.GET.get("q", ""), request.GET.get("famille", "")
    page = Paginator(queries.organisations(text, family), ORGANISATIONS_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "places/organisations.html",
        {"page": page, "q": text[:200], "family": family, "families": Family.choices},
    )


@public
@require_safe
@french_only
def organisation(request, slug):
    try:
        story = queries.organisation_story(slug)
    except Organisation.DoesNotExist as error:
        raise Http404 from error
    contacts = story.contacts(everyone=not is_member(acting(request)))
    context = {"story": story, "organisation": story.organisation, "contacts": contacts}
    return render(request, "places/organisation.html", context)
