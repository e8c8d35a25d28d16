"""Nobody gets in where the development identity is off, and nobody unnamed where it is on."""

from __future__ import annotations

from collections.abc import AsyncIterator
from functools import cache

import httpx
import pytest
from backend_testing.development import development_settings
from fastapi import FastAPI
from fastapi.routing import APIRoute

from backend.app import app_for_openapi, create_app

SOME_ID = "6c7a1a3e-8f4b-5a07-9c39-1d5d2f0a8b11"
EVERYBODY = {"X-Dev-Customer": "ada", "X-Dev-Ops": "sam"}
ROUTES = [
    (method, route.path.replace("{product_id}", SOME_ID).replace("{order_id}", SOME_ID))
    for route in app_for_openapi().routes
    if isinstance(route, APIRoute)
    for method in sorted(route.methods or ())
]
ROUTES = [(method, path.replace("{shipment_id}", SOME_ID)) for method, path in ROUTES]
FOR_CUSTOMERS = [(method, path) for method, path in ROUTES if path.startswith("/customer")]
FOR_ANYONE = [("GET", "/products"), ("GET", f"/products/{SOME_ID}")]
FOR_OPS = [route for route in ROUTES if route not in FOR_CUSTOMERS + FOR_ANYONE]


@pytest.fixture(params=[False, True], ids=["identity off", "identity on"])
def identity(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@cache
def app(development_identity: bool) -> FastAPI:
    """An app that never reached its database: a call that got that far would fail."""
    return create_app(development_settings(development_identity=development_identity))


@pytest.fixture
async def client(identity: bool) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app(identity)), base_url="http://backend"
    ) as opened:
        yield opened


def test_the_routes_are_all_here() -> None:
    """The tests below cover the sixteen routes of the service."""
    assert len(ROUTES) == 16
    assert (len(FOR_OPS), len(FOR_CUSTOMERS), len(FOR_ANYONE)) == (9, 5, 2)


@pytest.mark.parametrize("identity", [False], indirect=True)
@pytest.mark.parametrize(("method", "path"), ROUTES)
async def test_off_means_nobody(client: httpx.AsyncClient, method: str, path: str) -> None:
    """With the development identity off, the headers open no route."""
    answer = await client.request(method, path, headers={**EVERYBODY, "Idempotency-Key": "k"}, json={})
    assert (answer.status_code, answer.json()["code"]) == (401, "not_signed_in")


@pytest.mark.parametrize("identity", [True], indirect=True)
@pytest.mark.parametrize(("method", "path"), FOR_OPS)
async def test_customers_are_not_staff(client: httpx.AsyncClient, method: str, path: str) -> None:
    """A route for staff is closed to customers."""
    answer = await client.request(method, path, headers={"X-Dev-Customer": "ada"}, json={})
    assert answer.status_code == 401


@pytest.mark.parametrize("identity", [True], indirect=True)
@pytest.mark.parametrize(("method", "path"), FOR_CUSTOMERS)
async def test_staff_are_not_customers(client: httpx.AsyncClient, method: str, path: str) -> None:
    """A customer's route is closed to staff."""
    answer = await client.request(method, path, headers={"X-Dev-Ops": "sam"}, json={})
    assert answer.status_code == 401


@pytest.mark.parametrize("identity", [True], indirect=True)
@pytest.mark.parametrize("name", ["", " ", "a b", "a/b", "ä", "a" * 129, "a#b"])
async def test_a_name_is_plain_text(client: httpx.AsyncClient, name: str) -> None:
    """A caller's name that is not 1 to 128 plain characters is nobody's."""
    answer = await client.get("/customer/orders", headers={b"X-Dev-Customer": name.encode()})
    assert answer.status_code == 401
