"""Single sign-on against a provider on the loopback address: who comes in, who still owes a code, and what is not believed."""

from collections.abc import Iterator
from importlib import reload
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import clear_url_caches
from pytest_django import Settings

from luodi.desk import urls
from luodi.desk.parties.actions import close_account
from luodi.desk.parties.models import Account
from tests.desk.provider import Provider, provider
from tests.desk.test_scope import account, unit

FAILED = "/sign-in/?failed=1"


@pytest.fixture
def issuer(settings: Settings) -> Iterator[Provider]:
    with provider() as server:
        settings.LUODI_OIDC = server.settings()
        for name, value in server.settings().items():
            setattr(settings, name, value)
        settings.OIDC_RP_SIGN_ALGO, settings.OIDC_RP_SCOPES = "RS256", "openid profile"
        settings.OIDC_USE_PKCE, settings.OIDC_CREATE_USER, settings.OIDC_TIMEOUT = True, False, 5
        settings.AUTHENTICATION_BACKENDS = [*settings.AUTHENTICATION_BACKENDS, "luodi.desk.parties.single_sign_on.SingleSignOn"]
        reload_urls()
        yield server
        settings.LUODI_OIDC = {}
        reload_urls()


def reload_urls() -> None:
    """The addresses are built once from the settings."""
    reload(urls)
    clear_url_caches()


@pytest.fixture
def citizen(stored: str) -> Account:
    return account("person", "citizen")


def come(client: Client, issuer: Provider, login: str = "citizen", there: str = "/account/") -> str:
    """Go through the provider and back as this login; gives where one ends."""
    sent = client.get("/sign-in/single/authenticate/", {"next": there}).headers["Location"]
    asked = {name: values[0] for name, values in parse_qs(urlsplit(sent).query).items()}
    assert asked["redirect_uri"] == "http://testserver/sign-in/single/callback/"
    issuer.nonce, issuer.challenge = asked["nonce"], asked["code_challenge"]
    issuer.told.setdefault("preferred_username", login)
    return client.get("/sign-in/single/callback/", {"code": "c", "state": asked["state"]}).headers["Location"]


def test_an_account_that_is_there_comes_in(client: Client, citizen: Account, issuer: Provider) -> None:
    assert "用单点登录" in client.get("/sign-in/").content.decode()
    assert come(client, issuer, "CITIZEN", "/account/") == "/account/"
    assert "示例·citizen" in client.get("/account/").content.decode()
    assert "改口令" not in client.get("/account/").content.decode()


def test_an_official_still_owes_the_code(client: Client, stored: str, issuer: Provider) -> None:
    account("official", "officer", unit=unit())
    come(client, issuer, "officer")
    assert client.get("/account/").status_code == 302
    assert client.get("/sign-in/phone/").status_code == 200


def test_nobody_is_made_up(client: Client, citizen: Account, issuer: Provider) -> None:
    assert come(client, issuer, "stranger") == FAILED
    assert "单点登录没有成功" in client.get(FAILED).content.decode()
    assert Account.objects.count() == 1


def test_who_left_stays_out(client: Client, citizen: Account, issuer: Provider) -> None:
    close_account(citizen)
    assert come(client, issuer) == FAILED


def test_who_leaves_is_out_at_once(client: Client, citizen: Account, issuer: Provider) -> None:
    come(client, issuer)
    close_account(citizen)
    assert client.get("/account/").status_code == 302


@pytest.mark.parametrize(
    "claims",
    [{"iss": "https://elsewhere.example"}, {"aud": "another"}, {"nonce": "old"}, {"exp": 1}, {"sub": "2"}],
    ids=lambda claims: next(iter(claims)),
)
def test_a_token_that_does_not_fit_is_not_believed(client: Client, citizen: Account, issuer: Provider, claims: dict[str, object]) -> None:
    issuer.claims = claims
    assert come(client, issuer) == FAILED


def test_a_provider_that_is_down_is_said_plainly(client: Client, citizen: Account, issuer: Provider, settings: Settings) -> None:
    settings.OIDC_OP_TOKEN_ENDPOINT = "http://127.0.0.1:9/token"
    assert come(client, issuer) == FAILED


def test_without_its_settings_there_is_no_single_sign_on(client: Client, stored: str) -> None:
    assert "单点登录" not in client.get("/sign-in/").content.decode()
    assert client.get("/sign-in/single/authenticate/").status_code == 404
