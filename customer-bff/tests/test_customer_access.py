from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
import pytest
import respx
from fastapi import FastAPI

from chassis.routes import ServiceRoute
from customer_bff.app import app_for_openapi, create_app
from customer_bff.settings import Settings

HEALTH_AND_DOCS = {"/livez", "/readyz", "/openapi.json", "/docs"}
UNKNOWN_ID = "6f6a4c2e-3f43-5c44-9d4a-8a3e6b1f0c01"


def operations() -> list[tuple[str, str, bool]]:
    """(method, path, whether somebody must be signed in) of every route, from the OpenAPI document."""
    return [
        (method.upper(), path.format(product_id=UNKNOWN_ID, order_id=UNKNOWN_ID), "security" in operation)
        for path, item in app_for_openapi().openapi()["paths"].items()
        for method, operation in item.items()
    ]


@pytest.fixture
async def closed(settings: Settings, backend: respx.Router) -> AsyncIterator[httpx.AsyncClient]:
    """A client of a service that was started without the development setting."""
    app = create_app(
        settings.model_copy(update={"development_identity": False}),
        transport=httpx.MockTransport(backend.async_handler),
    )
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://shop.test") as client,
    ):
        yield client


@pytest.mark.parametrize(("method", "path", "signed_in"), operations())
async def test_without_the_setting_nobody_is_let_in(
    closed: httpx.AsyncClient, backend: respx.Router, method: str, path: str, signed_in: bool
) -> None:
    """Every operation is a 401, browsing too, whatever headers are sent; the backend hears nothing of it."""
    answer = await closed.request(
        method, path, headers={"X-Dev-Customer": "ann", "Idempotency-Key": "k"}, json={}
    )
    assert answer.status_code == 401
    assert answer.json()["code"] == "not_signed_in"
    assert not backend.calls


@pytest.mark.parametrize("name", [None, "", "a b", "ann\x7f", "a" * 129, "ann,bob"])
@pytest.mark.parametrize(("method", "path"), [op[:2] for op in operations() if op[2]])
async def test_orders_are_for_somebody(
    app: FastAPI, backend: respx.Router, method: str, path: str, name: str | None
) -> None:
    """What is a customer's own needs a customer, and a name that is none names nobody."""
    headers = {"Idempotency-Key": "k"} | ({"X-Dev-Customer": name} if name is not None else {})
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://shop.test") as client:
        answer = await client.request(method, path, headers=headers, json={})
    assert answer.status_code == 401
    assert not backend.calls


def test_every_order_operation_needs_a_customer() -> None:
    """Browsing aside, no operation is declared open."""
    assert {path for _, path, signed_in in operations() if not signed_in} == {
        "/api/products",
        f"/api/products/{UNKNOWN_ID}",
    }


def test_the_operations_are_all_there_is(app: FastAPI) -> None:
    """No route serves without being in the document that these tests go by, but health and docs."""
    documented = set(app.openapi()["paths"])
    for route in app.routes:
        path = getattr(route, "path", "")
        if isinstance(route, ServiceRoute):
            assert path in documented
        else:
            assert path in HEALTH_AND_DOCS or path.startswith("/docs/")
