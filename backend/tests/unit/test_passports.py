"""Role × route × BFF: a passport opens the routes of its own BFF to people of the right role, and no others."""

from __future__ import annotations

import time
from functools import cache

import httpx
import jwt
import pytest
from backend_testing.development import development_settings
from fastapi import FastAPI
from fastapi.routing import APIRoute
from pydantic import ValidationError

from backend.app import app_for_openapi, create_app
from chassis.passports import PassportMint, new_key_pair

KEYS = {issuer: new_key_pair() for issuer in ("customer-bff", "ops-bff", "stranger")}
SOME_ID = "6c7a1a3e-8f4b-5a07-9c39-1d5d2f0a8b11"
ROUTES = sorted(
    (method, path)
    for route in app_for_openapi().routes
    if isinstance(route, APIRoute)
    for method in route.methods or ()
    for path in [
        route.path.replace("{product_id}", SOME_ID)
        .replace("{order_id}", SOME_ID)
        .replace("{shipment_id}", SOME_ID)
    ]
)
FOR_ANYONE = [("GET", "/products"), ("GET", f"/products/{SOME_ID}")]
CALLERS = {
    "customer": ("customer-bff", {"customer"}),
    "visitor": ("customer-bff", set[str]()),
    "agent": ("ops-bff", {"ops_agent"}),
    "manager": ("ops-bff", {"ops_agent", "ops_manager"}),
    "customer through ops": ("ops-bff", {"customer"}),
    "agent through the shop": ("customer-bff", {"ops_agent", "ops_manager"}),
}


@cache
def app() -> FastAPI:
    """An app that never reached its database: a call that is let in fails later, with another status."""
    public = {issuer: KEYS[issuer][1] for issuer in ("customer-bff", "ops-bff")}
    return create_app(development_settings(development_identity=False, passport_public_keys=public))


def mint(issuer: str, key_of: str | None = None) -> PassportMint:
    return PassportMint(issuer=issuer, audience="backend", private_key=KEYS[key_of or issuer][0])


async def status(method: str, path: str, headers: dict[str, str]) -> int:
    transport = httpx.ASGITransport(app(), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://backend") as client:
        return (await client.request(method, path, headers=headers)).status_code


@pytest.mark.parametrize(("method", "path"), ROUTES)
async def test_each_route_is_for_its_own_people(method: str, path: str) -> None:
    """Whoever is not among them is refused before anything else is looked at."""
    for who, (issuer, roles) in CALLERS.items():
        if (method, path) in FOR_ANYONE:
            allowed = True
        elif path.startswith("/customer"):
            allowed = who == "customer"
        else:
            allowed = who in ("agent", "manager")
        bearer = {"Authorization": f"Bearer {mint(issuer).passport('ada', roles)}"}
        answered = await status(method, path, bearer)
        assert (answered not in (401, 403)) == allowed, (who, answered)


@pytest.mark.parametrize(("method", "path"), ROUTES)
async def test_nobody_gets_in_without_a_good_passport(method: str, path: str) -> None:
    """By none, two, another scheme, development headers, another's key, or one that has ended."""
    good = mint("customer-bff").passport("ada", {"customer"})
    ended = {
        "iss": "customer-bff",
        "aud": "backend",
        "sub": "ada",
        "roles": ["customer"],
        "exp": time.time() - 1,
    }
    head = jwt.get_unverified_header(good)
    for headers in (
        {},
        {"X-Dev-Customer": "ada", "X-Dev-Ops": "sam"},
        {"Authorization": good},
        {"Authorization": f"Basic {good}"},
        {"Authorization": "Bearer "},
        {"Authorization": f"Bearer {good}, Bearer {good}"},
        {"Authorization": f"Bearer {good[:-6]}"},
        {"Authorization": f"Bearer {mint('customer-bff', 'stranger').passport('ada', {'customer'})}"},
        {"Authorization": f"Bearer {mint('ops-bff', 'customer-bff').passport('sam', {'ops_agent'})}"},
        {"Authorization": f"Bearer {jwt.encode(ended, KEYS['customer-bff'][0], 'ES256', headers=head)}"},
    ):
        assert await status(method, path, headers) == 401, headers


def test_development_headers_and_passports_exclude_each_other() -> None:
    """So that no header opens what passports guard."""
    with pytest.raises(ValidationError, match="exclude each other"):
        development_settings(development_identity=True, passport_public_keys={"a": "b"})
