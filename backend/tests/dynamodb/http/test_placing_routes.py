"""Placing orders over HTTP: every good path, every documented refusal, every replay."""

from __future__ import annotations

import asyncio
import uuid
from typing import Any

import pytest
from backend_testing.driver import ADDRESS, Driver, money, problem
from backend_testing.passports import customer

pytestmark = pytest.mark.dynamodb


async def test_an_order_is_placed(backend: Driver) -> None:
    """201 with the whole order at version 1, its place, and its stock reserved."""
    mug, hat = await backend.stocked(), await backend.stocked(price=money(2000))
    placed = await backend.place({mug: 3, hat: 1}, expected_total=money(3500))
    body = placed.json()
    assert placed.status_code == 201
    assert placed.headers["location"] == f"/customer/orders/{body['order_id']}"
    assert "idempotent-replayed" not in placed.headers
    assert (body["status"], body["version"], body["total"], body["shipments"]) == (
        "PROCESSING",
        1,
        money(3500),
        [],
    )
    assert [(line["product_id"], line["quantity"]) for line in body["lines"]] == [(mug, 3), (hat, 1)]
    assert body["ship_to"] == {**ADDRESS, "line2": None, "region": None}
    assert await backend.stock(mug) == {"received": 10, "available": 7, "reserved": 3, "shipped": 0}
    assert (await backend.own_order(body["order_id"])).json() == body


async def test_lines_of_a_product_are_merged(backend: Driver) -> None:
    """Two lines of one product are one line of the order, and one reservation."""
    mug = await backend.stocked()
    lines = [{"product_id": mug, "quantity": 2}, {"product_id": mug.upper(), "quantity": 1}]
    body = (await backend.place({}, lines=lines)).json()
    assert [(line["product_id"], line["quantity"]) for line in body["lines"]] == [(mug, 3)]
    assert (await backend.stock(mug))["reserved"] == 3


async def test_a_replay_is_the_same_bytes_for_ever(backend: Driver) -> None:
    """The same key answers the first body byte for byte, marked, also when order, price and stock have moved on."""
    mug = await backend.stocked(3)
    first = await backend.place({mug: 3}, key="k", expected_total=money(1500))
    order_id = first.json()["order_id"]

    async def replayed() -> None:
        again = await backend.place({mug: 3}, key="k", expected_total=money(1500))
        assert (again.status_code, again.headers["idempotent-replayed"]) == (201, "true")
        assert again.content == first.content
        assert again.headers["location"] == first.headers["location"]

    await replayed()
    await backend.edit_product(mug, "*", price=money(1), name="New", status="ARCHIVED")
    await replayed()
    await backend.ship(order_id, tracking_number="1Z")
    await replayed()
    await backend.move(order_id, "DELIVERED")
    await replayed()
    assert (await backend.stock(mug))["shipped"] == 3


async def test_a_key_names_one_request(backend: Driver) -> None:
    """Another basket, address or expectation under the key is 422; another customer's key is another order."""
    mug = await backend.stocked()
    key = str(uuid.uuid4())
    first = await backend.place({mug: 1}, key=key)
    for fields in (
        {"lines": [{"product_id": mug, "quantity": 2}]},
        {"ship_to": {**ADDRESS, "city": "Elsewhere"}},
        {"expected_total": money(500)},
    ):
        assert problem(await backend.place({mug: 1}, key=key, **fields)) == (422, "idempotency_key_reused")
    same = await backend.place({mug: 1}, key=key, ship_to={**ADDRESS, "line2": None}, expected_total=None)
    assert same.content == first.content
    other = await backend.place({mug: 1}, key=key, by="eve")
    assert (other.status_code, "idempotent-replayed" in other.headers) == (201, False)
    assert other.json()["order_id"] != first.json()["order_id"]


async def test_all_that_is_short_is_told_at_once(backend: Driver) -> None:
    """409 with every short line, cold or from memory, and nothing is reserved."""
    mug, hat, pen = await backend.stocked(1), await backend.stocked(0), await backend.stocked(5)
    for _ in range(2):
        refused = await backend.place({mug: 2, hat: 1, pen: 5})
        assert problem(refused) == (409, "insufficient_stock")
        assert refused.json()["shortages"] == [
            {"product_id": mug, "requested": 2, "available": 1},
            {"product_id": hat, "requested": 1, "available": 0},
        ]
    assert (await backend.stock(pen))["reserved"] == 0


async def test_a_refused_key_may_be_tried_again(backend: Driver) -> None:
    """A refusal is no order: the same key places it once there is stock."""
    mug = await backend.stocked(0)
    key = str(uuid.uuid4())
    assert problem(await backend.place({mug: 1}, key=key)) == (409, "insufficient_stock")
    await backend.edit_product(mug, "*", stock_adjustment={"delta": 1, "reason": "delivery"})
    placed = await backend.place({mug: 1}, key=key)
    assert (placed.status_code, "idempotent-replayed" in placed.headers) == (201, False)


async def test_what_is_not_for_sale_is_told_with_what_is_short(backend: Driver) -> None:
    """409 with unknown and archived products, and the shortages beside them."""
    mug, hat, unknown = await backend.stocked(1), await backend.stocked(), str(uuid.uuid4())
    await backend.placed({hat: 1})
    await backend.edit_product(hat, "*", status="ARCHIVED")
    refused = await backend.place({mug: 2, hat: 1, unknown: 1})
    assert problem(refused) == (409, "product_unavailable")
    assert refused.json()["unavailable"] == [
        {"product_id": hat, "reason": "archived"},
        {"product_id": unknown, "reason": "unknown"},
    ]
    assert refused.json()["shortages"] == [{"product_id": mug, "requested": 2, "available": 1}]
    await backend.edit_product(hat, "*", status="ACTIVE")
    assert (await backend.place({hat: 1})).status_code == 201


async def test_a_changed_price_is_told(backend: Driver) -> None:
    """Whoever expects another total gets 409 with the current prices; whoever expects none pays what stands."""
    mug = await backend.stocked()
    await backend.placed({mug: 1})
    await backend.edit_product(mug, "*", price=money(700))
    refused = await backend.place({mug: 2}, expected_total=money(1000))
    assert problem(refused) == (409, "price_changed")
    assert refused.json()["price_changes"] == [{"product_id": mug, "unit_price": money(700), "quantity": 2}]
    assert refused.json()["current_total"] == money(1400)
    assert (await backend.place({mug: 2})).json()["total"] == money(1400)


async def test_money_has_its_limits(backend: Driver) -> None:
    """Two currencies are 409, and so is a total beyond 64 bits; the largest total is placed."""
    euro, dear = await backend.stocked(price=money(5, "EUR")), await backend.stocked(price=money(2**63 - 1))
    mixed = await backend.place({euro: 1, dear: 1})
    assert problem(mixed) == (409, "mixed_currencies")
    assert mixed.json()["currencies"] == ["EUR", "USD"]
    assert problem(await backend.place({dear: 2})) == (409, "order_total_too_large")
    assert (await backend.place({dear: 1})).json()["total"] == money(2**63 - 1)


@pytest.mark.parametrize(
    ("fields", "pointer"),
    [
        ({"lines": []}, "/lines"),
        ({"lines": [{"product_id": "x", "quantity": 1}]}, "/lines/0/product_id"),
        ({"lines": [{"product_id": str(uuid.uuid4()), "quantity": 0}]}, "/lines/0/quantity"),
        ({"lines": [{"product_id": str(uuid.uuid4()), "quantity": True}]}, "/lines/0/quantity"),
        ({"lines": [{"product_id": str(uuid.uuid4()), "quantity": 1, "price": 1}]}, "/lines/0/price"),
        ({"lines": [{"product_id": str(uuid.uuid4()), "quantity": 1}] * 51}, "/lines"),
        ({"ship_to": {**ADDRESS, "country": "USA"}}, "/ship_to/country"),
        ({"ship_to": {**ADDRESS, "planet": "Mars"}}, "/ship_to/planet"),
        ({"expected_total": {"amount_minor": "7000", "currency": "USD"}}, "/expected_total/amount_minor"),
        ({"coupon": "FREE"}, "/coupon"),
    ],
)
async def test_an_order_says_only_what_it_may(backend: Driver, fields: dict[str, Any], pointer: str) -> None:
    """A wrong value or an unknown field is 422, and it says where."""
    refused = await backend.place({str(uuid.uuid4()): 1}, **fields)
    assert problem(refused) == (422, "validation_failed")
    assert [error["pointer"] for error in refused.json()["errors"]] == [pointer]


async def test_fifty_products_are_one_order(backend: Driver) -> None:
    """The largest order is one transaction, and is cancelled in one."""
    products = [await backend.stocked() for _ in range(50)]
    order_id = await backend.placed(dict.fromkeys(products, 2))
    assert (await backend.stock(products[49]))["reserved"] == 2
    assert (await backend.cancel(order_id)).status_code == 200
    assert (await backend.stock(products[49]))["available"] == 10


async def test_the_last_units_are_sold_once(backend: Driver) -> None:
    """Fifteen buyers for five units, three tries each with one key: five orders, one id a key, no 5xx."""
    mug = await backend.stocked(5)
    answers = await asyncio.gather(
        *(backend.place({mug: 1}, by=f"buyer-{buyer}", key="k") for buyer in range(15) for _ in range(3))
    )
    by_buyer = [answers[3 * buyer : 3 * buyer + 3] for buyer in range(15)]
    for tries in by_buyer:
        assert len({answer.status_code for answer in tries}) == 1
        assert len({answer.content for answer in tries if answer.status_code == 201}) <= 1
    sold = [tries for tries in by_buyer if tries[0].status_code == 201]
    assert len(sold) == 5
    assert all(sum("idempotent-replayed" not in a.headers for a in tries) == 1 for tries in sold)
    assert {a.status_code for a in answers} == {201, 409}
    assert await backend.stock(mug) == {"received": 5, "available": 0, "reserved": 5, "shipped": 0}


async def test_a_placement_needs_its_caller_and_its_key(backend: Driver) -> None:
    """401 without a customer, 400 without a key: before anything is looked up."""
    nobody = await backend.http.post("/customer/orders", json={}, headers={"Idempotency-Key": "k"})
    assert problem(nobody) == (401, "not_signed_in")
    keyless = await backend.http.post("/customer/orders", json={}, headers=customer())
    assert problem(keyless) == (400, "idempotency_key_missing")
