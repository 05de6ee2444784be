"""The report on paper: the same sentences and numbers as the page."""

from pathlib import Path

from django.conf import settings
from django.utils import timezone

from maillage.core import speaking
from maillage.diagnosis.indicators import INDICATORS
from maillage.diagnosis.models import Gap
from maillage.diagnosis.reporting.charts import Chart
from maillage.diagnosis.reporting.queries import Moment, Report
from maillage.places.paper.typesetting import pdf

SHEET = Path(__file__).parent / "templates" / "report.typ"
MOST = 40


def as_pdf(report: Report, title: str) -> bytes:
    return pdf(str(SHEET), _data(report, title), at=timezone.localtime())


def _data(report: Report, title: str) -> dict:
    return {
        "title": title, "territory": str(settings.MAILLAGE_TERRITORY), "when": _when(report.now),
        "since": _when(report.before) if report.before else "", "summary": report.summary,
        "stages": as_rows(report.stage_chart), "cells": as_rows(report.cell_chart),
        "changes": [{"title": one.title, "rows": one.rows[:MOST]} for one in report.changes],
        "gaps": [_gap(one) for one in report.gaps],
        "promises": [[str(one.organisation or ""), one.text, _day(one.due)] for one in report.promises],
        "lines": [[str(one.indicator.words), one.before, one.now] for one in report.lines],
        "limits": [[str(told) for told in (one.words, one.formula, one.limits)] for one in INDICATORS],
    }  # fmt: skip


def _gap(gap: Gap) -> list[str]:
    return [gap.title, str(gap.zone or "Toute la ville"), str(gap.owner or "personne encore")]


def as_rows(chart: Chart) -> dict:
    """Bars in hundredths of the longest one."""
    rows = [{"label": one.label, "part": one.part, "told": one.told} for one in chart.bars]
    return {"title": chart.title, "rows": rows}


def _when(moment: Moment) -> str:
    return f"{moment.nom} ({speaking.said(timezone.localdate(moment.at), 'date')})"


def _day(day) -> str:
    return speaking.said(day, "date") if day else ""
