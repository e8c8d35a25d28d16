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


def moved(order_id: str, version: int, kind: str, hours: float, placed_hours: float, **facts: Any) -> Row:
    return _order(order_id, version, kind, hours, placed_hours) | facts


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


def _amounts(day: str, currency: str, orders: int, ordered: int, taken_back: int) -> dict[str, Any]:
    return {
        "day": day,
        "currency": currency,
        "orders": orders,
        "ordered_minor": ordered,
        "taken_back_minor": taken_back,
        "revenue_minor": ordered - taken_back,
    }


def _sold(day: str, sku: str, currency: str, units: int, amount: int, orders: int) -> dict[str, Any]:
    return {
        "day": day,
        "product_id": f"id-{sku}",
        "sku": sku,
        "name": f"The {sku}",
        "currency": currency,
        "units": units,
        "amount_minor": amount,
        "orders": orders,
    }


STORY: list[Row] = [
    placed("a", 1, ("MUG", 2, 500), ("HAT", 1, 2000)),
    placed("b", 2, ("MUG", 1, 500)),
    placed("c", 3, ("HAT", 1, 2000)),
    placed("d", 25, ("MUG", 4, 500)),
    placed("e", 26, ("MUG", 1, 450), currency="EUR"),
    moved("b", 2, "order.cancelled", 30, 2, amount_minor=500, currency="USD"),
    moved("a", 2, "order.partly_shipped", 3, 1),
    moved("a", 3, "order.shipped", 9, 1),
    moved("c", 2, "order.shipped", 9, 3),
    moved("d", 2, "order.partly_shipped", 28, 25),
    moved("d", 3, "order.closed", 29, 25, lines=[{"product_id": "id-MUG", "quantity": 3}]),
    stock("MUG", 1, 0, 3),
    stock("MUG", 2, 2, 0),
    stock("MUG", 3, 2.5, 0),
    stock("MUG", 4, 5, 7),
    stock("PEN", 7, 1, 0),
    stock("PEN", 8, 2, 0),
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
        _amounts("2026-11-23", "USD", 3, 5500, 0),
        _amounts("2026-11-24", "EUR", 1, 450, 0),
        _amounts("2026-11-24", "USD", 1, 2000, 500 + 3 * 500),
    ],
    "top_products": [
        _sold("2026-11-23", "HAT", "USD", 2, 4000, 2),
        _sold("2026-11-23", "MUG", "USD", 2, 1000, 1),
        _sold("2026-11-24", "MUG", "USD", 4, 2000, 1),
        _sold("2026-11-24", "MUG", "EUR", 1, 450, 1),
    ],
    "time_to_ship": [
        {"day": "2026-11-23", "orders": 2, "median_hours": 4.0, "longest_hours": 6.0},
        {"day": "2026-11-24", "orders": 1, "median_hours": 3.0, "longest_hours": 3.0},
    ],
    "cancellation_rate": [
        {"day": "2026-11-23", "orders": 3, "cancelled": 1, "rate": 1 / 3},
        {"day": "2026-11-24", "orders": 3, "cancelled": 0, "rate": 0.0},
    ],
    "stock_outs": [
        {
            "day": "2026-11-23",
            "product_id": "id-HAT",
            "sku": "HAT",
            "name": "The HAT",
            "out_at": "2026-11-23T03:00:00.000Z",
            "back_at": None,
        },
        {
            "day": "2026-11-23",
            "product_id": "id-MUG",
            "sku": "MUG",
            "name": "The MUG",
            "out_at": "2026-11-23T02:00:00.000Z",
            "back_at": "2026-11-23T05:00:00.000Z",
        },
    ],
}
"""What is kept of the story, by question; each row has its day."""


def by_day(rows: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """As they are kept."""
    days: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        days.setdefault(row["day"], []).append(row)
    return days
