from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from maillage.appointments import actions
from maillage.appointments.booking.presenting import clock
from maillage.appointments.desk import queries
from maillage.appointments.enums import DeskWord
from maillage.network import rules
from maillage.network.rules import acting, allowed, require
from maillage.places.models import Place

SIGNS = {DeskWord.COME: "oui", DeskWord.FULL: "non", DeskWord.PRINTER: "imprimer"}
WITHDRAW = "retirer"


@require_safe
@allowed(rules.runs_a_structure)
def desk(request):
    buttons = [(word.value, word.label, SIGNS[word]) for word in DeskWord]
    return render(
        request,
        "appointments/desk/desk.html",
        {"desks": queries.desks(acting(request)), "buttons": buttons},
    )


@require_POST
def say(request, slug):
    """One tap says it, one takes it back; residents read it at once."""
    place = get_object_or_404(Place.objects.published(), slug=slug)
    require(rules.speak_at_desk(acting(request), place))
    word = request.POST.get("mot", "")
    if word == WITHDRAW:
        actions.hush_desk(place, by=request.user)
        messages.success(request, _("C'est retiré : les habitants ne le voient plus."))
    elif word in DeskWord.values:
        said = actions.say_at_desk(place, DeskWord(word), by=request.user)
        messages.success(
            request, _("C'est affiché jusqu'à %(hour)s, puis cela part tout seul.") % {"hour": clock(said.until)}
        )
    else:
        messages.warning(request, _("Touchez une des images."))
    return redirect(f"{reverse('desk:desk')}#{place.slug}")
