from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import condition, require_safe

from maillage.core.access import public
from maillage.opendata import exports, queries, schema_page
from maillage.opendata.api import OPEN_TO_ALL
from maillage.opendata.exports import MEDIA_TYPES, Format
from maillage.opendata.schema import FOLDER

SHOWN = 50  # names of what stayed out; the whole list is a file


@public
@require_safe
def downloads(request):
    left_out = exports.left_out()
    context = {
        "left_out": left_out[:SHOWN],
        "left_out_total": len(left_out),
        "licence": settings.MAILLAGE_LICENCE,
        "sources": queries.sources(),
        **queries.summary(),
    }
    return render(request, "opendata/downloads.html", context)


def _state(request, kind: str = "hors-export") -> str:
    """The file changes with the places, and with nothing else."""
    return f'"{kind}-{queries.revision()}"'


@public
@require_safe
@condition(etag_func=_state)
def download(request, kind: str):
    if kind not in Format:
        raise Http404
    chosen = Format(kind)
    name = exports.file_name(chosen, timezone.localdate())
    return StreamingHttpResponse(
        exports.stream(chosen),
        headers={
            "Content-Type": MEDIA_TYPES[chosen],
            "Content-Disposition": f'attachment; filename="{name}"',
            **OPEN_TO_ALL,
        },
    )


@public
@require_safe
@condition(etag_func=_state)
def left_out(request):
    content = exports.left_out_file(exports.left_out())
    headers = {"Content-Disposition": 'attachment; filename="lieux-hors-export.csv"', **OPEN_TO_ALL}
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers=headers)


@public
@require_safe
def schema(request):
    return render(request, "opendata/schema.html", {"schemas": schema_page.pages()})


@public
@require_safe
def schema_file(request, name: str):
    if name not in schema_page.FILES:
        raise Http404
    file = (FOLDER / schema_page.FILES[name]).open("rb")
    return FileResponse(file, content_type="application/json", headers=OPEN_TO_ALL)
