"""What staff do with orders over HTTP."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from backend_testing.driver import Driver, problem
from backend_testing.passports import manager

pytestmark = pytest.mark.dynamodb
NOWHERE = str(uuid.uuid4())


async def test_an_order_goes_its_way_in_two_parcels(backend: Driver) -> None:
    """Part is shipped, then the rest, each arrives: the last arrival delivers the order."""
    mug, hat = await backend.stocked(), await backend.stocked()
    order_id = await backend.placed({mug: 3, hat: 1})
    part = await backend.ship(order_id, {mug: 2}, tracking_number="1Z 1")
    assert (part.status_code, part.json()["status"]) == (201, "PROCESSING")
    rest = await backend.ship(order_id, carrier=None)
    assert (rest.status_code, rest.json()["status"]) == (201, "SHIPPED")
    assert [s["lines"] for s in rest.json()["shipments"]] == [
        [{"product_id": mug, "quantity": 2}],
        [{"product_id": mug, "quantity": 1}, {"product_id": hat, "quantity": 1}],
    ]
    first, second = (s["shipment_id"] for s in rest.json()["shipments"])
    assert (await backend.edit_shipment(order_id, second, status="DELIVERED")).json()["status"] == "SHIPPED"
    arrived = (await backend.edit_shipment(order_id, first, status="DELIVERED")).json()
    assert arrived["status"] == "DELIVERED"
    assert [entry["type"] for entry in arrived["timeline"]] == [
        "order.placed",
        "order.partly_shipped",
        "order.shipped",
        "order.shipment_delivered",
        "order.delivered",
    ]
    assert arrived["version"] == 5
    assert await backend.stock(mug) == {"received": 10, "available": 7, "reserved": 0, "shipped": 3}


async def test_a_shipment_is_recorded_once(backend: Driver) -> None:
    """The same key finds the parcel and says so; with another request it is 422; without one 400."""
    mug = await backend.stocked()
    order_id = await backend.placed({mug: 3})
    first = await backend.ship(order_id, {mug: 1}, key="s")
    again = await backend.ship(order_id, {mug: 1}, key="s")
    assert (again.status_code, again.headers["idempotent-replayed"]) == (201, "true")
    assert again.json() == first.json()
    assert "idempotent-replayed" not in first.headers
    assert problem(await backend.ship(order_id, {mug: 2}, key="s")) == (422, "idempotency_key_reused")
    keyless = await backend.http.post(f"/orders/{order_id}/shipments", json={}, headers=manager())
    assert problem(keyless) == (400, "idempotency_key_missing")
    assert (await backend.stock(mug))["shipped"] == 1


async def test_no_more_ships_than_is_left(backend: Driver) -> None:
    """409 with each line that asks for too much, and what is left of it."""
    mug, hat = await backend.stocked(), await backend.stocked()
    order_id = await backend.placed({mug: 3})
    refused = await backend.ship(order_id, {mug: 4, hat: 1})
    assert problem(refused) == (409, "shipment_refused")
    assert refused.json()["lines"] == [
        {"product_id": mug, "requested": 4, "unshipped": 3},
        {"product_id": hat, "requested": 1, "unshipped": 0},
    ]


async def test_what_the_table_does_not_allow_is_refused(backend: Driver) -> None:
    """409 with where the order stands, where it was to go and where it can go."""
    mug = await backend.stocked()
    order_id = await backend.placed({mug: 1})
    refusals = [
        (await backend.move(order_id, "DELIVERED"), "PROCESSING", "DELIVERED", ["CANCELLED", "SHIPPED"]),
        (await backend.close(order_id), "PROCESSING", "SHIPPED", ["CANCELLED", "SHIPPED"]),
    ]
    await backend.ship(order_id)
    refusals += [
        (await backend.move(order_id, "CANCELLED"), "SHIPPED", "CANCELLED", ["DELIVERED"]),
        (await backend.cancel(order_id), "SHIPPED", "CANCELLED", ["DELIVERED"]),
        (await backend.ship(order_id), "SHIPPED", "SHIPPED", ["DELIVERED"]),
        (await backend.move(order_id, "PROCESSING"), "SHIPPED", "PROCESSING", ["DELIVERED"]),
    ]
    await backend.move(order_id, "DELIVERED")
    refusals.append((await backend.move(order_id, "SHIPPED"), "DELIVERED", "SHIPPED", []))
    for refused, start, end, allowed in refusals:
        assert problem(refused) == (409, "transition_refused")
        body = refused.json()
        assert (body["from"], body["to"], body["allowed"]) == (start, end, allowed)


@pytest.mark.parametrize("way", [["CANCELLED"], ["SHIPPED"], ["SHIPPED", "DELIVERED"]])
async def test_a_status_that_holds_is_a_repeat(backend: Driver, way: list[str]) -> None:
    """Moving to the status that stands is 200, the same order, at the same version."""
    mug = await backend.stocked()
    order_id = await backend.placed({mug: 2})
    for status in way:
        moved = await backend.move(order_id, status, reason="because")
        assert (moved.status_code, moved.json()["status"]) == (200, status)
        again = await backend.move(order_id, status)
        assert (again.status_code, again.json()) == (200, moved.json())
        stock = await backend.stock(mug)
        assert stock["received"] == stock["available"] + stock["reserved"] + stock["shipped"] == 10


async def test_a_status_ships_after_any_key(backend: Driver) -> None:
    """Whatever key an earlier parcel had, moving to SHIPPED sends the rest."""
    mug = await backend.stocked()
    order_id = await backend.placed({mug: 2})
    await backend.ship(order_id, {mug: 1}, key="status 2")
    moved = await backend.move(order_id, "SHIPPED")
    assert (moved.status_code, len(moved.json()["shipments"])) == (200, 2)


async def test_closing_releases_the_rest(backend: Driver) -> None:
    """What will not be shipped is available again; closing again changes nothing, with its reason kept."""
    mug = await backend.stocked()
    order_id = await backend.placed({mug: 3})
    await backend.ship(order_id, {mug: 1})
    closed = await backend.close(order_id, reason="broken")
    assert (closed.status_code, closed.json()["status"]) == (200, "SHIPPED")
    assert closed.json()["timeline"][-1]["data"]["reason"] == "broken"
    assert (await backend.close(order_id)).json() == closed.json()
    assert await backend.stock(mug) == {"received": 10, "available": 9, "reserved": 0, "shipped": 1}


async def test_a_parcel_is_corrected(backend: Driver) -> None:
    """Carrier and tracking number change as said; what stands already is no change."""
    mug = await backend.stocked()
    order_id = await backend.placed({mug: 1})
    shipped = (await backend.ship(order_id, tracking_number="1Z")).json()
    shipment_id = shipped["shipments"][0]["shipment_id"]
    same = await backend.edit_shipment(order_id, shipment_id, tracking_number="1Z", carrier="UPS")
    assert same.json()["version"] == shipped["version"]
    corrected = await backend.edit_shipment(order_id, shipment_id, tracking_number=None, carrier="DHL")
    (parcel,) = corrected.json()["shipments"]
    assert (parcel["carrier"], parcel["tracking_number"]) == ("DHL", None)
    assert corrected.json()["timeline"][-1]["type"] == "order.shipment_corrected"


@pytest.mark.parametrize("fields", [{}, {"status": "SHIPPED"}, {"lines": []}, {"tracking_number": " "}])
async def test_a_correction_says_only_what_it_may(backend: Driver, fields: dict[str, Any]) -> None:
    """An empty edit and a field that cannot be edited are 422."""
    refused = await backend.edit_shipment(NOWHERE, NOWHERE, **fields)
    assert problem(refused) == (422, "validation_failed")


async def test_a_read_is_not_repeated_for_nothing(backend: Driver) -> None:
    """The ETag is the version: 304 while it stands, the order once it has moved."""
    order_id = await backend.placed({await backend.stocked(): 1})
    seen = await backend.order(order_id)
    assert seen.headers["etag"] == '"1"'
    unchanged = await backend.order(order_id, **{"If-None-Match": '"1"'})
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    await backend.move(order_id, "SHIPPED")
    moved = await backend.order(order_id, **{"If-None-Match": '"1"'})
    assert (moved.status_code, moved.headers["etag"]) == (200, '"2"')


async def test_what_is_not_there_is_not_found(backend: Driver) -> None:
    """404 for an unknown order on every route, and for an unknown shipment of a known one."""
    known = await backend.placed({await backend.stocked(): 1})
    answers = [
        await backend.order(NOWHERE),
        await backend.move(NOWHERE, "SHIPPED"),
        await backend.ship(NOWHERE),
        await backend.close(NOWHERE),
        await backend.edit_shipment(NOWHERE, NOWHERE, status="DELIVERED"),
        await backend.edit_shipment(known, NOWHERE, status="DELIVERED"),
    ]
    assert [problem(answer) for answer in answers] == [(404, "not_found")] * len(answers)


async def test_who_did_what_is_on_record(backend: Driver) -> None:
    """Each entry names its actor: the customer who placed, the member of staff who moved it."""
    order_id = await backend.placed({await backend.stocked(): 1}, by="ada")
    await backend.move(order_id, "CANCELLED", reason="fraud")
    placed, cancelled = (await backend.order(order_id)).json()["timeline"]
    assert (placed["actor"], cancelled["actor"]) == ("customer:ada", "ops:olivia")
    assert cancelled["data"] == {"reason": "fraud"}
