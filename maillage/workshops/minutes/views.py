"""The minutes: a page, a PDF to hand out, a document to correct."""

from pathlib import Path

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from maillage.core import answers
from maillage.network import rules
from maillage.network.rules import allowed
from maillage.places.paper.typesetting import pdf
from maillage.workshops.leading.scope import the_meeting
from maillage.workshops.minutes import queries, wording
from maillage.workshops.minutes.document import odt

SHEET = Path(__file__).parent / "templates" / "minutes.typ"
ODT = "application/vnd.oasis.opendocument.text"


@require_safe
@allowed(rules.is_member)
def minutes(request, pk):
    found = queries.minutes(the_meeting(pk))
    context = {"minutes": found, "meeting": found.meeting, "told": wording.told(found)}
    return render(request, "workshops/minutes.html", context)


@require_safe
@allowed(rules.is_member)
def as_pdf(request, pk):
    row = the_meeting(pk)
    document = pdf(str(SHEET), wording.typed(wording.told(queries.minutes(row))), at=timezone.localtime())
    return answers.download(document, f"compte-rendu-{row.series.slug}-{row.edition}.pdf", "application/pdf")


@require_safe
@allowed(rules.is_member)
def as_odt(request, pk):
    row = the_meeting(pk)
    return answers.download(
        odt(wording.told(queries.minutes(row))), f"compte-rendu-{row.series.slug}-{row.edition}.odt", ODT
    )
