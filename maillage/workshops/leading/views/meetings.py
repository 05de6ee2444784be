"""Meetings: the list, one of them, its preparation."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from maillage.network import rules
from maillage.network.rules import acting, allowed
from maillage.workshops import actions, queries, seating
from maillage.workshops.inviting import queries as inviting
from maillage.workshops.inviting.occasion import occasion
from maillage.workshops.leading import scope
from maillage.workshops.leading.forms import (
    AttendanceForm,
    BlockForm,
    DateForm,
    MeetingForm,
    SeriesForm,
    TableForm,
)
from maillage.workshops.leading.views.common import READ_OR_SEND, page, sent
from maillage.workshops.models import Meeting, Series

STATED = {
    "people": gettext_lazy("participants"), "from_organisations": gettext_lazy("personnes venues de structures"),
    "organisations": gettext_lazy("structures"), "city": gettext_lazy("personnes de la Ville"),
}  # fmt: skip


@require_safe
@allowed(rules.is_member)
def meetings(request):
    rows = list(queries.coming_first()[:100])
    context = {"meetings": rows, "prepares": rules.coordinates(acting(request))}
    return render(request, "workshops/leading/meetings.html", context)


@READ_OR_SEND
@allowed(rules.coordinates)
def create(request):
    """The first meeting of a new series."""
    form = SeriesForm(sent(request))
    if not form.is_valid():
        return page(
            request, "workshops/leading/form.html", {"form": form, "title": _("Une nouvelle série"), "save": _("Créer")}
        )
    with transaction.atomic():
        told = form.cleaned_data
        series = _series(told["nom"])
        row = actions.create_meeting(series, told["day"], by=request.user)
    messages.success(request, _("C'est créé : dites maintenant où et pour quoi faire."))
    return redirect("meetings:change", row.pk)


def _series(nom: str) -> Series:
    slug = slugify(nom)[:80] or "rencontres"
    found = Series.objects.filter(slug=slug).first()
    return found or Series.objects.create(slug=slug, nom=nom)


@READ_OR_SEND
def next_edition(request, pk):
    before = scope.a_meeting_to_prepare(acting(request), pk)
    form = DateForm(sent(request))
    if not form.is_valid():
        title = _("L'édition qui suit le n° %(n)s") % {"n": before.edition}
        context = {"form": form, "title": title, "save": _("Créer cette édition"), "meeting": before, "carries": True}
        return page(request, "workshops/leading/form.html", context)
    row = actions.next_edition(before, form.cleaned_data["day"], by=request.user)
    messages.success(request, _("L'édition n° %(n)s est prête à préparer.") % {"n": row.edition})
    return redirect(row)


@require_safe
@allowed(rules.is_member)
def meeting(request, pk):
    row, actor = scope.the_meeting(pk), acting(request)
    came = list(row.attendances.select_related("organisation"))
    counts = queries.attendance(came)
    blocks = list(row.blocks.all())
    boards = row.boards.select_related("table__facilitator").order_by("table__number", "pk")
    context = {
        "meeting": row, "blocks": blocks, "attendances": came, "counts": counts, **_expected(row, blocks, actor),
        "differs": [(STATED[name], said, found) for name, said, found in counts.differs(row)],
        "boards": boards, "sizes": queries.sizes(row), "grid": queries.actions_by_category(row),
        "back": queries.coming_back(row), "before": queries.previous(row),
        "promised": queries.register().filter(meeting=row), "prepares": rules.coordinates(actor),
    }  # fmt: skip
    return render(request, "workshops/leading/meeting.html", context)


def _expected(row: Meeting, blocks: list, actor: rules.Actor) -> dict:
    """Who said that they come; what a manager still has to answer."""
    rows, invites = inviting.invited(row), inviting.invites(row)
    mine = [one for one in rows if one.organisation_id in actor.manages] if invites else []
    return {
        "invitations": rows, "answers": inviting.answers(rows), "invites": invites, "mine": mine,
        "unaware": inviting.unaware(rows, occasion(row, blocks)) if invites else [],
    }  # fmt: skip


@READ_OR_SEND
def change(request, pk):
    row = scope.a_meeting_to_prepare(acting(request), pk)
    form = MeetingForm(sent(request), instance=row)
    if not form.is_valid():
        context = {"form": form, "title": _("La rencontre"), "save": _("Enregistrer"), "meeting": scope.the_meeting(pk)}
        return page(request, "workshops/leading/form.html", context)
    actions.change_meeting(row, by=request.user, **form.cleaned_data)
    messages.success(request, _("C'est enregistré."))
    return redirect(row)


@require_POST
def close(request, pk):
    row = scope.a_meeting_to_prepare(acting(request), pk)
    if request.POST.get("rouvrir"):
        actions.reopen_meeting(row, by=request.user)
        messages.success(request, _("La rencontre est rouverte : les codes des tableaux marchent de nouveau."))
    else:
        actions.close_meeting(row, by=request.user)
        messages.success(request, _("La rencontre est close : les téléphones n'écrivent plus."))
    return redirect(row)


@READ_OR_SEND
def agenda(request, pk):
    """All the blocks; one is changed or added at the foot."""
    row = scope.a_meeting_to_prepare(acting(request), pk)
    asked = scope.a_number(request.POST.get("bloc", "") or request.GET.get("bloc", ""))
    block = get_object_or_404(row.blocks, pk=asked) if asked else None
    if request.method == "POST" and block and request.POST.get("retirer"):
        actions.drop_block(block, by=request.user)
        return redirect("meetings:agenda", row.pk)
    form = BlockForm(sent(request), block=block)
    if not form.is_valid():
        return page(
            request,
            "workshops/leading/agenda.html",
            {"meeting": row, "form": form, "part": block, "parts": row.blocks.all()},
        )
    actions.put_block(row, by=request.user, block=block, **form.cleaned_data)
    messages.success(request, _("L'ordre du jour est à jour."))
    return redirect("meetings:agenda", row.pk)


@READ_OR_SEND
def attendance(request, pk):
    """Who came, by organisation: said again, it replaces."""
    row = scope.a_meeting_to_prepare(acting(request), pk)
    if request.method == "POST" and request.POST.get("retirer"):
        found = get_object_or_404(row.attendances, pk=scope.a_number(request.POST["retirer"]))
        actions.not_attending(found, by=request.user)
        return redirect("meetings:attendance", row.pk)
    form = AttendanceForm(sent(request))
    if not form.is_valid():
        return page(request, "workshops/leading/attendance.html", {"meeting": row, "form": form, **_noted(row)})
    actions.attend(row, by=request.user, **form.cleaned_data)
    messages.success(request, _("C'est noté."))
    return redirect("meetings:attendance", row.pk)


def _noted(row: Meeting) -> dict:
    """Who came, beside what they had announced; who answered and is not noted yet."""
    came, rows = list(row.attendances.select_related("organisation")), inviting.invited(row)
    announced = {one.organisation_id: one.people for one in rows}
    for one in came:
        one.announced = announced.get(one.organisation_id, 0)
    return {
        "attendances": came, "counts": queries.attendance(came), "invitations": rows, "answers": inviting.answers(rows),
        "expected": inviting.expected(rows, came, row),
    }  # fmt: skip


@READ_OR_SEND
def tables(request, pk):
    """A proposal that mixes organisations and families; nothing is written before the button."""
    row = scope.a_meeting_to_prepare(acting(request), pk)
    who, names, announced = _to_be_seated(row)
    people = sum(one.people for one in who)
    asked = scope.a_number(request.POST.get("tables", "") or request.GET.get("tables", ""))
    count = min(asked or row.tables.count() or seating.how_many_tables(people), seating.MOST_TABLES)
    proposal = seating.propose(who, max(count, row.tables.count()))
    if request.method == "POST":
        actions.seat(row, proposal, by=request.user)
        messages.success(request, _("Les tables sont composées."))
        return redirect("meetings:tables", row.pk)
    context = {
        "meeting": row, "people": people, "announced": announced, "count": len(proposal), "sizes": queries.sizes(row),
        "proposal": [_said(table, names) for table in proposal],
    }  # fmt: skip
    return render(request, "workshops/leading/tables.html", context)


def _to_be_seated(row: Meeting) -> tuple[list[seating.Guests], dict[int, str], bool]:
    """Who came; as long as nobody is noted, who said that they come."""
    came = list(row.attendances.select_related("organisation"))
    found = queries.guests(came)
    rows = [] if found else inviting.invited(row)
    names = {one.organisation_id: one.organisation.nom for one in [*came, *rows]}
    return found or inviting.guests(rows), names, not found


def _said(table, names) -> dict:
    people = sorted((names[pk], count) for pk, count in table.items())
    return {"people": people, "count": table.total(), "outside": seating.outside(table.total())}


@READ_OR_SEND
def table(request, pk, number):
    """Who facilitates, who follows."""
    row = scope.a_meeting_to_prepare(acting(request), pk)
    found = get_object_or_404(row.tables, number=min(number, 32_000))
    form = TableForm(sent(request), instance=found)
    if not form.is_valid():
        context = {"form": form, "title": str(found), "save": _("Enregistrer"), "meeting": row}
        return page(request, "workshops/leading/form.html", context)
    actions.put_table(row, found.number, by=request.user, **form.cleaned_data)
    messages.success(request, _("C'est enregistré."))
    return redirect("meetings:tables", row.pk)


@require_safe
@allowed(rules.is_member)
def since(request, pk):
    """What was asked at the last edition, and where it stands."""
    row = scope.the_meeting(pk)
    before = queries.previous(row)
    asked = queries.since_last(before, row) if before else []
    context = {"meeting": row, "before": before, "asked": asked, "back": queries.coming_back(row)}
    context |= {
        "counts": [(words, sum(one.status == words for one in asked)) for words in ("ouvert", "suivi", "réglé")]
    }
    return render(request, "workshops/leading/since.html", context)
