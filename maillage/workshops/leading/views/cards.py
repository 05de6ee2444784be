"""One card: where it stands, whether one sees it, what came of it; and cards that resemble each other."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from maillage.network.rules import acting
from maillage.workshops import actions, queries
from maillage.workshops.becoming import outcomes
from maillage.workshops.leading import scope
from maillage.workshops.leading.forms import OfferForm, PromiseForm, SortForm
from maillage.workshops.leading.views.common import READ_OR_SEND, page, sent
from maillage.workshops.models import Card, CardBecame


@READ_OR_SEND
def card(request, pk):
    """Everything but its words may change."""
    row = scope.a_card_to_sort(acting(request), pk)
    form = SortForm(sent(request), card=row)
    if not form.is_valid():
        return _page(request, row, sort=form)
    actions.change_card(row, by=request.user, **form.cleaned_data)
    messages.success(request, _("La carte est rangée."))
    return redirect(f"{row.board.get_absolute_url()}#carte-{row.pk}")


def _page(request, row: Card, **forms):
    actor = acting(request)
    links = [(one.kind, one.ref) for one in row.became.all()]
    read = outcomes(links)
    context = {
        "card": row, "became": [read[link] for link in links if link in read],
        "twins": row.group.cards.exclude(pk=row.pk).select_related("board") if row.group else [],
        "sort": SortForm(card=row), "offer": OfferForm(card=row),
        "promise": PromiseForm(actor=actor, initial={"organisation": row.organisation_id, "text": row.text[:500]}),
    }  # fmt: skip
    return page(request, "workshops/leading/card.html", context | forms)


@require_POST
def hide(request, pk):
    row = scope.a_card_to_sort(acting(request), pk)
    if request.POST.get("montrer"):
        actions.show_card(row, by=request.user)
        messages.success(request, _("La carte se voit de nouveau."))
    else:
        actions.hide_card(row, by=request.user)
        messages.success(request, _("La carte est cachée. Rien n'est effacé : vous pouvez la remontrer."))
    return redirect(row)


@require_POST
def become_promise(request, pk):
    row = scope.a_card_to_sort(acting(request), pk)
    form = PromiseForm(request.POST, actor=acting(request))
    if not form.is_valid():
        return _page(request, row, promise=form)
    told = form.cleaned_data
    actions.promise(row.board.meeting, told.pop("organisation"), told.pop("text"), by=request.user, card=row, **told)
    messages.success(request, _("C'est un engagement : il reviendra à la prochaine rencontre."))
    return redirect(row)


@require_POST
def become_offer(request, pk):
    row = scope.a_card_to_sort(acting(request), pk)
    form = OfferForm(request.POST, card=row)
    if not form.is_valid():
        return _page(request, row, offer=form)
    actions.card_became(row, CardBecame.Kind.OFFER, form.cleaned_data["offer"].pk, by=request.user)
    messages.success(request, _("La carte est reliée à l'action de l'annuaire."))
    return redirect(row)


@require_POST
def leave_group(request, pk):
    row = scope.a_card_to_sort(acting(request), pk)
    actions.ungroup(row, by=request.user)
    messages.success(request, _("La carte est de nouveau seule."))
    return redirect(row)


@READ_OR_SEND
def alike(request, pk):
    """Cards that may say the same thing: one decides, one after the other."""
    row = scope.a_meeting_to_prepare(acting(request), pk)
    if request.method == "POST":
        return _decided(request, row)
    found = queries.suggestions(row)
    context = {"meeting": row, "suggestions": found[:20], "left": len(found), "groups": queries.groups_of(row)}
    return render(request, "workshops/leading/alike.html", context)


def _decided(request, row):
    if request.POST.get("memes"):
        count = actions.gather_same_words(row, by=request.user)
        messages.success(request, _("%(n)s groupes de cartes aux mêmes mots.") % {"n": count})
        return redirect("meetings:alike", row.pk)
    cards = Card.objects.filter(board__meeting=row).select_related("board__meeting")
    first, second = (cards.filter(pk=scope.a_number(request.POST.get(name, ""))).first() for name in ("a", "b"))
    if not first or not second or first == second:
        messages.warning(request, _("Choisissez deux cartes de cette rencontre."))
    elif request.POST.get("verdict") == "meme":
        actions.group([first, second], by=request.user)
        messages.success(request, _("Elles sont ensemble, chacune garde ses mots."))
    else:
        actions.set_apart(first, second, by=request.user)
        messages.success(request, _("C'est noté : ce sont deux choses."))
    return redirect("meetings:alike", row.pk)
