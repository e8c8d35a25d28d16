"""What an order costs at the database, counted on the wire."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from tests.dynamodb_proxy import DynamoDBProxy
from tests.dynamodb_proxy.meter import Reading
from tests.portals import Portals, accepted, refused
from tests.processes.platform import Platform

THE_VIEWS_OWN = {"Scan", "DescribeTable"}
"""The shop's view re-reads the catalogue, and readiness asks for the tables, whether anybody orders or not."""


@contextmanager
def database_calls(proxy: DynamoDBProxy) -> Iterator[Counter[str]]:
    """Filled at the end of the block with what requests cost, without what runs by itself."""
    calls: Counter[str] = Counter()
    reading: Reading
    with proxy.meter.reading() as reading:
        yield calls
    calls.update({name: count for name, count in reading.calls.items() if name not in THE_VIEWS_OWN})


async def test_an_order_is_one_call(platform: Platform, proxy: DynamoDBProxy, anna: Portals) -> None:
    """Once its products are known, an order of one product and one of three cost one call each."""
    products = [accepted(await anna.create_product(), 201)["product_id"] for _ in range(3)]
    accepted(await anna.place_order(dict.fromkeys(products, 1)), 201)
    for wanted in ({products[0]: 1}, dict.fromkeys(products, 2)):
        with database_calls(proxy) as calls:
            accepted(await anna.place_order(wanted), 201)
        assert calls == {"TransactWriteItems": 1}


async def test_a_replay_is_one_call(platform: Platform, proxy: DynamoDBProxy, anna: Portals) -> None:
    """The write that the stored order refuses is the replay's only call."""
    mug = accepted(await anna.create_product(), 201)
    accepted(await anna.place_order({mug["product_id"]: 1}, key="k"), 201)
    with database_calls(proxy) as calls:
        accepted(await anna.place_order({mug["product_id"]: 1}, key="k"), 201)
    assert calls == {"TransactWriteItems": 1}


async def test_a_refusal_is_one_call(platform: Platform, proxy: DynamoDBProxy, anna: Portals) -> None:
    """Sold out, told from the items that the refused write brought back; and another payload, from the stored one."""
    mug = accepted(await anna.create_product(stock=2), 201)
    accepted(await anna.place_order({mug["product_id"]: 1}, key="k"), 201)
    with database_calls(proxy) as calls:
        refused(await anna.place_order({mug["product_id"]: 5}), 409, "insufficient_stock")
    assert calls == {"TransactWriteItems": 1}
    with database_calls(proxy) as calls:
        refused(await anna.place_order({mug["product_id"]: 2}, key="k"), 422, "idempotency_key_reused")
    assert calls == {"TransactWriteItems": 1}


async def test_an_order_for_unknown_products_is_two_calls(
    platform: Platform, proxy: DynamoDBProxy, anna: Portals
) -> None:
    """After a start, when nothing is in memory, the products are read once, then written."""
    products = [accepted(await anna.create_product(), 201)["product_id"] for _ in range(3)]
    platform.backend.stop()
    platform.backend.start()
    with database_calls(proxy) as calls:
        accepted(await anna.place_order(dict.fromkeys(products, 1)), 201)
    assert calls.total() == 2
    assert calls["TransactWriteItems"] == 1


async def test_an_order_for_an_edited_product_is_at_most_two_calls(
    platform: Platform, proxy: DynamoDBProxy, anna: Portals
) -> None:
    """What memory has wrong comes back with the refused write, and the second write passes."""
    mug = accepted(await anna.create_product(price=900), 201)
    accepted(await anna.place_order({mug["product_id"]: 1}), 201)
    accepted(await anna.edit_product(mug, price={"amount_minor": 1000, "currency": "USD"}))
    with database_calls(proxy) as calls:
        order = accepted(await anna.place_order({mug["product_id"]: 1}), 201)
    assert order["total"]["amount_minor"] == 1000
    assert calls.total() <= 2
    assert calls["TransactWriteItems"] == calls.total()


async def test_an_order_of_one_product_is_at_most_eight_write_units(
    platform: Platform, proxy: DynamoDBProxy, anna: Portals
) -> None:
    """Indexes included, also after fifty staff edits of the product."""
    mug = accepted(await anna.create_product(description="x" * 300), 201)
    proxy.metering_capacity = True
    with proxy.meter.reading() as reading:
        accepted(await anna.place_order({mug["product_id"]: 1}), 201)
    assert 0 < reading.write_units <= 8
    proxy.metering_capacity = False
    for number in range(50):
        mug = accepted(await anna.edit_product(mug, name=f"Mug {number}"))
    proxy.metering_capacity = True
    with proxy.meter.reading() as reading:
        accepted(await anna.place_order({mug["product_id"]: 1}, key="later"), 201)
        accepted(await anna.place_order({mug["product_id"]: 1}, key="later"), 201)
    assert 0 < reading.write_units <= 8


async def test_catalogue_reads_cost_the_database_nothing(
    platform: Platform, proxy: DynamoDBProxy, anna: Portals
) -> None:
    """Browsing a hundred pages makes no call beyond what the view makes by itself."""
    with database_calls(proxy) as calls:
        for _ in range(100):
            accepted(await anna.shop.get("/api/products"))
    assert calls == {}
