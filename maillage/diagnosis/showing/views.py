"""The public face of the diagnosis: the matrix, and what stands behind each cell."""

from itertools import product

from django.http import Http404
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from maillage.core import answers
from maillage.core.access import public
from maillage.diagnosis.enums import Coverage, Source
from maillage.diagnosis.queries import Grid, published_grid, threshold
from maillage.diagnosis.showing import queries, wording
from maillage.diagnosis.showing.drawing import draw
from maillage.network.rules import acting, is_member
from maillage.places.enums import Service
from maillage.territory.models import Zone

SLUGS = {slugify(service): str(service) for service in Service.values}


@public
@require_safe
def matrix(request):
    """Theme × neighbourhood. `?zone=` keeps one neighbourhood or a sector's, `?etat=` one state of the cells."""
    zone, state = request.GET.get("zone", ""), request.GET.get("etat", "")
    found = published_grid(zones=queries.zones_asked(zone))
    context = {
        "rows": _rows(found, state), "grid": found, "zone": zone, "state": state, "states": Coverage.choices,
        "zones": Zone.objects.filter(kind__in=[Zone.Kind.SECTOR, Zone.Kind.NEIGHBOURHOOD]),
        "spaces": queries.spaces(found.areas), "heard": _said(queries.heard_everywhere()), "smallest": threshold(),
        "open_gaps": queries.open_gaps(),
        "since": wording.day(found.period.first), "until": wording.day(found.period.until),
    }  # fmt: skip
    return render(request, "diagnosis/showing/matrix.html", context)


def _rows(found: Grid, state: str) -> list[dict]:
    rows = []
    for service in found.services:
        told = [_told(service, area, found.cells[service, area.code], state) for area in found.areas]
        rows.append({"label": Service(service).label, "cells": told})
    return rows


def _told(service: str, area, cell, state: str) -> dict:
    return {
        "kind": wording.CLASSES[cell.coverage], "label": Coverage(cell.coverage).label, "offer": wording.offer(cell),
        "demand": wording.demand(cell), "slug": slugify(service), "area": area,
        "faded": bool(state) and cell.coverage != state,
    }  # fmt: skip


def _said(counts: list[tuple[str, int | None]]) -> list[tuple[str, str]]:
    return [(label, wording.counted(count, threshold())) for label, count in counts]


@public
@require_safe
def on_map(request):
    """One theme on the neighbourhoods, and the same as a list."""
    theme = request.GET.get("theme", "")
    service = SLUGS.get(theme, str(Service.DEMARCHES))
    found = published_grid()
    told = {area.code: _told(service, area, found.cells[service, area.code], "") for area in found.areas}
    drawing = draw(queries.outlines())
    context = {
        "service": Service(service), "theme": slugify(service),
        "themes": [(slug, Service(one).label) for slug, one in SLUGS.items()],
        "drawing": drawing, "shapes": [(one, told[one.code]) for one in drawing.shapes if one.code in told],
        "cells": told.values(),
    }  # fmt: skip
    return render(request, "diagnosis/showing/map.html", context)


@public
@require_safe
def publics(request):
    """Whom the network thinks of; what keeps them away, and what comes together."""
    context = {"publics": queries.publics(), "barriers": queries.barriers(), "contributors": queries.contributors(),
               "smallest": threshold(), "may_note": is_member(acting(request))}  # fmt: skip
    return render(request, "diagnosis/showing/publics.html", context)


@public
@require_safe
def cell(request, theme, zone):
    """Why we say so."""
    service = SLUGS.get(theme)
    found = queries.behind(service, zone, members=is_member(acting(request))) if service else None
    if found is None:
        raise Http404
    context = {
        "found": found, "label": Service(service).label, "state": Coverage(found.cell.coverage).label,
        "kind": wording.CLASSES[found.cell.coverage], "why": [wording.why(one) for one in found.cell.why],
        "offer": wording.offer(found.cell), "demand": _said(found.demand), "service": service,
        "may_note": is_member(acting(request)),
    }  # fmt: skip
    return render(request, "diagnosis/showing/cell.html", context)


COLUMNS = ["thème", "quartier", "état", "raisons", "lieux", "lieux à pied", "heures par semaine", *Source.labels]


@public
@require_safe
def export(request):
    """The same numbers as the page, one line a cell; a hidden count is said, never left blank."""
    found = published_grid(zones=queries.zones_asked(request.GET.get("zone", "")))
    both = product(found.services, found.areas)
    lines = [_line(service, area.nom, found.cells[service, area.code]) for service, area in both]
    return answers.table([COLUMNS, *lines], f"diagnostic-{found.period.until}.csv")


def _line(service: str, zone: str, cell) -> list[str]:
    counts = [cell.demand.get(source, 0) for source in Source.values]
    told = ["caché" if count is None else count for count in counts]
    reasons = ", ".join(wording.why(one) for one in cell.why)
    known = [service, zone, cell.coverage, reasons, len(cell.places), len(cell.near), round(cell.hours, 1)]
    return [str(one) for one in [*known, *told]]
