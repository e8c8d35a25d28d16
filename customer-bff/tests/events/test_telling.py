"""customer_bff.events.telling"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from chassis.live_feed.entry import Entry, Place
from chassis.live_feed.streams import Told
from customer_bff.events.telling import OrderEvent, tell
from customer_bff.events.views import OrderMoved, ShopEvent

Made = Callable[..., dict[str, Any]]
EVENTS = Path(__file__).parents[3] / "contracts" / "events"
SCHEMAS = {
    file.name.removesuffix(".schema.json"): json.loads(file.read_text())
    for file in EVENTS.glob("*.schema.json")
}
PARCEL = {
    "shipment_id": "p1",
    "carrier": "UPS",
    "tracking_number": "1Z",
    "lines": [{"product_id": "x", "quantity": 1}],
}


def told(type: str, **body: Any) -> Told | None:
    return tell(Entry(Place(1, 1), type, json.dumps({"type": type, **body}).encode()))


def of_order(type: str, **fields: Any) -> dict[str, Any]:
    """What is told of an order of ann's, and that it is told to her alone."""
    order = {
        "event_id": "o:3",
        "order_id": "o",
        "version": 3,
        "at": "2026-11-22T09:30:00Z",
        "actor": "ops:sam",
        "customer_id": "ann",
        "status": "PROCESSING",
        "total": {"amount_minor": 3500, "currency": "USD"},
        "placed_at": "2026-11-22T09:00:00Z",
    }
    found = told(type, **order | fields)
    assert found is not None
    assert (found.event, found.only_for) == (type, "ann")
    data: dict[str, Any] = json.loads(found.data)
    ShopEvent.model_validate(data)
    return data


def test_an_order_is_its_customers_alone_and_staff_have_no_names() -> None:
    """Exactly these fields: no customer, no member of staff, no sums that the order itself has."""
    assert of_order("order.partly_shipped", parcel=PARCEL) == {
        "type": "order.partly_shipped",
        "order_id": "o",
        "version": 3,
        "status": "PROCESSING",
        "at": "2026-11-22T09:30:00Z",
        "actor": "shop",
        "parcel": PARCEL,
    }


def test_what_the_customer_did_is_theirs() -> None:
    """They see that it was they themselves; another customer cannot have been it."""
    assert of_order("order.placed", actor="customer:ann", lines=[])["actor"] == "you"
    assert of_order("order.placed", actor="customer:bob", lines=[])["actor"] == "shop"


def test_what_will_not_be_shipped_is_said() -> None:
    """Of a cancelled order and of a closed one."""
    lines = [{"product_id": "x", "quantity": 2}]
    assert of_order("order.cancelled", status="CANCELLED", released=lines)["released"] == lines


def test_a_product_is_everybodys(a_product: Made) -> None:
    """As the shop lists it: no counters, no threshold, nothing of who changed what."""
    found = told("product.stock_changed", product=a_product(), stock_moved={"reserved": 1})
    assert found is not None
    assert (found.event, found.only_for) == ("product.changed", None)
    assert json.loads(found.data) == {
        "type": "product.changed",
        "product": {
            "product_id": "6f6a4c2e-3f43-5c44-9d4a-8a3e6b1f0001",
            "sku": "TUM-01",
            "name": "Tumbler 1",
            "description": "Keeps tea warm.",
            "image_url": None,
            "category": "drinkware",
            "price": {"amount_minor": 3500, "currency": "USD"},
            "available": 47,
            "in_stock": True,
        },
    }


@pytest.mark.parametrize("type", ["product.archived", "product.edited", "product.stock_changed"])
def test_of_an_archived_product_only_its_end_is_told(a_product: Made, type: str) -> None:
    """Whatever staff do to it later: customers cannot tell it from one that never was."""
    product = a_product(status="ARCHIVED")
    found = told(type, product=product)
    assert found is not None
    assert json.loads(found.data) == {"type": "product.gone", "product_id": product["product_id"]}


@pytest.mark.parametrize("type", ["import.finished", "notice.raised", "dead_letter.added"])
def test_what_is_not_the_shops_is_told_to_nobody(type: str) -> None:
    """Whatever other events there will be in the feed."""
    assert told(type) is None


def test_what_makes_no_sense_is_not_told() -> None:
    """It is an error for whoever reads the log, and no half of an event."""
    with pytest.raises(ValueError, match="customer_id"):
        told("order.placed", order_id="o")


@pytest.mark.parametrize("type", [name for name in SCHEMAS if name.startswith("order.")])
def test_what_is_read_of_an_order_is_in_its_events(type: str) -> None:
    """By their committed schemas: each type is one that customers are told of, with each field that is needed."""
    assert type in OrderMoved.model_json_schema()["properties"]["type"]["enum"]
    needed = {name for name, field in OrderEvent.model_fields.items() if field.is_required()} - {"type"}
    assert needed <= set(SCHEMAS[type]["required"])
    assert {"parcel", "released", "lines"} & set(SCHEMAS[type]["required"])


@pytest.mark.parametrize("type", [name for name in SCHEMAS if name.startswith("product.")])
def test_what_is_read_of_a_product_is_in_its_events(type: str) -> None:
    """By their committed schemas: each holds the product as the backend answers it."""
    backend = json.loads((EVENTS.parent / "backend.openapi.json").read_text())
    asked = backend["components"]["schemas"]["ProductView"]["properties"]
    assert asked.keys() == SCHEMAS[type]["$defs"]["ProductView"]["properties"].keys()
    assert "product" in SCHEMAS[type]["required"]
