"""The paper: shown once written, printed, printed again, renewed."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from maillage.network.rules import require
from maillage.referrals import actions, journal
from maillage.referrals.writing import paper as printing
from maillage.referrals.writing.views.common import note, with_sheet

FORMATS = ("a6", "a4")


@never_cache
@require_safe
@with_sheet("papier", author=True)
def paper(request, sheet):
    referral = sheet.referral
    context = {
        "sheet": sheet, "referral": referral, "printed": printing.printed(referral),
        "reachable": bool(referral.phone or referral.email),
    }  # fmt: skip
    return render(request, "referrals/writing/paper.html", context)


@never_cache
@require_safe
@with_sheet(author=True)
def pdf(request, sheet):
    known = printing.printed(sheet.referral)
    require(known is not None)
    note(request, sheet, journal.What.PRINT, "papier")
    format = request.GET.get("format", "")
    content = printing.pdf(
        sheet.referral, address=request.build_absolute_uri(known.path), format=format if format in FORMATS else "a6"
    )
    named = {"Content-Disposition": f'inline; filename="fiche-{sheet.referral.code}.pdf"'}
    return HttpResponse(content, "application/pdf", headers=named)


@require_POST
@with_sheet(author=True)
def renew(request, sheet):
    require(bool(sheet.referral.paper))
    actions.renew(sheet.referral, sheet.doer(request.user))
    messages.success(request, _("Le papier est refait : l'ancien n'ouvre plus rien. Imprimez celui-ci."))
    return redirect("writing:paper", sheet.referral.pk)
