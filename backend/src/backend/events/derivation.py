"""Events out of what a table's stream says: pure functions of the old and the new image of an item."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import TypeVar

from backend.events.event import (
    OrderEvent,
    ProductArchived,
    ProductCreated,
    ProductEdited,
    ProductEvent,
    ProductRestored,
    ProductStockChanged,
    PublishedEvent,
    StockMoved,
)
from backend.events.order_history import events_of
from backend.events.underivable import Underivable
from backend.orders import item as order_item
from backend.persistence.items import Item
from backend.products import item as product_item
from backend.products.domain.product import Product, ProductStatus, Stock
from backend.products.schemas import ProductView

Read = TypeVar("Read")

_NO_STOCK = Stock(0, 0, 0, 0)
_COUNTED = ("version", "revision", "edited_revision", "updated_at", "stock")
"""What moves of itself when something else does."""


@dataclass(frozen=True, slots=True)
class Change:
    """One write of one item: None where there was, or is, no item. `at` is as the stream tells it: to the
    second on AWS, to the minute in DynamoDB Local."""

    old: Item | None
    new: Item | None
    at: datetime


Derive = Callable[[Change], Sequence[PublishedEvent]]


def order_events(change: Change) -> list[OrderEvent]:
    """An event for each timeline entry that the write added: one, as the backend writes.

    Several, when an order was put whole with its history (a restored backup); none for tracking pointers and for a
    write that adds no entry. Raises `Underivable` when an order is removed or its history becomes shorter.
    """
    if not any(image is not None and "timeline" in image for image in (change.old, change.new)):
        return []
    name, before = _name(change, "order_id"), _version(change.old)
    if change.new is None or _version(change.new) < before:
        raise Underivable(f"{name}: lost its history behind version {before}")
    return events_of(_read(order_item.from_item, change.new, name), after=before)


def product_events(change: Change) -> list[ProductEvent]:
    """The event of the revision that the write made.

    None for the items that keep staff changes, and for a write that leaves the revision. Of revisions in between,
    which a stream does not swallow, nothing is told: views need the newest only. Raises `Underivable` when a
    product is removed or its revision goes back.
    """
    if not any(image is not None and "sku" in image for image in (change.old, change.new)):
        return []
    name = _name(change, "product_id")
    if change.new is None:
        raise Underivable(f"{name}: removed")
    old = _read(product_item.from_item, change.old, name) if change.old else None
    new = _read(product_item.from_item, change.new, name)
    if old is not None and new.revision < old.revision:
        raise Underivable(f"{name}: revision {new.revision} after {old.revision}")
    if old is not None and new.revision == old.revision:
        return []
    return [_product_event(old, new, change.at)]


def _product_event(old: Product | None, new: Product, at: datetime) -> ProductEvent:
    before = old.stock if old else _NO_STOCK
    moved = {
        counter.name: getattr(new.stock, counter.name) - getattr(before, counter.name)
        for counter in fields(Stock)
    }
    edited = old is not None and new.version != old.version
    facts = {
        "event_id": f"{new.product_id}:{new.revision}",
        "product_id": new.product_id,
        "revision": new.revision,
        # A stock movement leaves updated_at, which is the staff's.
        "at": new.updated_at if edited or old is None else at,
        "product": ProductView.model_validate(new),
        "stock_moved": StockMoved(**moved),
    }
    if old is None:
        return ProductCreated(**facts)
    if not edited:
        return ProductStockChanged(**facts)
    changed = [
        field.name
        for field in fields(Product)
        if field.name not in _COUNTED and getattr(new, field.name) != getattr(old, field.name)
    ]
    kind: type[ProductArchived | ProductRestored | ProductEdited] = ProductEdited
    if "status" in changed:
        kind = ProductArchived if new.status == ProductStatus.ARCHIVED else ProductRestored
    return kind(**facts, changed=changed)


def _version(image: Item | None) -> int:
    """How many entries the history has; 0 where there is no order."""
    return len(image["timeline"]["L"]) if image is not None and "timeline" in image else 0


def _read(from_item: Callable[[Item], Read], image: Item, name: str) -> Read:
    try:
        return from_item(image)
    except (KeyError, ValueError, TypeError) as error:
        raise Underivable(f"{name}: cannot be read") from error


def _name(change: Change, key: str) -> str:
    image = change.new or change.old or {}
    return f"{key.removesuffix('_id')} {image[key]['S']}"
