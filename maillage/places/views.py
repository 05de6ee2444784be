from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.vary import vary_on_headers

from maillage.core.access import public
from maillage.places import queries


@public
@vary_on_headers("HX-Request")  # page and fragment share one address
def search(request):
    template = "places/search.html#results" if request.htmx else "places/search.html"
    return render(request, template, {"results": queries.results(request.GET)})


@public
def detail(request, slug):
    return HttpResponse(slug)


@public
def organisation(request, slug):
    return HttpResponse(slug)
