"""What is answered of the days of a period: each of them, also those on which nothing was, and what they add up to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from backend.insights.period import Period
from backend.insights.queries import Rows

MOST_STOCK_OUTS = 500

Days = Mapping[str, Rows]


def orders_by_day(days: Days, period: Period) -> list[dict[str, Any]]:
    """Each day has the amounts of every currency that the period has, in one order."""
    currencies = sorted({row["currency"] for rows in days.values() for row in rows})
    answered = []
    for day in period:
        rows = {row["currency"]: row for row in days.get(day.isoformat(), ())}
        amounts = [rows.get(currency, _no_amounts(currency)) for currency in currencies]
        answered.append({"day": day, "orders": sum(row["orders"] for row in amounts), "amounts": amounts})
    return answered


def time_to_ship(days: Days, period: Period) -> list[dict[str, Any]]:
    return _each_day(days, period, {"orders": 0, "median_hours": None, "longest_hours": None})


def cancellation_rate(days: Days, period: Period) -> list[dict[str, Any]]:
    return _each_day(days, period, {"orders": 0, "cancelled": 0, "rate": None})


def top_products(days: Days, limit: int) -> list[dict[str, Any]]:
    """The `limit` products of which most units were ordered, currencies apart; a product's name is its latest."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for _, rows in sorted(days.items()):
        for row in rows:
            key = row["product_id"], row["currency"]
            known = found.get(key)
            if known is None:
                found[key] = {name: value for name, value in row.items() if name != "day"}
                continue
            known["name"] = row["name"]
            for count in ("units", "amount_minor", "orders"):
                known[count] += row[count]
    return sorted(found.values(), key=lambda row: (-row["units"], row["sku"], row["currency"]))[:limit]


def stock_outs(days: Days) -> list[dict[str, Any]]:
    """The latest first."""
    rows = [dict(row) for rows in days.values() for row in rows]
    rows.sort(key=lambda row: (row["out_at"], row["sku"]), reverse=True)
    return rows[:MOST_STOCK_OUTS]


def _no_amounts(currency: str) -> dict[str, Any]:
    return {"currency": currency} | dict.fromkeys(
        ("orders", "ordered_minor", "taken_back_minor", "revenue_minor"), 0
    )


def _each_day(days: Days, period: Period, nothing: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Of these questions a day has one row or none."""
    return [dict(row) for day in period for row in days.get(day.isoformat(), [{"day": day, **nothing}])]
