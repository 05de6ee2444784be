"""There and back. A link leads there (a form would be stopped at the provider's door by our form-action policy); what
this browser must remember is in a signed cookie, so that neither GET writes anything."""

from django.conf import settings
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_safe

from maillage.accounts.views.entering import LEAVE_THROUGH, enter, page, wanted
from maillage.core.access import public
from maillage.network.oidc import linking, provider

COOKIE, SALT, MINUTES = "maillage_journey", "maillage.oidc", 15


def switched_on(view):
    def checked(request):
        if not provider.enabled():
            raise Http404
        return view(request)

    return checked


def back() -> str:
    """As declared to the provider: it refuses any other."""
    return settings.MAILLAGE_URL + reverse("oidc:back")


@public
@require_safe
@switched_on
def start(request):
    journey = provider.new_journey()
    try:
        response = redirect(provider.address_to_ask(journey, back()))
    except provider.Refused:
        return _refused(request, status=502)
    kept = signing.dumps({**journey, "then": wanted(request)}, salt=SALT)
    secure = {"httponly": True, "secure": settings.HTTPS, "samesite": "Lax"}
    response.set_cookie(COOKIE, kept, max_age=MINUTES * 60, path=reverse("oidc:back"), **secure)
    return response


@public
@page
@switched_on
def come_back(request):
    """The provider sends the browser here by a GET, which like any other changes nothing: a button goes on."""
    given = request.POST if request.method == "POST" else request.GET
    journey = _journey(request)
    if not journey or not constant_time_compare(given.get("state", ""), journey["state"]) or not given.get("code"):
        return _refused(request)
    if request.method != "POST":
        return _page(request, "accounts/provider_back.html", code=given["code"], state=given["state"])
    try:
        person, id_token = provider.identity(given["code"], journey, back())
        response = _enter(request, linking.member_of(person), id_token, journey["then"])
    except provider.Refused:
        response = _refused(request)
    response.delete_cookie(COOKIE, path=reverse("oidc:back"))
    return response


def _journey(request: HttpRequest) -> dict | None:
    try:
        return signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=MINUTES * 60)
    except signing.BadSignature:
        return None


def _enter(request: HttpRequest, user, id_token: str, then: str) -> HttpResponse:
    if user is None:
        return _page(request, "accounts/provider_unknown.html", status=403)
    address = provider.address_to_leave(id_token, settings.MAILLAGE_URL + "/")
    if address:
        request.session[LEAVE_THROUGH] = {"name": settings.MAILLAGE_OIDC_NAME, "address": address}
    return enter(request, user, method="oidc", then=then)


def _refused(request: HttpRequest, status: int = 400) -> HttpResponse:
    return _page(request, "accounts/provider_refused.html", status=status)


def _page(request: HttpRequest, template: str, *, status: int = 200, **known) -> HttpResponse:
    return render(request, template, {"name": settings.MAILLAGE_OIDC_NAME, **known}, status=status)
