"""An order from the shop to the customer's door."""

from __future__ import annotations

from tests.checkers.history import history_faults
from tests.checkers.stock import stock_faults
from tests.portals import Portals, accepted, refused


async def test_an_order_ships_in_two_parcels_and_arrives(anna: Portals) -> None:
    """Anna orders, staff send part and then the rest, and the order is delivered; stock follows each step."""
    mug = accepted(await anna.create_product(stock=10, price=900), 201)
    hat = accepted(await anna.create_product(stock=5, price=2000), 201)

    placed = await anna.place_order({mug["product_id"]: 3, hat["product_id"]: 1}, expected_total=4700)
    order = accepted(placed, 201)
    assert placed.headers["location"] == f"/api/orders/{order['order_id']}"
    assert "idempotent-replayed" not in placed.headers
    assert (order["status"], order["version"], order["shipments"]) == ("PROCESSING", 1, [])
    assert order["total"] == {"amount_minor": 4700, "currency": "USD"}
    await stock_is(anna, mug, available=7, reserved=3, shipped=0)

    partly = accepted(await anna.ship(order, {mug["product_id"]: 2}, tracking_number="1Z-PART"), 201)
    assert (partly["status"], len(partly["shipments"])) == ("PROCESSING", 1)
    await stock_is(anna, mug, available=7, reserved=1, shipped=2)

    shipped = accepted(await anna.ship(order, tracking_number="1Z-REST"), 201)
    assert shipped["status"] == "SHIPPED"
    await stock_is(anna, mug, available=7, reserved=0, shipped=3)
    await stock_is(anna, hat, available=4, reserved=0, shipped=1)

    accepted(await anna.change_status(order, "DELIVERED"))
    arrived = accepted(await anna.order(order))
    assert (arrived["status"], arrived["version"]) == ("DELIVERED", 4)
    assert all(parcel["delivered_at"] for parcel in arrived["shipments"])
    assert history_faults(accepted(await anna.staff_order(order))) == []


async def test_the_last_parcel_to_arrive_delivers_the_order(anna: Portals) -> None:
    """Staff mark each parcel delivered; the order is delivered with the last one, and not before."""
    mug = accepted(await anna.create_product(), 201)
    order = accepted(await anna.place_order({mug["product_id"]: 2}), 201)
    accepted(await anna.ship(order, {mug["product_id"]: 1}), 201)
    shipped = accepted(await anna.ship(order), 201)
    first, last = shipped["shipments"]

    waiting = accepted(await anna.edit_shipment(order, first, status="DELIVERED"))
    assert waiting["status"] == "SHIPPED"
    arrived = accepted(await anna.edit_shipment(order, last, status="DELIVERED"))
    assert arrived["status"] == "DELIVERED"
    again = accepted(await anna.edit_shipment(order, last, status="DELIVERED"))
    assert again["version"] == arrived["version"]
    assert history_faults(again) == []


async def test_the_rest_of_an_order_is_closed(anna: Portals) -> None:
    """What will not be shipped goes back on the shelf, and the order counts as shipped."""
    mug = accepted(await anna.create_product(stock=10), 201)
    order = accepted(await anna.place_order({mug["product_id"]: 5}), 201)
    refused(await anna.close(order), 409, "transition_refused")
    accepted(await anna.ship(order, {mug["product_id"]: 2}), 201)

    closed = accepted(await anna.close(order))
    assert closed["status"] == "SHIPPED"
    await stock_is(anna, mug, available=8, reserved=0, shipped=2)
    assert accepted(await anna.close(order))["version"] == closed["version"]
    assert history_faults(closed) == []


async def test_more_than_is_left_cannot_be_shipped(anna: Portals) -> None:
    """A parcel with more than the order still waits for is refused, and nothing moves."""
    mug = accepted(await anna.create_product(stock=10), 201)
    order = accepted(await anna.place_order({mug["product_id"]: 3}), 201)
    accepted(await anna.ship(order, {mug["product_id"]: 2}), 201)
    refused(await anna.ship(order, {mug["product_id"]: 2}), 409, "shipment_refused")
    await stock_is(anna, mug, available=7, reserved=1, shipped=2)


async def test_a_parcel_sent_again_is_the_same_parcel(anna: Portals) -> None:
    """The same key adds no second parcel; the same key with other words is refused."""
    mug = accepted(await anna.create_product(stock=10), 201)
    order = accepted(await anna.place_order({mug["product_id"]: 3}), 201)
    first = accepted(await anna.ship(order, {mug["product_id"]: 1}, key="parcel-1"), 201)
    again = await anna.ship(order, {mug["product_id"]: 1}, key="parcel-1")
    assert again.headers["idempotent-replayed"] == "true"
    assert accepted(again, 201)["shipments"] == first["shipments"]
    refused(await anna.ship(order, {mug["product_id"]: 2}, key="parcel-1"), 422, "idempotency_key_reused")
    await stock_is(anna, mug, available=7, reserved=2, shipped=1)


async def test_the_timeline_tells_the_whole_story(anna: Portals) -> None:
    """Anna reads what happened to her order, oldest first, one entry a version, and no address in it."""
    mug = accepted(await anna.create_product(), 201)
    order = accepted(await anna.place_order({mug["product_id"]: 2}), 201)
    accepted(await anna.ship(order, {mug["product_id"]: 1}), 201)
    accepted(await anna.ship(order), 201)
    accepted(await anna.change_status(order, "DELIVERED"))
    answer = await anna.timeline(order)
    entries = accepted(answer)["items"]
    assert [entry["version"] for entry in entries] == [1, 2, 3, 4]
    assert [entry["type"] for entry in entries] == [
        "order.placed",
        "order.partly_shipped",
        "order.shipped",
        "order.delivered",
    ]
    assert "St James" not in answer.text


async def stock_is(anna: Portals, product: dict[str, object], **counters: int) -> None:
    found = accepted(await anna.staff_product(product))
    assert stock_faults(found) == []
    assert {name: found["stock"][name] for name in counters} == counters
