"""The coordinator's numbers: a page and a file that say the same."""

import csv

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from maillage.core.cells import neutralise
from maillage.network import rules
from maillage.network.rules import allowed
from maillage.referrals.counting import presenting, queries


@require_safe
@allowed(rules.counts_referrals)
def figures(request):
    today = timezone.localdate()
    found = queries.the_year(today)
    context = {
        "total": list(zip(presenting.HEADERS, presenting.cells(found.total), strict=True)),
        "headers": presenting.HEADERS,
        "tables": presenting.tables(found),
        "refusals": presenting.refused(queries.refusals(today)),
        "smallest": settings.MAILLAGE_SMALLEST_COUNT,
        "since": queries.first_month(today),
    }
    return render(request, "referrals/counting/figures.html", context)


@require_safe
@allowed(rules.counts_referrals)
def export(request):
    """Hidden on the page, hidden in the file."""
    today = timezone.localdate()
    found = queries.the_year(today)
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="fiches-de-liaison-{today:%Y-%m}.csv"'
    rows = csv.writer(response, delimiter=";")
    rows.writerow([_("Tableau"), _("Ligne"), *presenting.HEADERS])
    rows.writerow([_("Tout"), "", *presenting.cells(found.total)])
    for table in presenting.tables(found):
        rows.writerows([table.title, neutralise(row.label), *row.cells] for row in table.rows)
    for table in presenting.refused(queries.refusals(today)):
        rows.writerows([f"{_('Refus')} : {table.title}", neutralise(row.label), *row.cells] for row in table.rows)
    return response
