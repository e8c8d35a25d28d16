"""Role × route × BFF: a passport opens the routes of its own BFF to people of the right role, and no others."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import httpx
import pytest
from backend_testing.development import development_settings
from backend_testing.passports import bearer, customer
from fastapi import FastAPI
from fastapi.routing import APIRoute

from backend.app import app_for_openapi, create_app
from chassis.passports import PassportMint, new_key_pair
from chassis.role_documentation import ROLES

CUSTOMER, AGENT, MANAGER = {"customer"}, {"ops_agent", "ops_manager"}, {"ops_manager"}
WHO_MAY: dict[str, set[str]] = {
    "list_products": set(),
    "export_products": AGENT,
    "get_product": set(),
    "get_product_with_changes": AGENT,
    "create_product": MANAGER,
    "edit_product": AGENT,
    "place_order": CUSTOMER,
    "list_own_orders": CUSTOMER,
    "get_own_order": CUSTOMER,
    "cancel_own_order": CUSTOMER,
    "get_own_timeline": CUSTOMER,
    "list_orders": AGENT,
    "export_orders": AGENT,
    "get_order": AGENT,
    "change_order_status": AGENT,
    "ship_order": AGENT,
    "edit_shipment": AGENT,
    "close_order": AGENT,
    "orders_by_day": AGENT,
    "top_products": AGENT,
    "time_to_ship": AGENT,
    "cancellation_rate": AGENT,
    "stock_outs": AGENT,
    "list_dead_letters": MANAGER,
    "get_dead_letter": MANAGER,
    "redrive_dead_letter": MANAGER,
    "redrive_matching_dead_letters": MANAGER,
    "discard_dead_letter": MANAGER,
    "keep_import_part": MANAGER,
    "list_imported_rows": MANAGER,
    "list_operations": AGENT,
    "get_operation": AGENT,
    "list_notices": AGENT,
    "mark_notice_read": AGENT,
    "list_webhooks": MANAGER,
    "create_webhook": MANAGER,
    "get_webhook": MANAGER,
    "edit_webhook": MANAGER,
    "remove_webhook": MANAGER,
    "rotate_webhook_secret": MANAGER,
    "list_deliveries": MANAGER,
    "redeliver": MANAGER,
}
"""By operation; no role means whoever comes through a BFF."""
IDS = (
    "product_id", "order_id", "shipment_id", "operation_id", "dead_letter_id", "import_id", "notice_id", "webhook_id",
    "delivery_id",
)  # fmt: skip
SOME_ID = "6c7a1a3e-8f4b-5a07-9c39-1d5d2f0a8b11"
CALLERS = {
    "customer": ("customer-bff", {"customer"}),
    "visitor": ("customer-bff", set[str]()),
    "agent": ("ops-bff", {"ops_agent"}),
    "manager": ("ops-bff", {"ops_manager"}),
    "customer through ops": ("ops-bff", {"customer"}),
    "agent through the shop": ("customer-bff", {"ops_agent", "ops_manager"}),
    "some role nobody knows": ("ops-bff", {"admin"}),
}


class Operation(NamedTuple):
    """As the OpenAPI document declares it."""

    name: str
    method: str
    path: str
    roles: frozenset[str]
    declared: bool


OPERATIONS = [
    Operation(
        operation["operationId"],
        method.upper(),
        path.format(**dict.fromkeys(IDS, SOME_ID), number=0),
        frozenset(operation.get(ROLES, ())),
        "security" in operation,
    )
    for path, item in app_for_openapi().openapi()["paths"].items()
    for method, operation in item.items()
]
ROUTES = [(operation.method, operation.path) for operation in OPERATIONS]
STRANGER = PassportMint(issuer="customer-bff", audience="backend", private_key=new_key_pair()[0])


@cache
def app() -> FastAPI:
    """An app that never reached its database: a call that is let in fails later, with another status."""
    return create_app(development_settings())


async def ask(method: str, path: str, headers: dict[str, str]) -> httpx.Response:
    transport = httpx.ASGITransport(app(), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://backend") as client:
        return await client.request(method, path, headers=headers)


def test_every_route_declares_who_may_call_it() -> None:
    """The document says what the table above says, of each route there is."""
    assert {operation.name: set(operation.roles) for operation in OPERATIONS} == WHO_MAY
    assert [operation.name for operation in OPERATIONS if not operation.declared] == []
    assert len(OPERATIONS) == sum(isinstance(route, APIRoute) for route in app().routes)


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
async def test_each_route_is_for_its_own_people(operation: Operation) -> None:
    """Whoever is not among them is refused before anything else is looked at."""
    own_bff = "customer-bff" if "customer" in operation.roles else "ops-bff"
    for who, (issuer, roles) in CALLERS.items():
        allowed = not operation.roles or (issuer == own_bff and bool(operation.roles & roles))
        answer = await ask(operation.method, operation.path, bearer(issuer, "ada", *roles))
        assert (answer.status_code not in (401, 403)) == allowed, (who, answer.status_code)
        assert allowed or answer.json()["code"] == "not_allowed"


@pytest.mark.parametrize(("method", "path"), ROUTES)
async def test_nobody_gets_in_without_a_good_passport(method: str, path: str) -> None:
    """By none, two, another scheme, a name alone, a stranger's key, or a signature that is another token's."""
    good = customer()["Authorization"].removeprefix("Bearer ")
    for headers in (
        {},
        {"X-Dev-Customer": "ada", "X-Dev-Ops": "sam"},
        {"Authorization": good},
        {"Authorization": f"Basic {good}"},
        {"Authorization": "Bearer "},
        {"Authorization": f"Bearer {good}, Bearer {good}"},
        {"Authorization": f"Bearer {good[:-6]}"},
        {"Authorization": f"Bearer {STRANGER.passport('ada', {'customer'})}"},
    ):
        assert (await ask(method, path, headers)).status_code == 401, headers
