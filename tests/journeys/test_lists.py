"""Lists: what is in them, in which order, page by page."""

from __future__ import annotations

import csv
import io
import uuid
from datetime import datetime
from typing import Any

import pytest

from tests.portals import Portals, accepted, refused
from tests.portals.eventually import eventually


async def ids(portals: Portals, *, limit: int = 100, **query: Any) -> list[str]:
    """Order ids in the back office's list."""
    found = portals.all_pages(portals.staff, "/api/orders", limit=limit, **query)
    return [order["order_id"] async for order in found]


async def test_staff_list_orders_by_status(anna: Portals) -> None:
    """Each order is in the list of its status, newest first, and leaves it when it moves on."""
    mug = accepted(await anna.create_product(), 201)
    orders = [accepted(await anna.place_order({mug["product_id"]: 1}), 201) for _ in range(4)]
    newest_first = [order["order_id"] for order in orders][::-1]
    mine: dict[str, Any] = {"customer_id": anna.customer}
    await eventually(lambda: ids(anna, status="PROCESSING", **mine), newest_first)
    accepted(await anna.cancel(orders[1]))
    accepted(await anna.ship(orders[2]), 201)
    await eventually(lambda: ids(anna, status="CANCELLED", **mine), [orders[1]["order_id"]])
    await eventually(lambda: ids(anna, status=["CANCELLED", "SHIPPED"], **mine), newest_first[1:3])
    await eventually(lambda: ids(anna, limit=2, **mine), newest_first)


async def test_the_list_of_a_status_goes_on_over_pages(anna: Portals) -> None:
    """Small pages show every order of a status once, newest first."""
    mug = accepted(await anna.create_product(), 201)
    orders = [accepted(await anna.place_order({mug["product_id"]: 1}), 201) for _ in range(9)]
    since = orders[0]["created_at"]

    async def placed_by_anna() -> list[str]:
        listed = anna.all_pages(anna.staff, "/api/orders", limit=2, status="PROCESSING", placed_from=since)
        found = [
            (datetime.fromisoformat(order["created_at"]), order["order_id"], order["customer_id"])
            async for order in listed
        ]
        assert found == sorted(found, reverse=True)
        return [order_id for _, order_id, customer in found if customer == anna.customer]

    await eventually(placed_by_anna, [order["order_id"] for order in orders][::-1])


async def test_staff_take_the_tables_with_them(anna: Portals) -> None:
    """Products and orders as files that a spreadsheet program opens, with what the lists show."""
    mug = accepted(await anna.create_product(), 201)
    orders = [accepted(await anna.place_order({mug["product_id"]: 1}), 201) for _ in range(3)]

    async def exported(table: str, **query: str) -> list[dict[str, str]]:
        answer = await anna.staff.get(f"/api/{table}/export", params=query)
        assert answer.status_code == 200
        assert answer.headers["Content-Disposition"] == f'attachment; filename="{table}.csv"'
        return list(csv.DictReader(io.StringIO(answer.text, newline="")))

    async def exported_orders() -> list[str]:
        return [row["order_id"] for row in await exported("orders", customer_id=anna.customer)]

    await eventually(exported_orders, [order["order_id"] for order in orders][::-1])
    (row,) = (row for row in await exported("products") if row["sku"] == mug["sku"])
    assert (row["stock_available"], row["stock_reserved"], row["status"]) == ("47", "3", "ACTIVE")


async def test_staff_find_an_order_by_its_tracking_number(anna: Portals) -> None:
    """A parcel's number leads to its order; a corrected number replaces the old one."""
    mug = accepted(await anna.create_product(), 201)
    order = accepted(await anna.place_order({mug["product_id"]: 1}), 201)
    typo, number = uuid.uuid4().hex, uuid.uuid4().hex
    shipped = accepted(await anna.ship(order, tracking_number=typo), 201)
    await eventually(lambda: ids(anna, tracking_number=typo), [order["order_id"]])
    accepted(await anna.edit_shipment(order, shipped["shipments"][0], tracking_number=number))
    await eventually(lambda: ids(anna, tracking_number=number), [order["order_id"]])
    await eventually(lambda: ids(anna, tracking_number=typo), [])


async def test_staff_list_orders_placed_between(anna: Portals) -> None:
    """The first time is included, the last is not."""
    mug = accepted(await anna.create_product(), 201)
    orders = [accepted(await anna.place_order({mug["product_id"]: 1}), 201) for _ in range(3)]
    between: dict[str, Any] = {
        "placed_from": orders[0]["created_at"],
        "placed_before": orders[2]["created_at"],
    }
    expected = [orders[1]["order_id"], orders[0]["order_id"]]
    await eventually(lambda: ids(anna, customer_id=anna.customer, **between), expected)


@pytest.mark.parametrize("door", ["shop", "staff"])
async def test_a_tampered_cursor_is_refused(anna: Portals, door: str) -> None:
    """A cursor with any character changed, or used with another filter, is a 4xx and not a page."""
    mug = accepted(await anna.create_product(), 201)
    for _ in range(3):
        accepted(await anna.place_order({mug["product_id"]: 1}), 201)
    client = anna.shop if door == "shop" else anna.staff
    query = {} if door == "shop" else {"customer_id": anna.customer}
    page = accepted(await client.get("/api/orders", params={**query, "limit": 1}))
    cursor = page["next_cursor"]
    assert cursor
    for place in (0, len(cursor) // 2, len(cursor) - 1):
        other = "A" if cursor[place] != "A" else "B"
        bent = cursor[:place] + other + cursor[place + 1 :]
        answer = await client.get("/api/orders", params={**query, "limit": 1, "cursor": bent})
        refused(answer, 400, "invalid_cursor")
    refused(await client.get("/api/orders", params={**query, "cursor": "no"}), 400, "invalid_cursor")
    if door == "staff":
        other_filter = {"customer_id": "somebody-else", "limit": 1, "cursor": cursor}
        refused(await client.get("/api/orders", params=other_filter), 400, "invalid_cursor")


async def test_another_customers_cursor_is_refused(anna: Portals, boris: Portals) -> None:
    """A cursor of Anna's list does not open for Boris."""
    mug = accepted(await anna.create_product(), 201)
    for _ in range(2):
        accepted(await anna.place_order({mug["product_id"]: 1}), 201)
    cursor = accepted(await anna.shop.get("/api/orders", params={"limit": 1}))["next_cursor"]
    refused(await boris.shop.get("/api/orders", params={"limit": 1, "cursor": cursor}), 400, "invalid_cursor")


@pytest.mark.parametrize("limit", ["0", "101", "-1", "many"])
async def test_a_page_has_at_most_a_hundred(anna: Portals, limit: str) -> None:
    """A limit outside 1 to 100 is 422 and points at the parameter."""
    for client, address in (
        (anna.shop, "/api/orders"),
        (anna.shop, "/api/products"),
        (anna.staff, "/api/orders"),
    ):
        problem = refused(await client.get(address, params={"limit": limit}), 422, "validation_failed")
        assert [error["pointer"] for error in problem["errors"]] == ["#query/limit"]


async def test_staff_find_an_order_by_the_number_that_people_quote(anna: Portals) -> None:
    """The first eight digits of its id, in capitals or not."""
    mug = accepted(await anna.create_product(), 201)
    order = accepted(await anna.place_order({mug["product_id"]: 1}), 201)

    async def found() -> list[str]:
        number = order["order_id"][:8].upper()
        page = accepted(await anna.staff.get("/api/orders", params={"number": number}))
        return [item["order_id"] for item in page["items"]]

    await eventually(found, [order["order_id"]])
