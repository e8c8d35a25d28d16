"""The seed data is sound, and loading it does what it says, as often as one likes."""

from __future__ import annotations

import asyncio
import hashlib
import importlib
import json
import sys
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from xml.parsers import expat

import pytest

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1] / "backend" / "tests")]

import draw_images  # noqa: E402  # after the path above
import load  # noqa: E402  # after the path above
import order_plan  # noqa: E402  # after the path above
from order_plan import DAYS, MINUTES_A_DAY, Fate, PlannedOrder  # noqa: E402  # after the path above

from backend.orders.domain.naming import order_id_for  # noqa: E402  # after the path above
from backend.orders.domain.order import OrderStatus  # noqa: E402  # after the path above
from backend.orders.use_cases.cancel_order import CancelOrder  # noqa: E402  # after the path above
from backend.persistence.dynamo import DatabaseAway  # noqa: E402  # after the path above
from backend.products.domain.product import product_id_for  # noqa: E402  # after the path above
from backend.products.use_cases.create_product import CreateProduct  # noqa: E402  # after the path above

memory: Any = importlib.import_module("backend_testing.memory_shop")

PRODUCTS = order_plan.read("products.json")
ORDERS = order_plan.plan()
ANCHOR = datetime(2026, 3, 1, tzinfo=UTC)


def load_into(shop: Any, anchor: datetime = ANCHOR) -> load.Loaded:
    loader = load.Loader(memory.MemoryProducts(shop), memory.MemoryOrders(shop), anchor)
    return asyncio.run(loader.load())


@pytest.fixture(scope="module")
def loaded_shop() -> Any:
    shop = memory.MemoryShop()
    load_into(shop)
    return shop


def test_there_are_enough_products() -> None:
    """At least 60 products in at least six categories, none with fewer than five."""
    categories = Counter(product["category"] for product in PRODUCTS)
    assert len(PRODUCTS) >= 60
    assert len(categories) >= 6
    assert min(categories.values()) >= 5


def test_skus_and_names_are_unique() -> None:
    """No two products share a SKU or a name."""
    assert len({product["sku"].lower() for product in PRODUCTS}) == len(PRODUCTS)
    assert len({product["name"] for product in PRODUCTS}) == len(PRODUCTS)


@pytest.mark.parametrize("product", PRODUCTS, ids=lambda product: product["sku"])
def test_the_backend_would_take_the_product(product: dict[str, Any]) -> None:
    """Each record passes the backend's own validation, costs something and is described in a shop's few words."""
    new = load.new_product(product)
    assert new.price.amount_minor > 0
    assert new.price.currency == "USD"
    assert 40 <= len(new.description) < 300


@pytest.mark.parametrize("product", PRODUCTS, ids=lambda product: product["sku"])
def test_the_picture_is_there(product: dict[str, Any]) -> None:
    """Each picture is named for its SKU, is well-formed XML, is square, needs nothing else and is under 6 kB."""
    assert product["image"] == f"images/{product['sku'].lower()}.svg"
    svg = (HERE / product["image"]).read_bytes()
    assert len(svg) < 6_000
    expat.ParserCreate().Parse(svg, True)
    assert b'viewBox="0 0 800 800"' in svg
    for outside in (b"href", b"<script", b"<image", b"<style", b"url(http"):
        assert outside not in svg


def test_no_picture_is_left_over() -> None:
    """The folder holds the products' pictures and nothing else."""
    assert sorted(f"images/{file.name}" for file in (HERE / "images").iterdir()) == sorted(
        product["image"] for product in PRODUCTS
    )


def test_the_pictures_are_as_drawn() -> None:
    """Drawing them again gives the committed bytes; if not, run draw_images.py."""
    for path, svg in draw_images.pictures().items():
        assert (HERE / path).read_text(encoding="utf-8") == svg, path


def test_every_customer_orders() -> None:
    """25 customers, `ada` and `grace` among them, and each of them has an order."""
    customers = {customer["customer_id"] for customer in order_plan.read("customers.json")}
    assert len(customers) == 25
    assert {"ada", "grace"} <= customers
    assert {order.customer_id for order in ORDERS} == customers


@pytest.mark.parametrize("fate", Fate)
def test_every_state_occurs(fate: Fate) -> None:
    """Some order ends in each state, and `ada` has one to look at too."""
    owners = [order.customer_id for order in ORDERS if order.fate is fate]
    assert len(owners) >= 8
    assert "ada" in owners


def test_the_stock_covers_the_orders() -> None:
    """No product is ordered more often than it is there, whatever order they are loaded in."""
    ordered: Counter[str] = Counter()
    for order in ORDERS:
        assert all(quantity > 0 for quantity in order.lines.values())
        ordered.update(order.lines)
    stock = {product["sku"]: product["initial_stock"] for product in PRODUCTS}
    assert {sku: count for sku, count in ordered.items() if count > stock[sku]} == {}


def test_some_products_are_short() -> None:
    """Once loaded, some products are sold out and some are low, for the shop and the ops portal to show."""
    ordered: Counter[str] = Counter()
    for order in ORDERS:
        ordered.update(order.lines)
    left = {p["sku"]: p["initial_stock"] - ordered[p["sku"]] for p in PRODUCTS}
    thresholds = {p["sku"]: p["low_stock_threshold"] for p in PRODUCTS}
    assert sum(count == 0 for count in left.values()) >= 2
    assert sum(0 < count <= thresholds[sku] for sku, count in left.items()) >= 2


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: order.key)
def test_time_runs_forwards(order: PlannedOrder) -> None:
    """Placed within the last 60 days, then shipped, then delivered; cancelled or closed after what it follows."""
    assert order.placed < DAYS * MINUTES_A_DAY
    for parcel in order.parcels:
        assert order.placed > parcel.shipped > (parcel.delivered or 0) >= 0
    shipped = [parcel.shipped for parcel in order.parcels]
    assert shipped == sorted(shipped, reverse=True)
    if order.ending:
        assert min([order.placed, *shipped]) > order.ending.at > 0


def test_the_plan_stays_as_it_is() -> None:
    """A key names its order for ever: with a changed plan, databases that hold the former one refuse to load.

    Change this digest together with the plan, and say so in the change.
    """
    contents = [
        [o.customer_id, o.key, o.lines, [[p.key, p.carrier, p.tracking_number, p.lines] for p in o.parcels]]
        for o in ORDERS
    ]
    digest = hashlib.sha256(json.dumps(contents).encode()).hexdigest()
    assert digest == "9f961c1a38fbe217eb8ba3eabf409f21272967588b15d40fee891ca692a00a61"


def test_loading_makes_what_was_planned(loaded_shop: Any) -> None:
    """Each order stands in the status that its plan says, with as many parcels, and its history in order of time."""
    statuses = {
        Fate.PROCESSING: {OrderStatus.PROCESSING},
        Fate.PARTLY_SHIPPED: {OrderStatus.PROCESSING},
        Fate.SHIPPED: {OrderStatus.SHIPPED},
        Fate.DELIVERED: {OrderStatus.DELIVERED},
        Fate.CANCELLED: {OrderStatus.CANCELLED},
        Fate.CLOSED: {OrderStatus.SHIPPED, OrderStatus.DELIVERED},
    }
    assert len(loaded_shop.orders) == len(ORDERS) == 200
    for planned in ORDERS:
        order = loaded_shop.orders[order_id_for(planned.customer_id, planned.key)]
        assert order.status in statuses[planned.fate]
        assert len(order.shipments) == len(planned.parcels)
        times = [entry.at for entry in order.timeline]
        assert times == sorted(times)
        assert ANCHOR - timedelta(days=DAYS) <= order.created_at <= times[-1] < ANCHOR


def test_stock_is_conserved(loaded_shop: Any) -> None:
    """After loading, received == available + reserved + shipped for every product, and none is below zero."""
    assert len(loaded_shop.products) == len(PRODUCTS)
    for product in loaded_shop.products.values():
        stock = product.stock
        assert stock.received == stock.available + stock.reserved + stock.shipped
        assert min(stock.available, stock.reserved, stock.shipped) >= 0


def test_loading_again_changes_nothing(loaded_shop: Any) -> None:
    """A second run, on another day, finds everything and writes nothing."""
    orders, products = dict(loaded_shop.orders), dict(loaded_shop.products)
    again = load_into(loaded_shop, ANCHOR + timedelta(days=3))
    assert (again.new_products, again.new_orders, again.refused_orders) == (0, 0, 0)
    assert loaded_shop.orders == orders
    assert loaded_shop.products == products


class BrokenOrders(memory.MemoryOrders):  # type: ignore[misc]  # imported at run time
    """Orders whose database goes away at the first change."""

    async def save(self, change: Any) -> None:
        raise DatabaseAway


@pytest.fixture
def interrupted_shop() -> Any:
    """A shop whose loading ended with a few orders placed and none of them moved."""
    shop = memory.MemoryShop()
    with pytest.raises(DatabaseAway):
        asyncio.run(load.Loader(memory.MemoryProducts(shop), BrokenOrders(shop), ANCHOR).load())
    assert 0 < len(shop.orders) < len(ORDERS)
    return shop


def test_an_interrupted_load_goes_on(interrupted_shop: Any, loaded_shop: Any) -> None:
    """What a broken run has left undone, the next one does, to the same end."""
    load_into(interrupted_shop)
    assert interrupted_shop.orders == loaded_shop.orders


def test_what_people_did_since_is_left(interrupted_shop: Any) -> None:
    """An order that its customer cancelled meanwhile stays cancelled, though the plan would ship it."""
    shipped = next(order for order in ORDERS if order.parcels)
    order_id = order_id_for(shipped.customer_id, shipped.key)
    cancel = CancelOrder(memory.MemoryOrders(interrupted_shop), lambda: ANCHOR)
    asyncio.run(cancel(shipped.customer_id, order_id, None))
    load_into(interrupted_shop)
    assert interrupted_shop.orders[order_id].status is OrderStatus.CANCELLED
    assert len(interrupted_shop.orders) == len(ORDERS)


def test_the_summary_counts_what_stands(loaded_shop: Any) -> None:
    """An order that its customer cancelled after loading is counted as cancelled at the next run."""
    shop = memory.MemoryShop(dict(loaded_shop.orders), dict(loaded_shop.products))
    before = Counter(order.status for _, order in load_into(shop).orders)
    waiting = next(order for order in ORDERS if order.fate is Fate.PROCESSING)
    cancel = CancelOrder(memory.MemoryOrders(shop), lambda: ANCHOR)
    asyncio.run(cancel(waiting.customer_id, order_id_for(waiting.customer_id, waiting.key), None))
    after = Counter(order.status for _, order in load_into(shop).orders)
    assert after[OrderStatus.CANCELLED] == before[OrderStatus.CANCELLED] + 1


def test_a_product_that_stands_is_left() -> None:
    """A product of the same SKU with other contents is kept, and the summary says so."""
    shop = memory.MemoryShop()
    own = load.new_product(PRODUCTS[0] | {"name": "My own tumbler", "initial_stock": 500})
    asyncio.run(CreateProduct(memory.MemoryProducts(shop), lambda: ANCHOR)(own))
    loaded = load_into(shop)
    assert loaded.foreign_products == 1
    assert shop.products[product_id_for(own.sku)].name == "My own tumbler"
    assert "1 products stood there with other contents" in load.summary(loaded)


def test_another_order_under_the_key_is_an_error() -> None:
    """Where the key names other contents, loading ends with one line that says what to do."""
    shop = memory.MemoryShop()
    load_into(shop)
    first = order_id_for(ORDERS[0].customer_id, ORDERS[0].key)
    shop.orders[first] = replace(shop.orders[first], fingerprint="another")
    with pytest.raises(load.CannotLoad, match="without the former one"):
        load_into(shop)


def test_the_summary_counts_the_states(loaded_shop: Any) -> None:
    """The summary names each status with its count, and the counts add up to all orders."""
    text = load.summary(load_into(loaded_shop))
    counts = [int(text.split(f" {status}")[0].split()[-1]) for status in OrderStatus]
    assert sum(counts) == len(ORDERS)
    assert text.startswith(f"products  {len(PRODUCTS)} (0 new)")
