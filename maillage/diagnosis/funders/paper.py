"""A funder's report on paper: the same sentences and numbers as the page."""

from pathlib import Path

from django.conf import settings
from django.utils import timezone

from maillage.diagnosis.funders import wording
from maillage.diagnosis.funders.quarters import Quarter
from maillage.diagnosis.funders.queries import Shown
from maillage.diagnosis.reporting.paper import as_rows
from maillage.places.paper.typesetting import pdf

SHEET = Path(__file__).parent / "templates" / "funders.typ"


def as_pdf(quarters: list[Quarter], shown: list[Shown]) -> bytes:
    tables = [one.table for one in shown]
    data = {
        "title": str(wording.TITLE), "territory": str(settings.MAILLAGE_TERRITORY), "when": wording.period(quarters),
        "summary": wording.summary(tables, shown[0].smallest), "tables": [_table(one) for one in shown],
    }  # fmt: skip
    return pdf(str(SHEET), data, at=timezone.localtime())


def _table(one: Shown) -> dict:
    asked = one.table.asked
    return {
        "title": asked.title, "chart": as_rows(one.chart) | {"title": ""}, "rows": [[*row] for row in one.rows],
        "notes": [asked.formula, asked.source, asked.limits],
    }  # fmt: skip
