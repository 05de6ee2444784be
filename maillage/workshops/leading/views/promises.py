"""The register of commitments: who said what, for when, where it stands; one tap says it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from maillage.network import rules
from maillage.network.rules import acting, allowed, answer_for_commitment
from maillage.workshops import actions, queries
from maillage.workshops.enums import OPEN, Status
from maillage.workshops.leading import scope
from maillage.workshops.leading.forms import PromiseForm
from maillage.workshops.leading.views.common import READ_OR_SEND, page, sent

TAPS = ((Status.STARTED, "marcher"), (Status.DONE, "oui"), (Status.DROPPED, "non"))
LONGEST = 500


@require_safe
@allowed(rules.is_member)
def register(request):
    actor = acting(request)
    mine, all_of_them = request.GET.get("de") == "moi", request.GET.get("etat") == "tous"
    rows = queries.register().prefetch_related("follow_ups")
    rows = rows.filter(organisation__in=actor.contributes_to) if mine else rows
    rows = rows if all_of_them else rows.filter(status__in=OPEN)
    listed = Paginator(rows, 30).get_page(request.GET.get("page"))
    context = {
        "page": listed, "shown": [(row, answer_for_commitment(actor, row.organisation)) for row in listed],
        "taps": TAPS, "mine": mine, "all_of_them": all_of_them, "promises": rules.runs_a_structure(actor),
    }  # fmt: skip
    return render(request, "workshops/leading/register.html", context)


@require_POST
def follow(request, pk):
    row = scope.a_commitment_to_follow(acting(request), pk)
    status, note = request.POST.get("etat", row.status), request.POST.get("note", "").replace("\x00", "").strip()
    if status not in Status.values:
        messages.warning(request, _("Choisissez où en est cet engagement."))
    elif len(note) > LONGEST:
        messages.warning(
            request, _("%(n)s lettres au plus. Votre mot : %(note)s") % {"n": LONGEST, "note": note[:2_000]}
        )
    else:
        actions.follow_up(row, status, by=request.user, note=note)
        messages.success(request, _("C'est dit : %(status)s.") % {"status": Status(status).label})
    return redirect(f"{_back(request)}#engagement-{row.pk}")


def _back(request) -> str:
    """To the meeting one speaks at, else to the register with all of them: what was just said is still there."""
    meeting = scope.a_number(request.POST.get("rencontre", ""))
    return reverse("meetings:meeting", args=[meeting]) if meeting else reverse("promises:register") + "?etat=tous"


@READ_OR_SEND
@allowed(rules.runs_a_structure)
def promise(request):
    """At a meeting that is named, else at the last one."""
    asked = scope.a_number(request.POST.get("rencontre", "") or request.GET.get("rencontre", ""))
    meeting = get_object_or_404(scope.meetings(), pk=asked) if asked else queries.coming_first().first()
    form = PromiseForm(sent(request), actor=acting(request))
    if meeting is None or not form.is_valid():
        return page(request, "workshops/leading/promise.html", {"form": form, "meeting": meeting})
    told = form.cleaned_data
    actions.promise(meeting, told.pop("organisation"), told.pop("text"), by=request.user, **told)
    messages.success(request, _("C'est noté : l'engagement reviendra à la prochaine rencontre."))
    return redirect("promises:register")
