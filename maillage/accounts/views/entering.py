"""The door: an e-mail, then the code or the link of the mail; or a name and a code on paper."""

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.conf import settings
from django.contrib.auth import logout as end_session
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from maillage.accounts import actions, queries, trying
from maillage.accounts.forms import CodeForm, EmailForm, PaperForm
from maillage.core.access import public
from maillage.core.limits import address_of

ASKED = "entering"  # what was asked for, in the session: {"link", "email", "then", "tries"}
LEAVE_THROUGH = "leave_through"  # the identity provider one came by: {"name", "address"}


def page(view):
    """Read, sent, and kept by no cache: it may name somebody."""
    return never_cache(require_http_methods(["GET", "HEAD", "POST"])(view))


def posted(request: HttpRequest):
    """What a form is filled with: nothing before it was sent, even when it was sent empty."""
    return request.POST if request.method == "POST" else None


def wanted(request: HttpRequest) -> str:
    """The page one came for: ours, or none."""
    path = request.POST.get("next") or request.GET.get("next") or ""
    ours = path.startswith("/") and len(path) <= 500 and path.isprintable()
    return path if ours and url_has_allowed_host_and_scheme(path, allowed_hosts=None) else ""


def enter(request: HttpRequest, user, *, method: str, then: str = "") -> HttpResponse:
    """Through the door: the second factor when there is one, then a session with a new key."""
    record_authentication(request, user, method=method)
    return perform_login(request, Login(user=user, email=user.email, redirect_url=then or None))


def too_many(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/too_many.html", status=429)


@public
@page
def door(request):
    if request.user.is_authenticated:
        return redirect(wanted(request) or settings.LOGIN_REDIRECT_URL)
    form = EmailForm(posted(request))
    if form.is_valid():
        return _send(request, form.cleaned_data["courriel"])
    provider = settings.MAILLAGE_OIDC_NAME if settings.MAILLAGE_OIDC_ISSUER and settings.MAILLAGE_OIDC_CLIENT else ""
    context = {"form": form, "then": wanted(request), "provider_name": provider}
    return render(request, "accounts/door.html", context)


def _send(request, email: str) -> HttpResponse:
    """The same answer whether somebody bears this address or not."""
    if not trying.spend("mails from", address_of(request), most=trying.MAILS_FROM_ONE_ADDRESS):
        return too_many(request)
    link = actions.ask_for_mail(email, then=wanted(request))
    request.session[ASKED] = {"link": link and link.pk, "email": email, "then": wanted(request), "tries": 0}
    return redirect("accounts:code")


@public
@page
def code(request):
    asked = request.session.get(ASKED)
    if request.user.is_authenticated or not asked:
        return redirect(settings.LOGIN_URL)
    form = CodeForm(posted(request))
    if form.is_valid():
        try:
            return _try(request, asked, form.cleaned_data["code"])
        except trying.TooMany:
            return too_many(request)
        except actions.WrongCode:
            form.add_error("code", _said(asked))
    spent = asked["tries"] >= actions.CODE_TRIES
    return render(request, "accounts/code.html", {"form": form, "email": asked["email"], "spent": spent})


def _try(request, asked: dict, typed: str) -> HttpResponse:
    first = asked["tries"] == 0
    asked["tries"] += 1
    request.session[ASKED] = asked
    link = actions.use_code(asked["link"], typed, email=asked["email"], address=address_of(request), first=first)
    del request.session[ASKED]
    return enter(request, link.user, method="code", then=link.then)


def _said(asked: dict) -> str:
    if asked["tries"] >= actions.CODE_TRIES:
        return _("Ce code ne sert plus : trois essais, ou quinze minutes passées. Demandez un autre message.")
    return _("Ce n'est pas ce code. Regardez le dernier message reçu.")


@public
@page
def link(request, token):
    """GET shows a button, as often as one likes; only the button opens. Mail scanners follow links."""
    if request.method != "POST":
        found = queries.link_of(token)
        return render(request, "accounts/link.html", {"found": found}, status=200 if found else 410)
    used = actions.use_link(token)
    if used is None:
        return render(request, "accounts/link.html", {"found": None}, status=410)
    if request.user.is_authenticated and request.user.pk != used.user_id:
        end_session(request)
    request.session.pop(ASKED, None)
    return enter(request, used.user, method="code", then=used.then)


@public
@page
def paper(request):
    if request.user.is_authenticated:
        return redirect(settings.LOGIN_REDIRECT_URL)
    form = PaperForm(posted(request))
    if form.is_valid():
        told = form.cleaned_data
        try:
            user = actions.use_paper_code(told["nom"], told["code"], address=address_of(request))
            return enter(request, user, method="paper", then=wanted(request))
        except trying.TooMany:
            return too_many(request)
        except actions.WrongCode:
            form.add_error("code", _("Ce nom et ce code ne vont pas ensemble, ou le code n'est plus valable."))
    return render(request, "accounts/paper.html", {"form": form, "then": wanted(request)})


@require_POST
def leave(request):
    through = request.session.get(LEAVE_THROUGH)
    end_session(request)
    if through and not wanted(request):
        return render(request, "accounts/left.html", {"through": through})
    return redirect(wanted(request) or "website:home")
