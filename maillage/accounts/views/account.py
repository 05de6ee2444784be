"""One's own account: what others see of me, how I am protected."""

import time

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret, validate_totp_code
from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from maillage.accounts import actions, passkeys, protecting, queries
from maillage.accounts.forms import ProfileForm, SecondFactorForm
from maillage.accounts.views.entering import page, posted, wanted

FRESH = 30 * 60  # seconds: protecting an account asks for a login not older than that
SECRET = "maillage.totp-secret"


@page
def account(request):
    user = request.user
    told = {"nom": user.name, "telephone": user.telephone, "accord": user.consented_on is not None}
    form = ProfileForm(posted(request), initial=told)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.introduce(user, name=given["nom"], telephone=given["telephone"], consents=given["accord"])
        messages.success(request, _("C'est enregistré."))
        return redirect("accounts:account")
    return render(request, "accounts/account.html", {"form": form, "factors": queries.second_factors(user)})


def entered_lately(request) -> bool:
    """An unattended screen must not be enough to change how an account is protected."""
    records = get_authentication_records(request, request.user)
    return any(time.time() - record["at"] < FRESH for record in records)


def fresh_login_required(view):
    def checked(request, *args, **kwargs):
        if entered_lately(request):
            return view(request, *args, **kwargs)
        return redirect(f"{reverse('accounts:again')}?{urlencode({'next': reverse('accounts:account')})}")

    return checked


@require_safe
def again(request):
    """Out, then in again, then back to what one wanted to do."""
    then = f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': wanted(request)})}"
    return render(request, "accounts/enter_again.html", {"then": then})


@page
@fresh_login_required
def application(request):
    """One-time digits by an application. The secret travels signed in the form: showing it writes nothing."""
    secret = _secret(request) or generate_totp_secret()
    form = SecondFactorForm(posted(request))
    if request.method == "POST" and form.is_valid():
        if validate_totp_code(secret, form.cleaned_data["code"]):
            codes = protecting.add_application(request, secret)
            return _protected(request, codes)
        form.add_error("code", _("Ce n'est pas le code affiché maintenant par l'application."))
    return render(request, "accounts/application.html", {"form": form, **protecting.shown(request.user, secret)})


def _secret(request) -> str:
    try:
        kept = signing.loads(request.POST.get("secret", ""), salt=f"{SECRET}.{request.user.pk}", max_age=3600)
    except signing.BadSignature:
        return ""
    return kept["secret"]


def _protected(request, codes: list[str]):
    """The recovery codes, shown on this answer only."""
    return render(request, "accounts/recovery_codes.html", {"codes": codes})


@page
@fresh_login_required
def passkey(request):
    refused = False
    if request.method == "POST":
        try:
            return _protected(request, protecting.add_passkey(request, passkeys.accept(request, request.user)))
        except passkeys.Refused:
            refused = True
    return render(request, "accounts/passkey.html", {"refused": refused}, status=400 if refused else 200)


@require_POST
@fresh_login_required
def question(request):
    return JsonResponse(passkeys.question_for_new(request.user))


@require_POST
@fresh_login_required
def remove(request, pk):
    found = get_object_or_404(Authenticator, pk=pk, user=request.user, type__in=queries.SECOND_FACTORS)
    protecting.remove(request, found)
    messages.success(request, _("Ce moyen d'entrer est retiré."))
    return redirect("accounts:account")


@require_POST
@fresh_login_required
def recovery_codes(request):
    """New ones; the former stop."""
    if not queries.has_second_factor(request.user):
        return redirect("accounts:account")
    return _protected(request, protecting.new_recovery_codes(request))
