"""The few questions asked to an OpenID Connect provider, from our server, and how its answers are checked.

ProConnect's particularities: userinfo is a signed token, `acr_values` and `nonce` are wanted, leaving goes through it.
"""

import base64
import hashlib
import secrets
from typing import Any
from urllib.parse import urlencode

import httpx
import jwt
from django.conf import settings
from django.core.cache import cache

SCOPES = "openid email given_name usual_name"
ALGORITHMS = ["RS256", "ES256", "PS256"]  # signed by the provider's key: never with a shared secret, never unsigned
SECONDS = 10
KNOWN_FOR = 3600
LEEWAY = 60  # seconds two clocks may differ


class Refused(Exception):
    """The provider did not answer, or its answer is not to be trusted."""


def enabled() -> bool:
    return bool(settings.MAILLAGE_OIDC_ISSUER and settings.MAILLAGE_OIDC_CLIENT)


def new_journey() -> dict[str, str]:
    """What only this browser knows between leaving and coming back."""
    return {name: secrets.token_urlsafe(32) for name in ("state", "nonce", "verifier")}


def address_to_ask(journey: dict[str, str], back: str) -> str:
    challenge = hashlib.sha256(journey["verifier"].encode()).digest()
    asked = {
        "response_type": "code",
        "client_id": settings.MAILLAGE_OIDC_CLIENT,
        "redirect_uri": back,
        "scope": SCOPES,
        "state": journey["state"],
        "nonce": journey["nonce"],
        "code_challenge": base64.urlsafe_b64encode(challenge).rstrip(b"=").decode(),
        "code_challenge_method": "S256",
    }
    if settings.MAILLAGE_OIDC_ACR:
        asked["acr_values"] = settings.MAILLAGE_OIDC_ACR
    return f"{configuration()['authorization_endpoint']}?{urlencode(asked)}"


def identity(code: str, journey: dict[str, str], back: str) -> tuple[dict[str, Any], str]:
    """What the provider says of the person, and the token with which one leaves it."""
    tokens = _tokens(code, journey, back)
    told = _read(tokens["id_token"])
    if not secrets.compare_digest(str(told.get("nonce", "")), journey["nonce"]):
        raise Refused("nonce")
    person = _userinfo(tokens["access_token"])
    if person.get("sub") != told["sub"]:
        raise Refused("sub")
    return person, tokens["id_token"]


def address_to_leave(id_token: str, back: str) -> str:
    """Where the provider's own session ends; empty when it has no such place."""
    end = configuration().get("end_session_endpoint")
    state = secrets.token_urlsafe(16)
    asked = urlencode({"id_token_hint": id_token, "state": state, "post_logout_redirect_uri": back})
    return f"{end}?{asked}" if end else ""


def configuration() -> dict[str, Any]:
    found = _get(f"{settings.MAILLAGE_OIDC_ISSUER.rstrip('/')}/.well-known/openid-configuration")
    if found.get("issuer", "").rstrip("/") != settings.MAILLAGE_OIDC_ISSUER.rstrip("/"):
        raise Refused("issuer")
    return found


def origin() -> str:
    """The provider's pages, which a form of ours leads to: the Content-Security-Policy must let it."""
    return "/".join(configuration()["authorization_endpoint"].split("/")[:3])


def _get(address: str, *, fresh: bool = False) -> dict[str, Any]:
    key = "oidc:" + hashlib.sha256(address.encode()).hexdigest()
    if not fresh and (known := cache.get(key)):
        return known
    found = _asked(httpx.Request("GET", address)).json()
    cache.set(key, found, KNOWN_FOR)
    return found


def _asked(request: httpx.Request) -> httpx.Response:
    try:
        with httpx.Client(timeout=SECONDS) as client:
            return client.send(request).raise_for_status()
    except httpx.HTTPError as error:
        raise Refused("no answer") from error


def _tokens(code: str, journey: dict[str, str], back: str) -> dict[str, str]:
    told = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": back,
        "client_id": settings.MAILLAGE_OIDC_CLIENT,
        "client_secret": settings.MAILLAGE_OIDC_SECRET,
        "code_verifier": journey["verifier"],
    }
    tokens = _asked(httpx.Request("POST", configuration()["token_endpoint"], data=told)).json()
    if not {"id_token", "access_token"} <= tokens.keys():
        raise Refused("tokens")
    return tokens


def _userinfo(access_token: str) -> dict[str, Any]:
    headers = {"Authorization": f"Bearer {access_token}"}
    answer = _asked(httpx.Request("GET", configuration()["userinfo_endpoint"], headers=headers))
    if "jwt" in answer.headers.get("Content-Type", ""):
        return _read(answer.text.strip())
    return answer.json()


def _read(token: str) -> dict[str, Any]:
    """A token signed by the provider, for us, not expired."""
    try:
        key = _key(jwt.get_unverified_header(token).get("kid"))
        return jwt.decode(
            token,
            key.key,
            algorithms=ALGORITHMS,
            audience=settings.MAILLAGE_OIDC_CLIENT,
            issuer=configuration()["issuer"],
            leeway=LEEWAY,
            options={"require": ["sub", "aud", "iss"]},
        )
    except jwt.PyJWTError as error:
        raise Refused("token") from error


def _key(kid: str | None) -> jwt.PyJWK:
    """The provider may have changed its keys since we last asked."""
    for fresh in (False, True):
        keys = jwt.PyJWKSet.from_dict(_get(configuration()["jwks_uri"], fresh=fresh)).keys
        for key in keys:
            if kid is None or key.key_id == kid:
                return key
    raise Refused("key")
