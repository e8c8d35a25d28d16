"""What customers do with their orders over HTTP."""

from __future__ import annotations

import uuid

import pytest
from backend_testing.driver import Driver, problem
from backend_testing.passports import customer

pytestmark = pytest.mark.dynamodb
NOWHERE = str(uuid.uuid4())


async def test_an_order_is_cancelled(backend: Driver) -> None:
    """200 with the cancelled order; its units are available again; once more changes nothing."""
    mug = await backend.stocked()
    order_id = await backend.placed({mug: 3})
    cancelled = await backend.cancel(order_id, reason="changed my mind")
    assert (cancelled.status_code, cancelled.json()["status"], cancelled.json()["version"]) == (
        200,
        "CANCELLED",
        2,
    )
    assert (await backend.cancel(order_id)).json() == cancelled.json()
    assert await backend.stock(mug) == {"received": 10, "available": 10, "reserved": 0, "shipped": 0}


async def test_what_has_shipped_in_part_is_not_cancelled(backend: Driver) -> None:
    """409 once a parcel has left, with where the order can go."""
    mug = await backend.stocked()
    order_id = await backend.placed({mug: 3})
    await backend.ship(order_id, {mug: 1})
    refused = await backend.cancel(order_id)
    assert problem(refused) == (409, "transition_refused")
    assert refused.json()["allowed"] == ["SHIPPED"]


async def test_another_customers_order_is_as_none(backend: Driver) -> None:
    """Reading, cancelling or following another's order answers just what an unknown id answers."""
    order_id = await backend.placed({await backend.stocked(): 1}, by="ada")
    for path, method in (("", "GET"), ("/timeline", "GET"), ("/cancellation", "POST")):
        bodies = []
        for wanted in (order_id, NOWHERE):
            answer = await backend.http.request(
                method, f"/customer/orders/{wanted}{path}", headers=customer("eve")
            )
            assert problem(answer) == (404, "not_found")
            bodies.append({**answer.json(), "trace_id": "", "instance": ""})
        assert bodies[0] == bodies[1]
    assert (await backend.own_order(order_id, by="ada")).json()["status"] == "PROCESSING"
    assert (await backend.own_orders(by="eve")).json()["items"] == []


async def test_a_timeline_tells_all_that_happened(backend: Driver) -> None:
    """The customer sees each entry of their order, oldest first, and versions without a gap."""
    mug = await backend.stocked()
    order_id = await backend.placed({mug: 2})
    await backend.ship(order_id, {mug: 1})
    await backend.move(order_id, "SHIPPED")
    timeline = await backend.http.get(f"/customer/orders/{order_id}/timeline", headers=customer())
    assert [(entry["version"], entry["type"]) for entry in timeline.json()["items"]] == [
        (1, "order.placed"),
        (2, "order.partly_shipped"),
        (3, "order.shipped"),
    ]
    order = await backend.own_order(order_id)
    assert (order.headers["etag"], order.json()["version"]) == ('"3"', 3)
    unchanged = await backend.own_order(order_id, **{"If-None-Match": '"3"'})
    assert unchanged.status_code == 304


async def test_own_orders_come_newest_first(backend: Driver) -> None:
    """Pages of the customer's own orders, each once, the newest first; a cursor is theirs alone."""
    mug = await backend.stocked(20)
    name = f"ada-{uuid.uuid4()}"
    placed = [await backend.placed({mug: 1}, by=name) for _ in range(8)]
    await backend.placed({mug: 1}, by="eve")
    first = (await backend.own_orders(by=name, limit=5)).json()
    second = (await backend.own_orders(by=name, limit=5, cursor=first["next_cursor"])).json()
    seen = first["items"] + second["items"]
    assert {order["order_id"] for order in seen} == set(placed)
    assert len(seen) == 8
    keys = [(order["created_at"], order["order_id"]) for order in seen]
    assert keys == sorted(keys, reverse=True)
    assert second["next_cursor"] is None
    stolen = await backend.own_orders(by="eve", cursor=first["next_cursor"])
    assert problem(stolen) == (400, "invalid_cursor")


async def test_a_cancellation_says_only_what_it_may(backend: Driver) -> None:
    """An unknown field is 422 and cancels nothing."""
    order_id = await backend.placed({await backend.stocked(): 1})
    assert problem(await backend.cancel(order_id, refund=True)) == (422, "validation_failed")
    assert (await backend.own_order(order_id)).json()["status"] == "PROCESSING"
