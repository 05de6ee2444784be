"""What these pages share: a sheet one may read, with its line in the log."""

from functools import wraps

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from maillage.network.rules import acting, require
from maillage.referrals import journal
from maillage.referrals.writing.following import Seen, seen, the_sheet

READ_OR_SEND = require_http_methods(["GET", "HEAD", "POST"])


def with_sheet(why: str = "", *, author: bool = False):
    """The view receives the sheet as this member may read it; `why` names the page in the log of accesses.

    `author`: only for the structure that wrote it.
    """

    def decorate(view):
        @wraps(view)
        def guarded(request: HttpRequest, pk, *args, **kwargs) -> HttpResponse:
            referral = the_sheet(pk)
            require(referral is not None)
            sheet = seen(acting(request), referral)
            require(sheet is not None and (sheet.sends or not author))
            if why and request.method in ("GET", "HEAD"):
                note(request, sheet, journal.What.READ, why)
            return view(request, sheet, *args, **kwargs)

        return guarded

    return decorate


def note(request: HttpRequest, sheet: Seen, what: journal.What, why: str) -> None:
    doer = sheet.doer(request.user)
    journal.note(what, sheet.referral, who=doer.who, user=doer.user, organisation=doer.organisation, why=why)


def somebody_was_quicker(request: HttpRequest, sheet: Seen) -> HttpResponse:
    messages.warning(request, _("La fiche a changé entre-temps : voici où elle en est."))
    return redirect("writing:sheet", sheet.referral.pk)
