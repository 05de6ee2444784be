"""The coordinator invites, tells what changed, cancels; a manager answers for their organisation."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from maillage.core import letters
from maillage.network.enums import Family
from maillage.network.models import Organisation
from maillage.network.rules import acting, answer_for_coming, require
from maillage.workshops.inviting import actions, queries
from maillage.workshops.inviting.forms import AnswerForm
from maillage.workshops.inviting.occasion import occasion
from maillage.workshops.leading import scope
from maillage.workshops.leading.views.common import READ_OR_SEND, page, sent

NOBODY = "personne"  # is ticked, when one ticked nobody
LINK = "https://…"  # in a letter one only looks at


@READ_OR_SEND
def invite(request, pk):
    """All the network is ticked, or a family, or those of the last edition; one button sends."""
    row = scope.a_meeting_to_prepare(acting(request), pk)
    if request.method != "POST":
        return render(request, "workshops/inviting/invite.html", _inviting(row, request.GET.get("qui", "")))
    chosen = {scope.a_number(one) for one in request.POST.getlist("structure")}
    found = list(Organisation.objects.filter(pk__in=chosen - {0}).order_by("nom"))
    if not found:
        context = _inviting(row, NOBODY) | {"fault": _("Choisissez au moins une structure.")}
        return page(request, "workshops/inviting/invite.html", context)
    _try(request, actions.invite, row, organisations=found)
    return redirect("inviting:invite", row.pk)


def _inviting(row, chosen: str) -> dict:
    rows, blocks = queries.invited(row), list(row.blocks.all())
    lines = queries.candidates(row, rows, chosen) if queries.invites(row) else []
    letter = letters.write(actions.TEMPLATE, actions.sample(row, blocks, LINK))
    return {
        "meeting": row, "rows": rows, "lines": lines, "letter": letter, "owing": [line for line in lines if line.owes],
        "families": Family.choices, "chosen": chosen, "everybody": queries.EVERYBODY, "last_time": queries.LAST_TIME,
        "invites": queries.invites(row), "answers": queries.answers(rows), "calls": _calls(rows),
        "unaware": queries.unaware(rows, occasion(row, blocks)) if queries.invites(row) else [],
    }  # fmt: skip


def _calls(rows) -> list:
    """Whom to call, with a number."""
    calling = queries.to_call(rows)
    reached = queries.reach(one.organisation for one in calling)
    return [(one, reached[one.organisation_id]) for one in calling]


@require_POST
def tell_change(request, pk):
    row = scope.a_meeting_to_prepare(acting(request), pk)
    _try(request, actions.tell_change, row)
    return redirect("inviting:invite", row.pk)


@require_POST
def cancel(request, pk):
    row = scope.a_meeting_to_prepare(acting(request), pk)
    _try(request, actions.cancel_meeting, row)
    return redirect(row)


def _try(request, verb, row, **told) -> None:
    try:
        done = verb(row, by=request.user, **told)
    except actions.TooLate:
        messages.warning(request, _("Cette rencontre est passée ou close : aucun courriel ne part."))
        return
    messages.success(request, _said(done))


def _said(done: actions.Sent) -> str:
    mailed = ngettext("%(n)s courriel part.", "%(n)s courriels partent.", done.mailed) % {"n": done.mailed}
    if not done.to_call:
        return mailed if done.mailed else _("Personne de plus à prévenir.")
    calls = ngettext("%(n)s structure est à appeler.", "%(n)s structures sont à appeler.", done.to_call)
    return f"{mailed} {calls % {'n': done.to_call}}" if done.mailed else calls % {"n": done.to_call}


@READ_OR_SEND
def answer(request, pk, organisation):
    """For one's own organisation; the coordinator notes what was said on the telephone."""
    meeting = scope.the_meeting(pk)
    row = get_object_or_404(
        meeting.invitations.select_related("organisation"), organisation=scope.bounded(organisation)
    )
    require(answer_for_coming(acting(request), row.organisation))
    form = AnswerForm(sent(request), invitation=row)
    if not form.is_valid():
        context = {
            "meeting": meeting,
            "invitation": row,
            "form": form,
            "mine": queries.promised(meeting).get(organisation),
        }
        return page(request, "workshops/inviting/answer.html", context)
    try:
        actions.answer(row, form.cleaned_data["answer"], form.cleaned_data["people"], by=request.user)
        messages.success(request, _("C'est noté. Merci !"))
    except actions.TooLate:
        messages.warning(request, _("La rencontre est close : la réponse n'a pas changé."))
    return redirect(meeting)
