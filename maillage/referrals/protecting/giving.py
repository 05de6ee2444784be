"""The file a person leaves with: JSON for machines, a page for eyes."""

import json
from datetime import date, datetime

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone

from maillage.core import speaking

JSON, HTML = "json", "html"
KINDS = {HTML: "text/html; charset=utf-8", JSON: "application/json"}


def given(request: HttpRequest, told: dict, kind: str) -> HttpResponse:
    """To keep, not to show: no page of ours, nothing in a cache."""
    body = as_json(told) if kind == JSON else as_page(told)
    response = HttpResponse(body, content_type=KINDS[kind])
    response["Content-Disposition"] = f'attachment; filename="mes-donnees.{kind}"'
    response["Cache-Control"] = "no-store"
    return response


def as_json(told: dict) -> str:
    return json.dumps(told, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)


def as_page(told: dict) -> str:
    parts = [(title, [_lines(row) for row in rows]) for title, rows in told.items() if isinstance(rows, list)]
    head = {title: value for title, value in told.items() if not isinstance(value, list)}
    return render_to_string("referrals/protecting/export.html", {"parts": parts, "head": head})


def _lines(row: dict) -> list[tuple[str, str]]:
    return [(name.capitalize(), _words(value)) for name, value in row.items() if value not in (None, "", [], {})]


def _words(value) -> str:
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, datetime):
        moment = timezone.localtime(value)
        return f"{speaking.said(moment.date(), 'date')}, {moment:%H:%M}"
    if isinstance(value, date):
        return speaking.said(value, "date")
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, dict):
        return ", ".join(f"{name} : {one}" for name, one in value.items())
    return str(value)
