"""An identity provider that behaves like ProConnect: signed userinfo, nonce, acr_values, an address to leave by."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from django.contrib.auth import get_user_model

from maillage.accounts.models import FederatedIdentity
from maillage.network.enums import Role
from maillage.network.team import actions
from tests.accounts.conftest import is_inside
from tests.factories import OrganisationFactory

EMAIL = "agente@exemple.test"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
CLIENT = "maillage"


class Provider:
    """What it will answer; a test changes it to make it lie."""

    def __init__(self):
        self.asked, self.nonce, self.key, self.algorithm = {}, "", KEY, "RS256"
        self.person = {"sub": "numero-1", "email": EMAIL}
        self.token = {}  # what the tokens say otherwise than they should

    def signed(self, **said) -> str:
        now = int(time.time())
        said = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 60, **said, **self.token}
        return jwt.encode(said, self.key, algorithm=self.algorithm, headers={"kid": "k1"})

    def configuration(self) -> dict:
        ends = {"authorization": "authorize", "token": "token", "userinfo": "userinfo", "end_session": "session/end"}
        found = {f"{name}_endpoint": f"{self.issuer}/{path}" for name, path in ends.items()}
        return {"issuer": self.issuer, "jwks_uri": f"{self.issuer}/jwks", **found}

    def keys(self) -> dict:
        key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
        return {"keys": [{**key, "kid": "k1", "alg": "RS256", "use": "sig"}]}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        provider = self.server.provider
        if self.path.endswith("openid-configuration"):
            self.answer(json.dumps(provider.configuration()))
        elif self.path == "/jwks":
            self.answer(json.dumps(provider.keys()))
        else:
            provider.asked["authorization"] = self.headers["Authorization"]
            self.answer(provider.signed(**provider.person), "application/jwt")

    def do_POST(self):
        provider = self.server.provider
        provider.asked |= parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        id_token = provider.signed(sub=provider.person["sub"], nonce=provider.nonce)
        self.answer(json.dumps({"access_token": "acces", "id_token": id_token, "token_type": "Bearer"}))

    def answer(self, text: str, kind: str = "application/json"):
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *said):
        pass


@pytest.fixture
def provider(settings):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider = server.provider = Provider()
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    settings.MAILLAGE_OIDC_ISSUER, settings.MAILLAGE_OIDC_CLIENT = provider.issuer, CLIENT
    settings.MAILLAGE_OIDC_SECRET, settings.MAILLAGE_OIDC_VOUCHES = "secret", True
    settings.MAILLAGE_URL = "https://reseau.exemple.test"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield provider
    server.shutdown()
    server.server_close()


@pytest.fixture
def member(db):
    return get_user_model().objects.create(email=EMAIL)


def go(client, provider, **more) -> dict[str, str]:
    """Leave for the provider, which remembers the nonce; returns what it was asked."""
    there = urlsplit(client.get("/entrer/fournisseur/", more)["Location"])
    asked = {name: values[0] for name, values in parse_qs(there.query).items()}
    provider.nonce = asked["nonce"]
    return asked


def come_back(client, state: str, code: str = "abc"):
    return client.post("/entrer/fournisseur/retour/", {"code": code, "state": state})


def test_a_member_enters_by_the_provider(client, provider, member):
    asked = go(client, provider, next="/espace/compte/")
    page = client.get("/entrer/fournisseur/retour/", {"code": "abc", "state": asked["state"]})
    assert (page.status_code, is_inside(client)) == (200, False)

    assert come_back(client, asked["state"])["Location"] == "/espace/compte/"
    assert is_inside(client)
    assert FederatedIdentity.objects.get().user == member


def test_it_is_asked_what_proconnect_wants(client, provider, member):
    asked = go(client, provider)
    come_back(client, asked["state"])

    assert (asked["acr_values"], asked["code_challenge_method"], asked["response_type"]) == ("eidas1", "S256", "code")
    assert asked["redirect_uri"] == "https://reseau.exemple.test/entrer/fournisseur/retour/"
    assert provider.asked["authorization"] == "Bearer acces"
    assert provider.asked["client_secret"] == ["secret"]
    assert len(provider.asked["code_verifier"][0]) >= 43


def test_the_number_is_remembered_when_the_address_changes(client, provider, member):
    come_back(client, go(client, provider)["state"])
    client.post("/sortir/")
    provider.person["email"] = "nouveau-nom@exemple.test"
    come_back(client, go(client, provider)["state"])

    assert is_inside(client)


def test_somebody_expected_enters_and_the_invitation_is_accepted(client, provider, db):
    structure = OrganisationFactory()
    actions.invite(
        structure, email=EMAIL, role=Role.MANAGER, by=get_user_model().objects.create(email="r@exemple.test")
    )
    come_back(client, go(client, provider)["state"])

    assert client.get("/espace/").context["user"].memberships.get().organisation == structure


def test_somebody_unknown_is_told_so_and_nothing_is_made(client, provider, db):
    response = come_back(client, go(client, provider)["state"])

    assert response.status_code == 403
    assert (get_user_model().objects.count(), FederatedIdentity.objects.count()) == (0, 0)


@pytest.mark.parametrize("vouches", [True, False])
def test_an_address_that_is_not_verified_opens_nothing(client, provider, member, settings, vouches):
    settings.MAILLAGE_OIDC_VOUCHES = vouches
    if vouches:
        provider.person["email_verified"] = False
    come_back(client, go(client, provider)["state"])

    assert not is_inside(client)


LIES = {
    "another nonce": lambda one: setattr(one, "nonce", "autre"),
    "another key": lambda one: setattr(one, "key", OTHER_KEY),
    "no signature": lambda one: (setattr(one, "key", None), setattr(one, "algorithm", "none")),
    "a shared secret": lambda one: (setattr(one, "key", "secret" * 10), setattr(one, "algorithm", "HS256")),
    "for another site": lambda one: one.token.update(aud="autre"),
    "from another provider": lambda one: one.token.update(iss="https://piege.exemple.test"),
    "expired": lambda one: one.token.update(exp=int(time.time()) - 3600),
}


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES.keys())
def test_a_provider_that_lies_opens_nothing(client, provider, member, lie):
    asked = go(client, provider)
    lie(provider)

    assert come_back(client, asked["state"]).status_code == 400
    assert not is_inside(client)


def test_a_return_that_this_browser_did_not_ask_for_is_refused(client, provider, member):
    asked = go(client, provider)
    elsewhere = client.__class__()

    assert come_back(elsewhere, asked["state"]).status_code == 400
    assert come_back(client, "autre").status_code == 400
    assert client.get("/entrer/fournisseur/retour/").status_code == 400


def test_a_return_serves_once(client, provider, member):
    state = go(client, provider)["state"]
    come_back(client, state)
    client.post("/sortir/")

    assert come_back(client, state).status_code == 400


def test_leaving_offers_to_leave_the_provider_too(client, provider, member):
    come_back(client, go(client, provider)["state"])
    page = client.post("/sortir/")

    assert not is_inside(client)
    there = urlsplit(page.context["through"]["address"])
    asked = parse_qs(there.query)
    assert there.path == "/session/end"
    assert asked["post_logout_redirect_uri"] == ["https://reseau.exemple.test/"]
    assert jwt.decode(asked["id_token_hint"][0], options={"verify_signature": False})["sub"] == "numero-1"


def test_a_provider_that_does_not_answer_blocks_nobody(client, settings, db):
    settings.MAILLAGE_OIDC_ISSUER, settings.MAILLAGE_OIDC_CLIENT = "http://127.0.0.1:9", CLIENT

    assert client.get("/entrer/fournisseur/").status_code == 502
    assert client.get("/entrer/").status_code == 200


def test_without_settings_there_is_no_trace_of_it(client, db):
    assert client.get("/entrer/fournisseur/").status_code == 404
    assert client.get("/entrer/fournisseur/retour/").status_code == 404
    assert "fournisseur" not in client.get("/entrer/").text
