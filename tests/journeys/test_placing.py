"""Placing an order: what is refused, and what a repeat gets."""

from __future__ import annotations

import uuid

from tests.portals import SHIP_TO, Portals, accepted, refused


async def test_the_same_key_gets_the_same_bytes(anna: Portals) -> None:
    """A repeat answers the first body byte for byte and says so, also when the order has moved on."""
    mug = accepted(await anna.create_product(stock=5), 201)
    first = await anna.place_order({mug["product_id"]: 2}, key="buy-1")
    order = accepted(first, 201)
    for step in (None, anna.ship(order), anna.change_status(order, "DELIVERED")):
        if step is not None:
            await step
        again = await anna.place_order({mug["product_id"]: 2}, key="buy-1")
        assert (again.status_code, again.content) == (201, first.content)
        assert again.headers["idempotent-replayed"] == "true"
        assert again.headers["location"] == first.headers["location"]
    assert accepted(await anna.staff_product(mug))["stock"]["available"] == 3


async def test_the_same_key_with_another_order_is_refused(anna: Portals) -> None:
    """A key names one request for ever: another payload is 422, and nothing is taken."""
    mug = accepted(await anna.create_product(stock=5), 201)
    accepted(await anna.place_order({mug["product_id"]: 1}, key="buy-1"), 201)
    refused(await anna.place_order({mug["product_id"]: 2}, key="buy-1"), 422, "idempotency_key_reused")
    assert accepted(await anna.staff_product(mug))["stock"]["available"] == 4


async def test_the_same_key_by_another_customer_is_another_order(anna: Portals, boris: Portals) -> None:
    """Keys belong to their customer."""
    mug = accepted(await anna.create_product(stock=5), 201)
    hers = accepted(await anna.place_order({mug["product_id"]: 1}, key="buy-1"), 201)
    his = accepted(await boris.place_order({mug["product_id"]: 1}, key="buy-1"), 201)
    assert hers["order_id"] != his["order_id"]


async def test_all_shortages_are_told_at_once(anna: Portals) -> None:
    """An order for more than there is names every line that is short, and takes nothing of the others."""
    mug = accepted(await anna.create_product(stock=1), 201)
    hat = accepted(await anna.create_product(stock=2), 201)
    pen = accepted(await anna.create_product(stock=9), 201)
    wanted = {mug["product_id"]: 5, hat["product_id"]: 3, pen["product_id"]: 1}
    problem = refused(await anna.place_order(wanted), 409, "insufficient_stock")
    told = {line["product_id"]: (line["requested"], line["available"]) for line in problem["shortages"]}
    assert told == {mug["product_id"]: (5, 1), hat["product_id"]: (3, 2)}
    assert accepted(await anna.staff_product(pen))["stock"]["available"] == 9


async def test_a_changed_price_is_told_before_anything_is_sold(anna: Portals) -> None:
    """Anna saw 900, staff made it 1000: the order is refused with the new price, and placed when she accepts it."""
    mug = accepted(await anna.create_product(stock=5, price=900), 201)
    accepted(await anna.place_order({mug["product_id"]: 1}, expected_total=900), 201)
    accepted(await anna.edit_product(mug, price={"amount_minor": 1000, "currency": "USD"}))
    problem = refused(
        await anna.place_order({mug["product_id"]: 2}, expected_total=1800), 409, "price_changed"
    )
    (change,) = problem["price_changes"]
    assert change["product_id"] == mug["product_id"]
    assert change["unit_price"] == {"amount_minor": 1000, "currency": "USD"}
    order = accepted(await anna.place_order({mug["product_id"]: 2}, expected_total=2000), 201)
    assert order["lines"][0]["unit_price"]["amount_minor"] == 1000


async def test_an_order_keeps_the_price_it_was_placed_at(anna: Portals) -> None:
    """A later price and name change nothing about an order that stands."""
    mug = accepted(await anna.create_product(price=900), 201)
    order = accepted(await anna.place_order({mug["product_id"]: 1}), 201)
    price = {"amount_minor": 5, "currency": "USD"}
    accepted(await anna.edit_product(mug, price=price, name="Cheap mug"))
    assert accepted(await anna.order(order))["lines"] == order["lines"]


async def test_an_archived_product_is_not_sold(anna: Portals) -> None:
    """An order for an archived product is refused, also when the shop has sold it a moment ago."""
    mug = accepted(await anna.create_product(), 201)
    accepted(await anna.place_order({mug["product_id"]: 1}), 201)
    archived = accepted(await anna.edit_product(mug, status="ARCHIVED"))
    problem = refused(await anna.place_order({mug["product_id"]: 1}), 409)
    assert mug["product_id"] in str(problem)
    accepted(await anna.edit_product(archived, status="ACTIVE"))
    accepted(await anna.place_order({mug["product_id"]: 1}), 201)


async def test_an_unknown_product_is_not_sold(anna: Portals) -> None:
    """A product that does not exist is named in the refusal."""
    stranger = str(uuid.uuid4())
    assert stranger in str(refused(await anna.place_order({stranger: 1}), 409))


async def test_lines_for_one_product_are_merged(anna: Portals) -> None:
    """Two lines for a mug are one line with their sum, and they count together against the stock."""
    mug = accepted(await anna.create_product(stock=5), 201)
    lines = [
        {"product_id": mug["product_id"], "quantity": 2},
        {"product_id": mug["product_id"], "quantity": 1},
    ]
    body = {"lines": lines, "ship_to": dict(SHIP_TO)}
    order = accepted(
        await anna.shop.post("/api/orders", json=body, headers={"Idempotency-Key": "merged"}), 201
    )
    assert [line["quantity"] for line in order["lines"]] == [3]
    body["lines"] = lines[:1] * 2
    refused(
        await anna.shop.post("/api/orders", json=body, headers={"Idempotency-Key": "short"}),
        409,
        "insufficient_stock",
    )


async def test_a_key_is_required(anna: Portals) -> None:
    """Without an Idempotency-Key, or with an empty or overlong one, an order is 400."""
    mug = accepted(await anna.create_product(), 201)
    body = {"lines": [{"product_id": mug["product_id"], "quantity": 1}], "ship_to": dict(SHIP_TO)}
    refused(await anna.shop.post("/api/orders", json=body), 400)
    for key in ("", "k" * 256):
        refused(await anna.shop.post("/api/orders", json=body, headers={"Idempotency-Key": key}), 400)
    accepted(await anna.shop.post("/api/orders", json=body, headers={"Idempotency-Key": "k" * 255}), 201)


async def test_what_is_wrong_with_an_order_is_pointed_at(anna: Portals) -> None:
    """An invalid body is 422 with a JSON Pointer to each place, unknown fields too."""
    mug = accepted(await anna.create_product(), 201)
    body = {
        "lines": [{"product_id": mug["product_id"], "quantity": 0}],
        "ship_to": dict(SHIP_TO),
        "coupon": "X",
    }
    answer = await anna.shop.post("/api/orders", json=body, headers={"Idempotency-Key": "wrong"})
    pointers = {error["pointer"] for error in refused(answer, 422, "validation_failed")["errors"]}
    assert pointers == {"/lines/0/quantity", "/coupon"}


async def test_fifty_products_are_the_most(anna: Portals) -> None:
    """An order of 50 products is placed; one of 51 is 422."""
    ids = [accepted(await anna.create_product(), 201)["product_id"] for _ in range(51)]
    accepted(await anna.place_order(dict.fromkeys(ids[:50], 1)), 201)
    refused(await anna.place_order(dict.fromkeys(ids, 1)), 422, "validation_failed")
