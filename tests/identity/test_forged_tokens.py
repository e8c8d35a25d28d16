"""Forged and wrong tokens × every route of every service: none is let in."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator
from typing import Any, NamedTuple

import httpx
import pytest
import respx
from fastapi import FastAPI
from pydantic import SecretStr

import backend.app
import backend.settings
import customer_bff.app
import customer_bff.settings
import ops_bff.app
import ops_bff.settings
from chassis.late import Late
from chassis.passports import PassportControl, key_id
from chassis.sessions.identity import PortalIdentity
from tests.identity.forged_tokens import AUDIENCE, ISSUER, NOW, Signer, forgeries
from tests.identity.operations import Operation, operations
from tests.identity.played_provider import IDENTITY_SETTINGS, PlayedProvider
from tests.processes.process import REPOSITORY

SIGNER, RSA_SIGNER, STRANGER = Signer("key-1"), Signer("key-2", "RS256"), Signer("key-9")
BFFS = {"customer-bff": Signer(""), "ops-bff": Signer("")}
for signer in BFFS.values():
    signer.kid = key_id(signer.key.public_key())
ALL_ROLES = ["customer", "ops_agent", "ops_manager"]


class Service(NamedTuple):
    """A service that takes tokens which say `good`, and to which nothing behind it answers."""

    app: FastAPI
    behind: respx.Router
    operations: list[Operation]
    good: str
    wrong: dict[str, str]


def said(claims: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """The claims with changes; a change to None leaves one out."""
    return {name: value for name, value in (claims | changes).items() if value is not None}


def access_token(**changes: Any) -> dict[str, Any]:
    claims = {"iss": ISSUER, "aud": AUDIENCE, "sub": "ada", "client_id": "cli", "roles": ALL_ROLES}
    return said(claims | {"iat": NOW - 10, "exp": NOW + 600}, **changes)


def passport(bff: str = "customer-bff", **changes: Any) -> dict[str, Any]:
    claims = {"iss": bff, "aud": "backend", "sub": "ada", "roles": ALL_ROLES, "iat": NOW, "exp": NOW + 60}
    return said(claims, **changes)


def signed_passport(bff: str, **changes: Any) -> str:
    return BFFS[bff].sign(passport(bff, **changes), typ="passport+jwt")


@pytest.fixture(params=["customer-bff", "ops-bff", "backend"])
async def service(request: pytest.FixtureRequest) -> AsyncIterator[Service]:
    behind = respx.Router(base_url="http://backend.test", assert_all_called=False)
    document = REPOSITORY / "contracts" / f"{request.param}.openapi.json"
    named = operations(json.loads(document.read_text()))
    if request.param == "backend":
        public = {bff: signer.public_pem().decode() for bff, signer in BFFS.items()}
        settings = backend.settings.Settings(
            environment="development",
            cursor_signing_key=SecretStr("a signing key of a test"),
            webhook_signing_key=SecretStr("a key of a test that makes webhooks' secrets"),
            passport_public_keys=public,
        )
        app = backend.app.create_app(settings)
        control = PassportControl(audience="backend", public_keys=public, clock=lambda: NOW)
        app.state.passports = Late("control", lambda: control)
        yield Service(app, behind, named, signed_passport("customer-bff"), dict(not_passports()))
        return
    module, settings_module = (
        (customer_bff.app, customer_bff.settings)
        if request.param == "customer-bff"
        else (ops_bff.app, ops_bff.settings)
    )
    bff_settings = settings_module.Settings(
        environment="development", backend_url="http://backend.test", **IDENTITY_SETTINGS
    )
    provider = PlayedProvider(SIGNER, RSA_SIGNER)
    app = module.create_app(
        bff_settings, transport=httpx.MockTransport(behind.async_handler), provider=provider
    )
    async with app.router.lifespan_context(app):
        identity = PortalIdentity(
            bff_settings, portal="shop", service=request.param, provider=provider, clock=lambda: NOW
        )
        app.state.identity = Late("identity", lambda: identity)
        yield Service(app, behind, named, SIGNER.sign(access_token()), dict(not_access_tokens()))


def not_access_tokens() -> Iterator[tuple[str, str]]:
    yield from forgeries(access_token, SIGNER, RSA_SIGNER, STRANGER, "at+jwt")
    yield "an ID token", SIGNER.sign(access_token(aud="portal", nonce="n"), typ=None)
    yield "a passport of this service's own", signed_passport("customer-bff")
    yield "a passport of the other's", signed_passport("ops-bff")
    yield "a refresh token", "refresh-1"


def not_passports() -> Iterator[tuple[str, str]]:
    yield from forgeries(passport, BFFS["customer-bff"], RSA_SIGNER, STRANGER, "passport+jwt")
    yield "an access token", SIGNER.sign(access_token())
    yield "an access token with a passport's type", SIGNER.sign(access_token(), typ="passport+jwt")
    yield "one that the other BFF signed", BFFS["ops-bff"].sign(passport(), typ="passport+jwt")
    other = {"typ": "passport+jwt", "kid": BFFS["customer-bff"].kid}
    yield "one that the other BFF signed, under this one's key", BFFS["ops-bff"].sign(passport(), **other)
    yield "after its end", signed_passport("customer-bff", iat=NOW - 60, exp=NOW)
    yield "good for an hour", signed_passport("customer-bff", exp=NOW + 3600)
    yield "for another service", signed_passport("customer-bff", aud="customer-bff")
    yield "a BFF nobody knows", signed_passport("customer-bff", iss="third-bff")


async def ask(client: httpx.AsyncClient, operation: Operation, token: str) -> httpx.Response:
    headers = {b"Authorization": b"Bearer " + token.encode()}
    try:
        return await client.request(operation.method, operation.path, headers=headers, content=b"{}")
    except (httpx.LocalProtocolError, UnicodeEncodeError):
        return httpx.Response(400)


async def test_no_forged_token_is_let_in(service: Service) -> None:
    """Each is a 401 at each route that looks at tokens, also where visitors may look; nothing behind hears of it."""
    assert len(service.wrong) >= 60
    guarded = [one for one in service.operations if one.name not in ("sign_in", "finish_sign_in")]
    let_in = []
    transport = httpx.ASGITransport(service.app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://service.test") as client:
        for operation in guarded:
            for name, token in service.wrong.items():
                status = (await ask(client, operation, token)).status_code
                if status != 401:
                    let_in.append(f"{operation.name}: {name}: {status}")
    assert let_in == []
    assert not service.behind.calls


async def test_the_good_token_is(service: Service) -> None:
    """Without which the test above would prove nothing."""
    mine = next(one for one in service.operations if one.name in ("list_own_orders", "list_orders"))
    transport = httpx.ASGITransport(service.app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://service.test") as client:
        assert (await ask(client, mine, service.good)).status_code not in (401, 403)
