"""Role × route: who may do what in the shop."""

from __future__ import annotations

import httpx
import pytest
import respx
from fastapi import FastAPI

from customer_bff.app import app_for_openapi
from tests.identity.access_checks import OF_THE_SESSION, VISITORS, declaration_faults, refused
from tests.identity.operations import Operation, operations
from tests.identity.played_provider import PlayedProvider

CUSTOMERS = {"customer"}
WHO_MAY: dict[str, str | set[str]] = {
    **OF_THE_SESSION,
    "list_products": VISITORS,
    "list_categories": VISITORS,
    "get_product": VISITORS,
    "place_order": CUSTOMERS,
    "list_own_orders": CUSTOMERS,
    "get_own_order": CUSTOMERS,
    "cancel_own_order": CUSTOMERS,
    "get_own_timeline": CUSTOMERS,
    "stream_events": VISITORS,
}


def test_every_route_declares_who_may_call_it(app: FastAPI) -> None:
    """The document says what the table above says, and there is no route beside it."""
    assert declaration_faults(app, WHO_MAY) == []


def test_a_route_that_is_open_by_mistake_is_noticed(app: FastAPI) -> None:
    """Whether the table or the document is the wrong one."""
    assert declaration_faults(app, WHO_MAY | {"list_own_orders": {"admin"}})
    assert declaration_faults(app, {name: who for name, who in WHO_MAY.items() if name != "sign_out"})


@pytest.mark.parametrize(
    "operation", operations(app_for_openapi().openapi()), ids=lambda operation: operation.name
)
@pytest.mark.parametrize(
    "roles", [None, (), ("customer",), ("ops_agent", "ops_manager"), ("admin",)], ids=str
)
async def test_each_route_is_for_its_own_people(
    app: FastAPI,
    backend: respx.Router,
    provider: PlayedProvider,
    operation: Operation,
    roles: tuple[str, ...] | None,
) -> None:
    """Nobody is a 401 and somebody else a 403, of which the backend hears nothing."""
    if await refused(app, provider, operation, roles):
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
