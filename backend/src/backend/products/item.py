"""A product as its DynamoDB item, and back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from backend.clock import timestamp
from backend.money import Money
from backend.persistence.items import Item, ProductChangesItem, ProductItem, from_wire, to_wire
from backend.products.domain.product import Product, ProductStatus, StaffChange, Stock


def to_item(product: Product) -> Item:
    """The whole item."""
    values = {
        "product_id": product.product_id,
        "sku": product.sku,
        "name": product.name,
        "description": product.description,
        "image_url": product.image_url,
        "category": product.category,
        "price": asdict(product.price),
        "status": product.status.value,
        "received": product.stock.received,
        "available": product.stock.available,
        "reserved": product.stock.reserved,
        "shipped": product.stock.shipped,
        "low_stock_threshold": product.low_stock_threshold,
        "version": product.version,
        "revision": product.revision,
        "edited_revision": product.edited_revision,
        "fingerprint": product.fingerprint,
        "created_at": timestamp(product.created_at),
        "updated_at": timestamp(product.updated_at),
    }
    return to_wire(ProductItem, values)


def from_item(item: Item) -> Product:
    """The product that the item holds."""
    stored = from_wire(ProductItem, item)
    return Product(
        product_id=stored["product_id"],
        sku=stored["sku"],
        name=stored["name"],
        description=stored["description"],
        image_url=stored["image_url"],
        category=stored["category"],
        price=Money(**stored["price"]),
        status=ProductStatus(stored["status"]),
        stock=Stock(
            received=stored["received"],
            available=stored["available"],
            reserved=stored["reserved"],
            shipped=stored["shipped"],
        ),
        low_stock_threshold=stored["low_stock_threshold"],
        version=stored["version"],
        revision=stored["revision"],
        edited_revision=stored["edited_revision"],
        fingerprint=stored["fingerprint"],
        created_at=datetime.fromisoformat(stored["created_at"]),
        updated_at=datetime.fromisoformat(stored["updated_at"]),
    )


def changes_key(product_id: str) -> str:
    """The key of the item that keeps a product's latest staff changes."""
    return f"changes#{product_id}"


def changes_to_item(product_id: str, changes: Sequence[StaffChange]) -> Item:
    """The item of the changes, oldest first."""
    documents = [
        {
            "version": change.version,
            "at": timestamp(change.at),
            "actor": change.actor,
            "before": _document(change.before),
            "after": _document(change.after),
            **({"operation_id": change.operation_id} if change.operation_id else {}),
        }
        for change in changes
    ]
    return to_wire(ProductChangesItem, {"product_id": changes_key(product_id), "changes": documents})


def changes_from_item(item: Item) -> list[StaffChange]:
    """The changes, oldest first."""
    stored = from_wire(ProductChangesItem, item)
    return [
        StaffChange(
            version=change["version"],
            at=datetime.fromisoformat(change["at"]),
            actor=change["actor"],
            before=change["before"],
            after=change["after"],
            operation_id=change.get("operation_id"),
        )
        for change in stored["changes"]
    ]


def _document(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: _plain(value) for name, value in fields.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, Money):
        return asdict(value)
    return value.value if isinstance(value, ProductStatus) else value
