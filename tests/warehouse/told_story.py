"""A few days of a shop as events, small enough to know the answers by heart."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from backend.analytics.rows import Row

MONDAY = "2026-11-23T00:00:00+00:00"


def at(hours: float) -> datetime:
    """So long after Monday began."""
    return datetime.fromisoformat(MONDAY) + timedelta(hours=hours)


def placed(order_id: str, hours: float, *lines: tuple[str, int, int], currency: str = "USD") -> Row:
    """Lines: SKU, quantity, and what one costs."""
    return {
        **_order(order_id, 1, "order.placed", hours, hours),
        "amount_minor": sum(quantity * price for _, quantity, price in lines),
        "currency": currency,
        "lines": [
            {
                "product_id": f"id-{sku}",
                "sku": sku,
                "name": f"The {sku}",
                "quantity": quantity,
                "amount_minor": quantity * price,
            }
            for sku, quantity, price in lines
        ],
    }


def moved(order_id: str, version: int, kind: str, hours: float, placed_hours: float) -> Row:
    return _order(order_id, version, kind, hours, placed_hours)


def stock(sku: str, revision: int, hours: float, available: int) -> Row:
    return {
        "event_id": f"id-{sku}:{revision}",
        "type": "product.stock_changed",
        "happened_at": at(hours),
        "subject": f"id-{sku}",
        "version": revision,
        "sku": sku,
        "name": f"The {sku}",
        "available": available,
        "body": "{}",
    }


def _order(order_id: str, version: int, kind: str, hours: float, placed_hours: float) -> dict[str, Any]:
    return {
        "event_id": f"{order_id}:{version}",
        "type": kind,
        "happened_at": at(hours),
        "subject": order_id,
        "version": version,
        "customer_id": "ada",
        "placed_at": at(placed_hours),
        "body": "{}",
    }


STORY: list[Row] = [
    placed("a", 1, ("MUG", 2, 500), ("HAT", 1, 2000)),
    placed("b", 2, ("MUG", 1, 500)),
    placed("c", 3, ("HAT", 1, 2000)),
    placed("d", 25, ("MUG", 4, 500)),
    placed("e", 26, ("MUG", 1, 450), currency="EUR"),
    moved("b", 2, "order.cancelled", 30, 2),
    moved("a", 2, "order.partly_shipped", 3, 1),
    moved("a", 3, "order.shipped", 9, 1),
    moved("c", 2, "order.shipped", 9, 3),
    moved("d", 2, "order.shipped", 28, 25),
    stock("MUG", 1, 0, 3),
    stock("MUG", 2, 2, 0),
    stock("MUG", 3, 2.5, 0),
    stock("MUG", 4, 5, 7),
    stock("HAT", 1, 0, 1),
    stock("HAT", 2, 3, 0),
    {
        "event_id": "t:1",
        "type": "order.placed",
        "happened_at": at(27),
        "subject": "t",
        "body": '{"trimmed":true}',
    },
]
ANSWERS: dict[str, list[dict[str, Any]]] = {
    "orders_by_day": [
        {"day": "2026-11-24", "currency": "EUR", "orders": 1, "ordered_minor": 450, "revenue_minor": 450},
        {"day": "2026-11-24", "currency": "USD", "orders": 1, "ordered_minor": 2000, "revenue_minor": 2000},
        {"day": "2026-11-23", "currency": "USD", "orders": 3, "ordered_minor": 5500, "revenue_minor": 5000},
    ],
    "top_products": [
        {"sku": "MUG", "name": "The MUG", "currency": "USD", "units": 6, "amount_minor": 3000, "orders": 2},
        {"sku": "HAT", "name": "The HAT", "currency": "USD", "units": 2, "amount_minor": 4000, "orders": 2},
        {"sku": "MUG", "name": "The MUG", "currency": "EUR", "units": 1, "amount_minor": 450, "orders": 1},
    ],
    "time_to_ship": [
        {"day": "2026-11-24", "orders": 1, "median_hours": 3.0, "longest_hours": 3.0},
        {"day": "2026-11-23", "orders": 2, "median_hours": 4.0, "longest_hours": 6.0},
    ],
    "cancellation_rate": [
        {"day": "2026-11-24", "orders": 3, "cancelled": 0, "rate": 0.0},
        {"day": "2026-11-23", "orders": 3, "cancelled": 1, "rate": 1 / 3},
    ],
    "stock_outs": [
        {
            "product_id": "id-HAT",
            "sku": "HAT",
            "name": "The HAT",
            "out_at": "2026-11-23T03:00:00.000Z",
            "back_at": None,
        },
        {
            "product_id": "id-MUG",
            "sku": "MUG",
            "name": "The MUG",
            "out_at": "2026-11-23T02:00:00.000Z",
            "back_at": "2026-11-23T05:00:00.000Z",
        },
    ],
}
