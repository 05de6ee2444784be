"""A new place: what looks like it is shown first."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from maillage.census.editing import actions, queries
from maillage.census.editing.forms.places import NewPlaceForm
from maillage.census.editing.revisions import revision
from maillage.network import rules
from maillage.network.rules import acting, allowed
from maillage.places.locating import pin_of


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(rules.adds_places)
def new(request):
    actor = acting(request)
    form = NewPlaceForm(request.POST or None, structures=queries.structures_of(actor), must=not actor.coordinates)
    context = {"form": form}
    if request.method == "POST" and form.is_valid():
        columns = form.columns()
        looked = revision({name: str(value) for name, value in columns.items()})
        alike = queries.places_alike(columns, actor)
        if not alike or request.POST.get("nouveau") == looked:
            return _created(columns, actor)
        context |= {"alike": alike, "looked": looked}
    return render(request, "census/editing/new.html", context, status=400 if form.errors else 200)


def _created(columns: dict, actor):
    """Its pin is looked for at its address: the next page is where one checks it."""
    found = pin_of(columns["adresse"], columns["code_postal"], columns["commune"])
    place = actions.create_place(columns={**columns, **found}, actor=actor)
    return redirect("editing:position", place.slug)
