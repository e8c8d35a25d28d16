"""Role × route: who may do what in the shop."""

from __future__ import annotations

import httpx
import pytest
import respx
from fastapi import FastAPI

from customer_bff.app import app_for_openapi
from tests.identity.operations import Operation, operations, undocumented
from tests.identity.played_provider import PlayedProvider

VISITORS, SOMEBODY, CUSTOMERS = "visitors", "somebody", {"customer"}
WHO_MAY: dict[str, str | set[str]] = {
    "list_products": VISITORS,
    "get_product": VISITORS,
    "place_order": CUSTOMERS,
    "list_own_orders": CUSTOMERS,
    "get_own_order": CUSTOMERS,
    "cancel_own_order": CUSTOMERS,
    "get_own_timeline": CUSTOMERS,
    "stream_events": VISITORS,
    "read_session": SOMEBODY,
    "sign_out": VISITORS,
    "sign_in": VISITORS,
    "finish_sign_in": VISITORS,
}
OPERATIONS = operations(app_for_openapi().openapi())


@pytest.fixture
async def browser(app: FastAPI) -> httpx.AsyncClient:
    """A client that says of nobody who it is."""
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://shop.test")


def test_every_route_declares_who_may_call_it(app: FastAPI) -> None:
    """The document says what the table above says, and there is no route beside it."""
    declared = {
        operation.name: operation.roles or (VISITORS if operation.for_visitors else SOMEBODY)
        for operation in OPERATIONS
        if operation.declared
    }
    assert declared == WHO_MAY
    assert [operation.name for operation in OPERATIONS if not operation.declared] == []
    assert undocumented(app) == []


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
@pytest.mark.parametrize(
    "roles", [None, (), ("customer",), ("ops_agent", "ops_manager"), ("admin",)], ids=str
)
async def test_each_route_is_for_its_own_people(
    browser: httpx.AsyncClient,
    backend: respx.Router,
    provider: PlayedProvider,
    operation: Operation,
    roles: tuple[str, ...] | None,
) -> None:
    """Nobody is a 401 and somebody else a 403, of which the backend hears nothing."""
    headers = {} if roles is None else provider.bearer("ann", *roles)
    answer = await browser.request(operation.method, operation.path, headers=headers, json={})
    if roles is None and not operation.for_visitors:
        assert (answer.status_code, answer.json()["code"]) == (401, "not_signed_in")
        assert answer.headers["WWW-Authenticate"] == "Bearer"
    elif operation.roles.isdisjoint(roles or ()) and operation.roles:
        assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")
    else:
        assert answer.status_code != 401
        assert answer.status_code != 403 or operation.name == "sign_out"
        return
    assert not backend.calls


async def test_the_backend_is_told_who_calls_by_passport(
    ann: httpx.AsyncClient, backend: respx.Router
) -> None:
    """And not by the customer's own token, which is for this service alone."""
    backend.get("/customer/orders").respond(json={"items": [], "next_cursor": None})
    assert (await ann.get("/api/orders")).status_code == 200
    (call,) = backend.calls
    sent = call.request.headers["Authorization"]
    assert sent.startswith("Bearer ")
    assert sent != ann.headers["Authorization"]
