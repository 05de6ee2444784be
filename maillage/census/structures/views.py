from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from maillage.census.structures import actions, queries
from maillage.census.structures.complementarity import complements, shares
from maillage.census.structures.forms import ContactForm, StructureForm
from maillage.network import rules
from maillage.network.models import Contact, Organisation
from maillage.network.rules import acting, allowed, require


def _seen(request: HttpRequest, slug: str) -> Organisation:
    """For whom belongs to it or follows all; writing asks for more."""
    found = get_object_or_404(Organisation, slug=slug)
    rule = rules.edit_structure if request.method == "POST" else rules.see_structure
    require(rule(acting(request), found))
    return found


@require_safe
@allowed(rules.runs_or_reads)
def mine(request):
    return render(request, "census/structures/mine.html", {"structures": queries.structures(acting(request))})


@require_http_methods(["GET", "HEAD", "POST"])
def structure(request, slug):
    """Qui fait quoi, told by the structure itself."""
    found = _seen(request, slug)
    form = StructureForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        found = get_object_or_404(Organisation, slug=slug)  # what the form has set is written by the action
        actions.describe(found, columns=form.cleaned_data, by=request.user)
        messages.success(request, _("Votre page est à jour, vérifiée aujourd'hui."))
        return redirect("structures:structure", slug)
    may = rules.edit_structure(acting(request), found)
    context = {"structure": found, "form": form, "may": may, "contacts": found.people_to_contact.all()}
    return render(request, "census/structures/structure.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def contact(request, slug, pk=None):
    """One function to call: new, or known."""
    found = get_object_or_404(Organisation, slug=slug)
    require(rules.edit_structure(acting(request), found))
    known = get_object_or_404(Contact, pk=pk, organisation=found) if pk else None
    form = ContactForm(request.POST or None, instance=known)
    if request.method == "POST" and form.is_valid():
        actions.put_contact(found, columns=form.columns(), by=request.user, contact=known)
        messages.success(request, _("Le contact est enregistré."))
        return redirect("structures:structure", slug)
    context = {"structure": found, "form": form, "contact": known}
    return render(request, "census/structures/contact.html", context, status=400 if form.errors else 200)


@require_POST
def remove_contact(request, slug, pk):
    found = _seen(request, slug)
    actions.remove_contact(get_object_or_404(Contact, pk=pk, organisation=found), by=request.user)
    messages.success(request, _("Le contact est effacé, le nom avec lui."))
    return redirect("structures:structure", slug)


@require_safe
def around(request, slug):
    """Where it is alone, who does the same nearby, whom to send people to."""
    found = _seen(request, slug)
    done, mine = queries.done_around(found), f"structure-{found.pk}"
    context = {"structure": found, "shares": shares(done, mine), "complements": complements(done, mine)}
    return render(request, "census/structures/around.html", context)
