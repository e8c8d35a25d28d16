"""Role × route: who may do what in the back office."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
import pytest
import respx
from fastapi import FastAPI

from ops_bff.app import app_for_openapi
from tests.identity.access_checks import OF_THE_SESSION, declaration_faults, refused
from tests.identity.operations import UNKNOWN_ID, Operation, operations
from tests.identity.played_provider import PlayedProvider

AGENTS, MANAGERS = {"ops_agent", "ops_manager"}, {"ops_manager"}
WHO_MAY: dict[str, str | set[str]] = {
    **OF_THE_SESSION,
    "list_products": AGENTS,
    "list_categories": AGENTS,
    "export_products": AGENTS,
    "get_product": AGENTS,
    "create_product": MANAGERS,
    "edit_product": AGENTS,
    "list_orders": AGENTS,
    "export_orders": AGENTS,
    "get_order": AGENTS,
    "change_order_status": AGENTS,
    "ship_order": AGENTS,
    "edit_shipment": AGENTS,
    "close_order": AGENTS,
    "list_notices": AGENTS,
    "mark_notice_read": AGENTS,
    "list_webhooks": MANAGERS,
    "create_webhook": MANAGERS,
    "get_webhook": MANAGERS,
    "edit_webhook": MANAGERS,
    "remove_webhook": MANAGERS,
    "rotate_webhook_secret": MANAGERS,
    "list_deliveries": MANAGERS,
    "redeliver": MANAGERS,
    "stream_events": AGENTS,
    "orders_by_day": AGENTS,
    "top_products": AGENTS,
    "time_to_ship": AGENTS,
    "cancellation_rate": AGENTS,
    "stock_outs": AGENTS,
    "move_orders": AGENTS,
    "list_dead_letters": MANAGERS,
    "get_dead_letter": MANAGERS,
    "redrive_dead_letter": MANAGERS,
    "redrive_matching_dead_letters": MANAGERS,
    "discard_dead_letter": MANAGERS,
    "import_products": MANAGERS,
    "list_imported_rows": MANAGERS,
    "list_operations": AGENTS,
    "get_operation": AGENTS,
}
Made = Callable[..., dict[str, Any]]


def test_every_route_declares_who_may_call_it(app: FastAPI) -> None:
    """The document says what the table above says, and there is no route beside it."""
    assert declaration_faults(app, WHO_MAY) == []


def test_a_route_that_is_open_by_mistake_is_noticed(app: FastAPI) -> None:
    """Whether the table or the document is the wrong one."""
    assert declaration_faults(app, WHO_MAY | {"list_orders": {"admin"}})
    assert declaration_faults(app, {name: who for name, who in WHO_MAY.items() if name != "sign_out"})


@pytest.mark.parametrize(
    "operation", operations(app_for_openapi().openapi()), ids=lambda operation: operation.name
)
@pytest.mark.parametrize(
    "roles", [None, (), ("customer",), ("ops_agent",), ("ops_manager",), ("admin",)], ids=str
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


async def test_a_part_that_is_a_managers_is_said_to_be(
    oli: httpx.AsyncClient, backend: respx.Router, a_refusal: Made
) -> None:
    """What the backend says of an agent's edit reaches the agent."""
    backend.patch(f"/products/{UNKNOWN_ID}").respond(**a_refusal(403, "manager_needed"))
    answer = await oli.patch(f"/api/products/{UNKNOWN_ID}", json={"name": "n"}, headers={"If-Match": '"1"'})
    assert (answer.status_code, answer.json()["code"]) == (403, "manager_needed")
