"""Orders that are in order, for the checkers' own tests to spoil."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

USD = "USD"


def entry(version: int, kind: str) -> dict[str, Any]:
    return {
        "version": version,
        "type": kind,
        "at": f"2026-01-0{version}T00:00:00Z",
        "actor": "ops:ann",
        "data": {},
    }


def shipment(product_id: str, quantity: int) -> dict[str, Any]:
    return {
        "shipment_id": f"s-{product_id}-{quantity}",
        "lines": [{"product_id": product_id, "quantity": quantity}],
    }


def order(status: str, *kinds: str, shipments: tuple[dict[str, Any], ...] = ()) -> dict[str, Any]:
    """Three mugs at 500 and one hat at 2000, with a history of these entries."""
    return {
        "order_id": "o1",
        "status": status,
        "lines": [
            {"product_id": "mug", "unit_price": {"amount_minor": 500, "currency": USD}, "quantity": 3},
            {"product_id": "hat", "unit_price": {"amount_minor": 2000, "currency": USD}, "quantity": 1},
        ],
        "total": {"amount_minor": 3500, "currency": USD},
        "shipments": list(shipments),
        "timeline": [entry(version, kind) for version, kind in enumerate(kinds, start=1)],
        "version": len(kinds),
        "created_at": "2026-01-01T00:00:00Z",
    }


def placed() -> dict[str, Any]:
    return order("PROCESSING", "order.placed")


def cancelled() -> dict[str, Any]:
    return order("CANCELLED", "order.placed", "order.cancelled")


def partly_shipped() -> dict[str, Any]:
    parcels = (shipment("mug", 2),)
    return order("PROCESSING", "order.placed", "order.partly_shipped", shipments=parcels)


def shipped() -> dict[str, Any]:
    rest = {"shipment_id": "s2", "lines": [*shipment("mug", 1)["lines"], *shipment("hat", 1)["lines"]]}
    kinds = ("order.placed", "order.partly_shipped", "order.shipped")
    return order("SHIPPED", *kinds, shipments=(shipment("mug", 2), rest))


def delivered() -> dict[str, Any]:
    made = shipped()
    made["timeline"] += [entry(4, "order.shipment_delivered"), entry(5, "order.delivered")]
    made["timeline"] += [entry(6, "order.shipment_corrected")]
    made["status"], made["version"] = "DELIVERED", 6
    return made


def closed() -> dict[str, Any]:
    kinds = ("order.placed", "order.partly_shipped", "order.closed")
    return order("SHIPPED", *kinds, shipments=(shipment("mug", 2),))


def spoiled(made: dict[str, Any], spoil: Callable[[dict[str, Any]], Any]) -> dict[str, Any]:
    """A copy of the order with one thing made wrong."""
    copied = copy.deepcopy(made)
    spoil(copied)
    return copied
