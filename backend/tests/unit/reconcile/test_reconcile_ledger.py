"""The ledger finds every way in which counters and orders can disagree, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from backend_testing.samples import HAT, MUG, order, parcel, product, usd

from backend.orders.domain.order import Order, OrderStatus
from backend.orders.item import tracking_keys
from backend.products.domain.product import Product, Stock
from backend.reconcile.ledger import Ledger

PARCEL = parcel("first", {MUG: 2}, tracking="1Z")
PART = order("PROCESSING", PARCEL, history=("order.placed", "order.partly_shipped"))
WHOLE = order("SHIPPED", parcel("all", {MUG: 3, HAT: 1}), history=("order.placed", "order.shipped"))
CLOSED = replace(
    PART, status=OrderStatus.SHIPPED, timeline=order(history=("order.placed", "", "order.closed")).timeline
)
CANCELLED = order("CANCELLED", history=("order.placed", "order.cancelled"))


def shelf(sku: str, available: int, reserved: int, shipped: int) -> Product:
    return replace(product(sku), stock=Stock(available + reserved + shipped, available, reserved, shipped))


MUGS, HATS = shelf("MUG", 10, 1, 2), shelf("HAT", 10, 1, 0)


def found(
    orders: Sequence[Order], products: Sequence[Product], pointers: Sequence[str] | None = None
) -> list[str]:
    ledger = Ledger()
    for made in orders:
        keys = tracking_keys(made)
        ledger.add_order(made, set(keys))
        for key in keys if pointers is None else ():
            ledger.add_pointer(key)
    for key in pointers or ():
        ledger.add_pointer(key)
    for made_product in products:
        ledger.add_product(made_product)
    return [f"{difference.subject}: {difference.rule}" for difference in ledger.differences()]


@pytest.mark.parametrize(
    ("orders", "products"),
    [
        ([], [shelf("MUG", 10, 0, 0)]),
        ([order()], [shelf("MUG", 0, 3, 0), shelf("HAT", 0, 1, 0)]),
        ([PART], [MUGS, HATS]),
        ([WHOLE], [shelf("MUG", 1, 0, 3), shelf("HAT", 1, 0, 1)]),
        ([CLOSED], [shelf("MUG", 1, 0, 2), shelf("HAT", 1, 0, 0)]),
        ([CANCELLED], [shelf("MUG", 1, 0, 0)]),
    ],
)
def test_books_that_agree_have_no_difference(orders: list[Order], products: list[Product]) -> None:
    """Orders in every state, with the counters that they make, are in order."""
    assert found(orders, products) == []


@pytest.mark.parametrize(
    ("products", "rule"),
    [
        ([replace(MUGS, stock=Stock(14, 10, 1, 2)), HATS], "received = available + reserved + shipped"),
        ([shelf("MUG", 10, 2, 2), HATS], "reserved = what open orders have not shipped"),
        ([shelf("MUG", 10, 1, 1), HATS], "shipped = what shipments carry"),
        ([shelf("MUG", -1, 1, 2), HATS], "no counter is below zero"),
        ([HATS], "named by an order"),
    ],
)
def test_each_counter_is_held_against_the_orders(products: list[Product], rule: str) -> None:
    """A counter that is off is named with the rule that it breaks."""
    assert found([PART], products) == [f"product {MUG}: {rule}"]


@pytest.mark.parametrize(
    ("spoiled", "rule"),
    [
        (replace(PART, timeline=(*PART.timeline, PART.timeline[-1])), "the timeline has no gap"),
        (replace(PART, timeline=PART.timeline[1:]), "the timeline has no gap"),
        (replace(PART, total=usd(1)), "total = sum of its lines"),
        (replace(PART, status=OrderStatus.SHIPPED), "SHIPPED when nothing is left to ship"),
        (replace(WHOLE, status=OrderStatus.PROCESSING), "SHIPPED when nothing is left to ship"),
        (replace(PART, status=OrderStatus.CANCELLED), "a cancelled order has no shipment"),
        (replace(PART, shipments=(parcel("p", {MUG: 4}),)), f"ships no more of {MUG} than ordered"),
    ],
)
def test_each_order_is_held_against_itself(spoiled: Order, rule: str) -> None:
    """An order whose parts disagree is named with the rule that it breaks."""
    assert f"order {PART.order_id}: {rule}" in found([spoiled], [MUGS, HATS])


def test_pointers_and_parcels_lead_to_each_other() -> None:
    """A parcel without its pointer and a pointer without its parcel are both differences."""
    (key,) = tracking_keys(PART)
    assert found([PART], [MUGS, HATS], pointers=["tracking##X#none"]) == [
        "pointer tracking##X#none: leads to a parcel",
        f"pointer {key}: each tracked parcel has one",
    ]
