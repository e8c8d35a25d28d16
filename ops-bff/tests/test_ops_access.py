"""Role × route: who may do what in the back office."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
import pytest
import respx
from fastapi import FastAPI

from ops_bff.app import app_for_openapi
from tests.identity.operations import UNKNOWN_ID, Operation, operations, undocumented
from tests.identity.played_provider import PlayedProvider

SOMEBODY, AGENTS, MANAGERS = "somebody", {"ops_agent", "ops_manager"}, {"ops_manager"}
VISITORS = "visitors"
WHO_MAY: dict[str, str | set[str]] = {
    "list_products": AGENTS,
    "get_product": AGENTS,
    "create_product": MANAGERS,
    "edit_product": AGENTS,
    "list_orders": AGENTS,
    "get_order": AGENTS,
    "change_order_status": AGENTS,
    "ship_order": AGENTS,
    "edit_shipment": AGENTS,
    "close_order": AGENTS,
    "move_orders": AGENTS,
    "list_dead_letters": MANAGERS,
    "get_dead_letter": MANAGERS,
    "redrive_dead_letter": MANAGERS,
    "redrive_matching_dead_letters": MANAGERS,
    "discard_dead_letter": MANAGERS,
    "list_operations": AGENTS,
    "get_operation": AGENTS,
    "read_session": SOMEBODY,
    "sign_out": VISITORS,
    "sign_in": VISITORS,
    "finish_sign_in": VISITORS,
}
Made = Callable[..., dict[str, Any]]
OPERATIONS = operations(app_for_openapi().openapi())


@pytest.fixture
async def browser(app: FastAPI) -> httpx.AsyncClient:
    """A client that says of nobody who it is."""
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://ops.test")


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
    "roles", [None, (), ("customer",), ("ops_agent",), ("ops_manager",), ("admin",)], ids=str
)
async def test_each_route_is_for_its_own_people(
    browser: httpx.AsyncClient,
    backend: respx.Router,
    provider: PlayedProvider,
    operation: Operation,
    roles: tuple[str, ...] | None,
) -> None:
    """Nobody is a 401 and somebody else a 403, of which the backend hears nothing."""
    headers = {} if roles is None else provider.bearer("oli", *roles)
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


async def test_a_part_that_is_a_managers_is_said_to_be(
    oli: httpx.AsyncClient, backend: respx.Router, a_refusal: Made
) -> None:
    """What the backend says of an agent's edit reaches the agent."""
    backend.patch(f"/products/{UNKNOWN_ID}").respond(**a_refusal(403, "manager_needed"))
    answer = await oli.patch(f"/api/products/{UNKNOWN_ID}", json={"name": "n"}, headers={"If-Match": '"1"'})
    assert (answer.status_code, answer.json()["code"]) == (403, "manager_needed")
