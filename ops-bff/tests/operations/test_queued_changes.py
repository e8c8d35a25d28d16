"""`Prefer: respond-async`: what is queued, what is answered, and what is known while the backend is away."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest
import respx
from fastapi import FastAPI

from ops_bff.backend_api.contract import OperationView
from ops_bff.operations.commands import Commands, prefers_async
from ops_bff.operations.receipts import Receipts
from ops_bff.problems import CommandQueueUnavailable

Made = Callable[..., dict[str, Any]]
ID = "6f6a4c2e-3f43-5c44-9d4a-8a3e6b1f0c01"
LATER = {"Prefer": "respond-async"}
NEW = {"sku": "TUM-01", "name": "T", "category": "c", "price": {"amount_minor": 1, "currency": "USD"}}


class PlayedQueue:
    """Keeps what is sent, unless it is `away`; knows a message by its name as SQS does."""

    def __init__(self) -> None:
        self.sent: dict[str, tuple[str, Any]] = {}
        self.away = False

    async def send(self, message: str, *, group: str, name: str) -> None:
        if self.away:
            raise CommandQueueUnavailable("Away.")
        self.sent.setdefault(name, (group, json.loads(message)))


@pytest.fixture
def queue(app: FastAPI) -> PlayedQueue:
    queue = PlayedQueue()
    app.state.commands = Commands(queue, app.state.receipts)  # type: ignore[arg-type]  # played
    return queue


@pytest.mark.parametrize(
    ("method", "path", "body", "headers", "group", "kind", "parameters"),
    [
        ("POST", "/api/products", NEW, {}, "sku:TUM-01", "create_product", {}),
        (
            "PATCH",
            f"/api/products/{ID}",
            {"stock_adjustment": {"delta": 2, "reason": "r"}},
            {"If-Match": '"1"'},
            f"product:{ID}",
            "edit_product",
            {"product_id": ID, "if_match": '"1"'},
        ),
        (
            "PATCH",
            f"/api/orders/{ID}/status",
            {"status": "SHIPPED"},
            {},
            f"order:{ID}",
            "change_order_status",
            {"order_id": ID},
        ),
        (
            "POST",
            f"/api/orders/{ID}/shipments",
            {"carrier": "UPS"},
            {"Idempotency-Key": "k"},
            f"order:{ID}",
            "ship_order",
            {"order_id": ID, "idempotency_key": "k"},
        ),
        (
            "PATCH",
            f"/api/orders/{ID}/shipments/{ID}",
            {"status": "DELIVERED"},
            {},
            f"order:{ID}",
            "edit_shipment",
            {"order_id": ID, "shipment_id": ID},
        ),
        ("POST", f"/api/orders/{ID}/closing", None, {}, f"order:{ID}", "close_order", {"order_id": ID}),
        (
            "POST",
            f"/api/orders/{ID}/closing",
            None,
            {"If-Match": '"3"'},
            f"order:{ID}",
            "close_order",
            {"order_id": ID, "if_match": '"3"'},
        ),
    ],
)
async def test_every_change_can_be_queued(
    oli: httpx.AsyncClient,
    backend: respx.Router,
    queue: PlayedQueue,
    method: str,
    path: str,
    body: Any,
    headers: dict[str, str],
    group: str,
    kind: str,
    parameters: dict[str, str],
) -> None:
    """It is answered at once, names its operation, and the backend hears nothing of it."""
    answer = await oli.request(method, path, json=body, headers=headers | LATER)
    assert (answer.status_code, answer.headers["Preference-Applied"]) == (202, "respond-async")
    operation = answer.json()
    assert (operation["state"], operation["attempts"]) == ("QUEUED", 0)
    in_group, message = queue.sent[operation["operation_id"]]
    assert in_group == group
    assert (message["kind"], message["parameters"]) == (kind, parameters)
    assert (message["asked_by"], message["roles"]) == ("oli", ["ops_agent", "ops_manager"])
    assert message["body"] is None if body is None else body.items() <= message["body"].items()
    assert not backend.calls


async def test_its_location_says_queued_until_somebody_knows_more(
    oli: httpx.AsyncClient, backend: respx.Router, queue: PlayedQueue, a_refusal: Made
) -> None:
    """With the backend away, or not knowing it yet, it is QUEUED; then it is what the backend says."""
    answer = await oli.post("/api/products", json=NEW, headers=LATER)
    location, operation = answer.headers["Location"], answer.json()
    route = backend.get(f"/operations/{operation['operation_id']}")
    route.mock(side_effect=httpx.ConnectError("away"))
    assert (await oli.get(location)).json() == operation
    bare = f"/api/operations/{operation['operation_id']}"
    assert (await oli.get(bare)).status_code == 503
    route.mock(side_effect=None, return_value=httpx.Response(**a_refusal(404, "not_found")))
    assert (await oli.get(location)).json() == operation
    assert (await oli.get(bare)).status_code == 404
    route.mock(
        return_value=httpx.Response(200, json=operation | {"state": "SUCCEEDED", "result": {"version": 1}})
    )
    assert (await oli.get(location)).json()["state"] == "SUCCEEDED"


async def test_a_forged_location_is_nothing(
    app: FastAPI, oli: httpx.AsyncClient, backend: respx.Router, queue: PlayedQueue
) -> None:
    """Changed by a character, or signed by somebody else, it is a 404."""
    answer = await oli.post("/api/products", json=NEW, headers=LATER)
    name = answer.headers["Location"].removeprefix("/api/operations/")
    backend.get(path__startswith="/operations/").mock(side_effect=httpx.ConnectError("away"))
    assert (await oli.get(f"/api/operations/{name}")).status_code == 200
    strangers = Receipts("somebody else's key").issue(OperationView.model_validate_json(answer.content))
    for forged in (name[:-3], f"{name}x", f"x{name[1:]}", strangers):
        refused = await oli.get(f"/api/operations/{forged}")
        assert (refused.status_code, refused.json()["code"]) == (404, "not_found"), forged


async def test_the_same_key_is_the_same_operation(
    oli: httpx.AsyncClient, backend: respx.Router, queue: PlayedQueue
) -> None:
    """Sent again it is queued once; with other words it is another operation, for the work to refuse."""
    key = {"Idempotency-Key": "k", **LATER}
    path = f"/api/orders/{ID}/shipments"
    first, again = [(await oli.post(path, json={"carrier": "UPS"}, headers=key)).json() for _ in range(2)]
    other = (await oli.post(path, json={"carrier": "DHL"}, headers=key)).json()
    assert first["operation_id"] == again["operation_id"] != other["operation_id"]
    assert len(queue.sent) == 2


async def test_many_orders_are_moved_by_one_operation(
    oli: httpx.AsyncClient, backend: respx.Router, queue: PlayedQueue
) -> None:
    """Always queued, whatever is preferred; behind nothing else, and at most 500 at once."""
    body = {"status": "DELIVERED", "order_ids": [ID] * 500}
    answer = await oli.post("/api/orders/transitions", json=body)
    operation = answer.json()
    assert (answer.status_code, operation["kind"]) == (202, "move_orders")
    group, message = queue.sent[operation["operation_id"]]
    assert group == operation["operation_id"]
    assert message["body"] == body | {"reason": None}
    too_many = await oli.post("/api/orders/transitions", json=body | {"order_ids": [ID] * 501})
    assert (too_many.status_code, too_many.json()["errors"][0]["pointer"]) == (422, "/order_ids")


async def test_a_queue_that_is_away_is_said(oli: httpx.AsyncClient, queue: PlayedQueue) -> None:
    """Nothing is promised that nobody keeps."""
    queue.away = True
    answer = await oli.post("/api/products", json=NEW, headers=LATER)
    assert (answer.status_code, answer.json()["code"]) == (503, "command_queue_unavailable")
    assert "Retry-After" in answer.headers


async def test_what_is_wrong_is_said_at_once(oli: httpx.AsyncClient, queue: PlayedQueue) -> None:
    """A request that no route would take is not queued."""
    bad = await oli.patch(f"/api/orders/{ID}/status", json={"status": "LOST"}, headers=LATER)
    blind = await oli.patch(f"/api/products/{ID}", json={"name": "X"}, headers=LATER)
    keyless = await oli.post(f"/api/orders/{ID}/shipments", json={}, headers=LATER)
    assert [answer.status_code for answer in (bad, blind, keyless)] == [422, 428, 400]
    assert not queue.sent


@pytest.mark.parametrize(
    ("header", "asked"),
    [
        ("respond-async", True),
        ("wait=10, Respond-Async", True),
        ("respond-async; x=y", True),
        ("return=minimal", False),
        ('foo="bar, respond-async"', False),
        ("", False),
    ],
)
def test_preferences_are_read_as_rfc_7240_says(header: str, asked: bool) -> None:
    """Among others, in any case, with parameters; not within another's quoted value."""
    assert prefers_async([header]) == asked
