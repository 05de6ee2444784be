from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from maillage.census.models import Batch, Upload
from maillage.census.origins.actions import AlreadyUndone, undo
from maillage.census.origins.jobs import AT_ONCE, UNDO, is_under_way
from maillage.census.uploading import actions, queries
from maillage.census.uploading.files import LIMITS
from maillage.census.uploading.forms import ColumnsForm, UploadForm
from maillage.census.uploading.looking import unknown
from maillage.census.uploading.making import make_recipe
from maillage.census.uploading.previews import SECTIONS
from maillage.census.uploading.repairing_list import as_csv
from maillage.core.jobs import enqueue
from maillage.network.rules import acting, allowed, coordinates, reads_everything
from maillage.places.models import Source
from maillage.places.telling import changes, name_of

State = Upload.State
PAGES = {
    State.READY: "census/uploading/preview.html",
    State.FAILED: "census/uploading/failed.html",
    State.DROPPED: "census/uploading/dropped.html",
}


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(reads_everything)
def imports(request):
    """Bring a file in; below, those under way and those done."""
    may = coordinates(acting(request))
    if request.method == "POST" and not may:
        raise PermissionDenied
    form = UploadForm(request.POST or None, request.FILES or None) if request.method == "POST" else UploadForm()
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        upload = actions.receive(
            data["file"], source=data["source"], date=data["date"], complete=data["complete"], by=request.user
        )
        return redirect("imports:upload", pk=upload.pk)
    context = {
        "form": form, "may": may, "limits": LIMITS, "under_way": queries.under_way(),
        "batches": queries.batches()[: queries.SHOWN], "sources": Source.objects.order_by("nom"),
    }  # fmt: skip
    return render(request, "census/uploading/imports.html", context, status=400 if form.errors else 200)


@require_safe
@allowed(coordinates)
def upload(request, pk):
    found = get_object_or_404(Upload.objects.select_related("by", "batch"), pk=pk)
    if found.state == State.APPLIED:
        return redirect("imports:batch", pk=found.batch_id) if found.batch_id else redirect("imports:list")
    if found.state in PAGES:
        return render(request, PAGES[found.state], _shown(request, found))
    return render(request, "census/uploading/progress.html", {"upload": found, "progress": queries.progress(found)})


def _shown(request: HttpRequest, upload: Upload) -> dict:
    """One part of the preview at a time; the first that holds something."""
    if upload.state != State.READY:
        return {"upload": upload}
    report = upload.report
    sections = report["sections"]
    asked = request.GET.get("voir", "")
    section = asked if asked in SECTIONS else next((one for one in SECTIONS if sections[one]), "created")
    pages = queries.pages(request.GET.get("page", ""), sections[section])
    return {
        "upload": upload, "report": report, "section": section, "pages": pages, "total": sections[section],
        "tabs": [(name, TITLES[name] % sections[name], sections[name]) for name in SECTIONS if sections[name]],
        "rows": queries.preview(upload, section, pages.number), "unknown": unknown(report["columns"]),
        "nothing": 0 < report["read"] == sections["rejected"],
        "writes": any(sections[name] for name in ("created", "updated", "proposed", "gone")),
    }  # fmt: skip


TITLES = {
    "created": ngettext_lazy("nouveau", "nouveaux"),
    "updated": ngettext_lazy("modifié", "modifiés"),
    "proposed": ngettext_lazy("à décider", "à décider"),
    "kept": ngettext_lazy("gardé", "gardés"),
    "gone": ngettext_lazy("disparu", "disparus"),
    "rejected": ngettext_lazy("rejeté", "rejetés"),
    "repair": ngettext_lazy("à réparer", "à réparer"),
}


def _step(verb, done: str):
    """A button of an upload: POST, coordinators only; who comes second is told so."""

    @require_POST
    @allowed(coordinates)
    def view(request, pk):
        found = get_object_or_404(Upload, pk=pk)
        try:
            verb(found, by=request.user)
        except actions.NotNow:
            messages.warning(request, _("Quelqu'un d'autre s'en est déjà occupé : voici où cela en est."))
        else:
            if done:
                messages.success(request, done)
        return redirect("imports:upload", pk=pk)

    return view


apply = _step(actions.apply, "")
restart = _step(actions.restart, "")
drop = _step(actions.drop, "")


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(coordinates)
def columns(request, pk):
    """What each column of the file means."""
    found = get_object_or_404(Upload, pk=pk)
    if found.state not in (State.READY, State.FAILED) or not found.report.get("columns"):
        return redirect("imports:upload", pk=pk)
    form = ColumnsForm(request.POST or None, columns=found.report["columns"], initial={"nom": found.source})
    if request.method == "POST" and form.is_valid():
        try:
            make_recipe(found, nom=form.cleaned_data["nom"], definition=form.definition(), by=request.user)
        except actions.NotNow:
            messages.warning(request, _("Quelqu'un d'autre s'en est déjà occupé : voici où cela en est."))
        return redirect("imports:upload", pk=pk)
    context = {"upload": found, "form": form}
    return render(request, "census/uploading/columns.html", context, status=400 if form.errors else 200)


@require_safe
@allowed(coordinates)
def repair(request, pk):
    found = get_object_or_404(Upload, pk=pk)
    return _csv(queries.to_repair(found), f"a-reparer-depot-{pk}.csv")


@require_safe
@allowed(reads_everything)
def batch_repair(request, pk):
    found = get_object_or_404(Batch, pk=pk)
    rows = found.issues.values("line", "column", "value", "reason", "rejects").order_by("-rejects", "line", "pk")
    return _csv(rows.iterator(chunk_size=2000), f"a-reparer-{pk}.csv")


def _csv(rows, name: str) -> HttpResponse:
    response = StreamingHttpResponse(as_csv(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
@allowed(reads_everything)
def batch(request, pk):
    """What an import did, what to do next, and how to take it back."""
    found = get_object_or_404(queries.batches(), pk=pk)
    total = queries.events(found).count()
    pages = queries.pages(request.GET.get("page", ""), total)
    shown = queries.events(found)[(pages.number - 1) * 25 : pages.number * 25]
    context = {
        "batch": found, "may": coordinates(acting(request)), "waiting": queries.waiting(found), "pages": pages,
        "total": total, "under_way": is_under_way(UNDO, batch=found.pk),
        "rejected": found.issues.count(), "undone": _undone(found),
        "events": [(event, changes(event.changes)) for event in shown],
    }  # fmt: skip
    return render(request, "census/uploading/batch.html", context)


def _undone(batch: Batch) -> dict | None:
    """What undoing did, and what stayed, in words."""
    event = queries.undoing(batch)
    if event is None:
        return None
    kept = [one | {"words": ", ".join(map(name_of, one["columns"]))} for one in event.told["kept"]]
    return event.told | {"kept": kept}


@require_POST
@allowed(coordinates)
def undo_batch(request, pk):
    found = get_object_or_404(Batch, pk=pk)
    if found.status == Batch.Status.APPLIED and queries.events(found).count() > AT_ONCE:
        _undo_later(found, request.user)
        return redirect("imports:batch", pk=pk)
    try:
        undo(found, by=request.user)
    except AlreadyUndone:
        messages.warning(request, _("Cet import était déjà annulé."))
    return redirect("imports:batch", pk=pk)


@transaction.atomic
def _undo_later(batch: Batch, user) -> None:
    if not is_under_way(UNDO, batch=batch.pk):
        enqueue(UNDO, batch=batch.pk, by=user.pk)
