"""Insights on the wire."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import ConfigDict, Field

from backend.schemas import View


class Insight(View):
    """About the days `from` to `to` (UTC), both included. `as_of`: events that had arrived by then are in it; null:
    nothing has been worked out yet."""

    model_config = ConfigDict(populate_by_name=True)

    from_: date = Field(alias="from")
    to: date
    as_of: datetime | None


class AmountsOfDay(View):
    """One day's orders in one currency, in its minor unit."""

    currency: str
    orders: int
    ordered_minor: int = Field(description="Of the orders placed on the day, as they were placed")
    taken_back_minor: int = Field(
        description="What cancelling and closing orders took back on the day, whenever those had been placed"
    )
    revenue_minor: int = Field(
        description="ordered_minor - taken_back_minor; below zero if more was taken back"
    )


class DayOfOrders(View):
    """A day, with all currencies that any day of the period has."""

    day: date
    orders: int = Field(description="Placed on the day, in all currencies")
    amounts: list[AmountsOfDay]


class OrdersByDay(Insight):
    """Every day, the oldest first."""

    items: list[DayOfOrders]


class TopProduct(View):
    """What was ordered of a product in one currency, in orders that are not cancelled."""

    product_id: str
    sku: str
    name: str
    currency: str
    units: int
    amount_minor: int
    orders: int


class TopProducts(Insight):
    """Those of which most units were ordered, by the day of placing. Of each day the 300 best are counted."""

    items: list[TopProduct]


class DayOfShipping(View):
    """How long orders placed on one day took to their first parcel; those that have none yet are left out."""

    day: date
    orders: int
    median_hours: float | None = Field(description="Null without orders")
    longest_hours: float | None = Field(description="Null without orders")


class TimeToShip(Insight):
    """Every day, the oldest first."""

    items: list[DayOfShipping]


class DayOfCancellations(View):
    """Which part of the orders placed on one day is cancelled, whenever that was done."""

    day: date
    orders: int
    cancelled: int
    rate: float | None = Field(ge=0, le=1, description="Null without orders")


class CancellationRate(Insight):
    """Every day, the oldest first."""

    items: list[DayOfCancellations]


class StockOut(View):
    """A time during which a product had nothing left to sell."""

    product_id: str
    sku: str
    name: str
    out_at: datetime
    back_at: datetime | None = Field(description="Null while there is still nothing")


class StockOuts(Insight):
    """Those that began in the period, the latest first; at most 500, and 300 of a day."""

    items: list[StockOut]
