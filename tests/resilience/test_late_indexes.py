"""Index reads that lag: what a list misses, an order by its id never does."""

from __future__ import annotations

import asyncio
import time

from tests.checkers.history import history_faults
from tests.dynamodb_proxy import DynamoDBProxy
from tests.portals import Portals, accepted
from tests.processes.platform import Platform


async def test_no_promise_rests_on_an_index(platform: Platform, proxy: DynamoDBProxy, anna: Portals) -> None:
    """With the indexes standing still, orders are placed, found by id, replayed, shipped and cancelled all the same."""
    mug = accepted(await anna.create_product(stock=10), 201)
    old = accepted(await anna.place_order({mug["product_id"]: 1}), 201)
    with proxy.late_indexes(platform.orders_table):
        placed = await anna.place_order({mug["product_id"]: 1}, key="k")
        order = accepted(placed, 201)
        assert (await anna.place_order({mug["product_id"]: 1}, key="k")).content == placed.content
        assert accepted(await anna.order(order))["order_id"] == order["order_id"]
        accepted(await anna.ship(order), 201)
        accepted(await anna.cancel(old))
        own = [shown async for shown in anna.all_pages(anna.shop, "/api/orders")]
        assert [shown["order_id"] for shown in own] == [old["order_id"]]
        assert history_faults(accepted(await anna.staff_order(order))) == []
    own = [shown async for shown in anna.all_pages(anna.shop, "/api/orders")]
    assert [shown["order_id"] for shown in own] == [order["order_id"], old["order_id"]]


async def test_a_list_by_status_shows_no_other_status(
    platform: Platform, proxy: DynamoDBProxy, anna: Portals
) -> None:
    """The index still says PROCESSING, the order is cancelled: the list shows no order under a status it left."""
    mug = accepted(await anna.create_product(stock=10), 201)
    orders = [accepted(await anna.place_order({mug["product_id"]: 1}), 201) for _ in range(3)]
    with proxy.late_indexes(platform.orders_table):
        accepted(await anna.cancel(orders[1]))
        since = {"placed_from": orders[0]["created_at"]}
        listed = anna.all_pages(anna.staff, "/api/orders", limit=1, status="PROCESSING", **since)
        assert {order["status"] async for order in listed} == {"PROCESSING"}


async def test_a_lagging_list_catches_up(platform: Platform, proxy: DynamoDBProxy, anna: Portals) -> None:
    """Under a lag the list is late, then whole, in order, each order once."""
    mug = accepted(await anna.create_product(stock=10), 201)
    with proxy.late_indexes(platform.orders_table, lag_seconds=0.5):
        orders = [accepted(await anna.place_order({mug["product_id"]: 1}), 201) for _ in range(4)]
        expected = [order["order_id"] for order in orders][::-1]
        give_up_at = time.monotonic() + 15
        while True:
            pages = anna.all_pages(anna.shop, "/api/orders", limit=2)
            seen = [order["order_id"] async for order in pages]
            if seen == expected:
                break
            assert time.monotonic() < give_up_at
            await asyncio.sleep(0.05)
