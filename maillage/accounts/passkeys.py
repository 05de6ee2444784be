"""Passkeys: the questions a browser's authenticator answers. A question is kept in the session, so asking is a POST."""

import json

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.webauthn.forms import AddWebAuthnForm, AuthenticateWebAuthnForm, LoginWebAuthnForm
from allauth.mfa.webauthn.internal import auth
from django.http import HttpRequest, HttpResponse

from maillage.accounts.models import User

LARGEST = 20_000  # characters of an answer


class Refused(Exception):
    """This passkey does not open this account."""


def question(user: User | None) -> dict:
    """For a user who is known already, or (None) for whoever holds a passkey of this site."""
    return _plain(auth.begin_authentication(user))


def question_for_new(user: User) -> dict:
    """The new passkey may open alone: it asks for the finger, the face or the code of the telephone."""
    return _plain(auth.begin_registration(user, True))


def confirm(request: HttpRequest, user: User) -> None:
    """The answer to `question(user)`."""
    form = _checked(AuthenticateWebAuthnForm(user=user, data=_answer(request)))
    post_authentication(request, form.cleaned_data["credential"])


def enter(request: HttpRequest, *, then: str = "") -> HttpResponse:
    """The answer to `question(None)`: a passkey is both factors at once."""
    found = _checked(LoginWebAuthnForm(data=_answer(request))).cleaned_data["credential"]
    if not found.user.is_active:
        raise Refused
    post_authentication(request, found, passwordless=True)
    return perform_login(request, Login(user=found.user, redirect_url=then or None))


def accept(request: HttpRequest, user: User) -> dict:
    """The answer to `question_for_new`, as it is to be kept."""
    form = AddWebAuthnForm(user=user, data={**_answer(request), "name": request.POST.get("nom", "")[:60]})
    return _checked(form).cleaned_data


def _answer(request: HttpRequest) -> dict:
    return {"credential": request.POST.get("credential", "")[:LARGEST]}


def _checked(form):
    """What an authenticator never says makes the library fail in many ways: all of them are a refusal."""
    try:
        valid = form.is_valid()
    except (TypeError, ValueError, KeyError, AttributeError, IndexError) as error:
        raise Refused from error
    if not valid:
        raise Refused
    return form


def _plain(options: dict) -> dict:
    """Bytes as the library writes them in JSON."""
    return json.loads(json.dumps(options, default=dict))
