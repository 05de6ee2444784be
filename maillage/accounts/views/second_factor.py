"""The second step of a login: a passkey, the digits of an application, or a recovery code."""

import time

from allauth.account.internal.flows.login import resume_login
from allauth.account.internal.stagekit import LOGIN_SESSION_KEY
from allauth.account.models import Login
from allauth.account.stages import LoginStageController
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from django.conf import settings
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from maillage.accounts import passkeys, trying
from maillage.accounts.forms import SecondFactorForm
from maillage.accounts.views.entering import page, too_many, wanted
from maillage.core.access import public

PATIENCE = 15 * 60  # seconds between the two steps


def pending(request) -> Login | None:
    """Who stands between the two steps; read without changing the session."""
    data = request.session.get(LOGIN_SESSION_KEY)
    if request.user.is_authenticated or not data:
        return None
    login = Login.deserialize(data)
    waits = LoginStageController(request, login).state.get("current") == AuthenticateStage.key
    young = time.time() - login.initiated_at < PATIENCE
    return login if waits and young and login.user and login.user.is_active else None


@public
@page
def second_factor(request):
    login = pending(request)
    if login is None:
        return redirect(settings.LOGIN_URL)
    form = SecondFactorForm(request.POST if "code" in request.POST else None)
    if request.method == "POST":
        if not trying.spend("second factor", str(login.user.pk)):
            return too_many(request)
        if _opens(request, login, form):
            trying.give_back("second factor", str(login.user.pk))
            return _resume(request, login)
    return render(request, "accounts/second_factor.html", {"form": form, "kinds": _kinds(login.user)})


def _kinds(user) -> set[str]:
    return set(Authenticator.objects.filter(user=user).values_list("type", flat=True))


def _opens(request, login, form) -> bool:
    if "credential" in request.POST:
        try:
            passkeys.confirm(request, login.user)
            return True
        except passkeys.Refused:
            form.passkey_refused = True
            return False
    if not form.is_valid():
        return False
    checked = AuthenticateForm(user=login.user, data={"code": form.cleaned_data["code"]})
    if checked.is_valid():
        checked.save()
        return True
    form.add_error("code", _("Ce n'est pas ce code. Chaque code ne sert qu'une fois."))
    return False


def _resume(request, login):
    LoginStageController(request, login).set_handled(AuthenticateStage.key)
    return resume_login(request, login)


@public
@require_POST
def question(request):
    """What the authenticator signs: for the account half-way in, or for whoever holds a passkey."""
    login = pending(request)
    return JsonResponse(passkeys.question(login.user if login else None))


@public
@require_POST
def passkey(request):
    try:
        return passkeys.enter(request, then=wanted(request))
    except passkeys.Refused:
        return render(request, "accounts/passkey_refused.html", status=400)
