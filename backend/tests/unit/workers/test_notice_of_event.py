"""What operations hear of an event."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from backend_testing.samples import ADDRESS, AT, LATER, MUG, order, product

from backend.events.derivation import Change, product_events
from backend.events.event import TrimmedEvent
from backend.events.order_history import events_of
from backend.notices.domain.notice import Notice
from backend.products.domain.product import Product, ProductStatus, Stock
from backend.products.item import to_item
from backend.workers.notices import notice_of


def watched(
    available: int, threshold: int | None = 5, status: ProductStatus = ProductStatus.ACTIVE
) -> Product:
    stock = Stock(received=20, available=available, reserved=20 - available, shipped=0)
    return replace(product(units=20), stock=stock, low_stock_threshold=threshold, status=status)


def after(before: Product | None, made: Product, *, edited: bool = False) -> Notice | None:
    """What operations hear of the write that made this of the product."""
    if before is not None:
        version = before.version + edited
        made = replace(made, revision=before.revision + 1, version=version)
    (event,) = product_events(Change(to_item(before) if before else None, to_item(made), AT))
    return notice_of(event)


def test_a_new_order_is_told() -> None:
    """What it is worth and how many units it has; the same notice each time."""
    (event,) = events_of(order())
    told = notice_of(event)
    assert told is not None
    assert (told.type, told.at, told.read_at) == ("order.placed", AT, None)
    assert told.data == {
        "order_id": event.order_id,
        "total": {"amount_minor": 2000, "currency": "USD"},
        "units": 4,
    }
    assert notice_of(event) == told


def test_a_cancellation_is_told() -> None:
    """With who it was, when that was staff."""
    cancelled = order("CANCELLED", history=("order.placed", "order.cancelled"))
    told = notice_of(events_of(cancelled)[-1])
    assert told is not None
    assert (told.type, told.data["by"]) == ("order.cancelled", "ops:sam")
    by_ada = replace(cancelled.timeline[1], actor="customer:ada")
    by_customer = replace(cancelled, timeline=(cancelled.timeline[0], by_ada))
    told = notice_of(events_of(by_customer)[-1])
    assert told is not None
    assert told.data["by"] == "customer"


def test_no_customer_is_named() -> None:
    """Neither by id, nor by name, nor by where they live."""
    for event in events_of(order("CANCELLED", history=("order.placed", "order.cancelled"))):
        told = repr(notice_of(event))
        assert not [
            word
            for word in ("ada", ADDRESS.name, ADDRESS.line1, ADDRESS.city, ADDRESS.postal_code)
            if word in told
        ]


def test_what_is_no_news_is_not_told() -> None:
    """A parcel, an edit, a product that is new."""
    assert notice_of(events_of(order(history=("order.placed", "order.delivered")))[-1]) is None
    assert after(None, watched(0)) is None
    assert after(watched(20), replace(watched(20), name="Another"), edited=True) is None


def test_low_stock_is_told_once_a_crossing() -> None:
    """At the sale that crosses the threshold, at none below it, and again when it had recovered."""
    levels = [7, 6, 5, 3, 4, 0, 6, 5]
    told = [after(watched(before), watched(now)) for before, now in pairwise(levels)]
    assert [notice.data["available"] if notice else None for notice in told] == [
        None,
        5,
        None,
        None,
        None,
        None,
        5,
    ]
    first = told[1]
    assert first is not None
    assert first.type == "product.ran_low"
    assert first.data == {
        "product_id": MUG,
        "sku": "MUG",
        "name": "The MUG",
        "available": 5,
        "low_stock_threshold": 5,
    }


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        (watched(3, None), watched(3, 5), True),
        (watched(7, None), watched(7, 5), False),
        (watched(3, status=ProductStatus.ARCHIVED), watched(3), True),
        (watched(7), watched(3, status=ProductStatus.ARCHIVED), False),
        (watched(7), watched(3), True),
    ],
)
def test_staff_can_make_it_low_too(before: Product, now: Product, told: bool) -> None:
    """By a threshold, by bringing a product back, by a write-off; one that is archived concerns nobody."""
    assert (after(before, now, edited=True) is not None) is told


def test_an_order_too_large_to_be_told_whole_is_told() -> None:
    """By its id: whoever wants more reads it."""
    told = notice_of(TrimmedEvent(event_id="an order:1", type="order.placed", at=LATER, subject="an order"))
    assert told is not None
    assert (told.type, told.at, told.data) == ("order.placed", LATER, {"order_id": "an order"})
    assert notice_of(TrimmedEvent(event_id="p:2", type="product.edited", at=LATER, subject="p")) is None
