"""Insights on the wire."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import Field

from backend.schemas import View


class Insight(View):
    """`as_of`: events that had arrived by then are in it; null: nothing has been worked out yet."""

    as_of: datetime | None


class DayOfOrders(View):
    """Orders placed on one day (UTC) in one currency."""

    day: date
    currency: str
    orders: int
    ordered_minor: int
    revenue_minor: int = Field(description="Of those that are not cancelled")


class OrdersByDay(Insight):
    """The last 90 days, newest first."""

    items: list[DayOfOrders]


class TopProduct(View):
    """What has been ordered of a product, cancelled orders aside."""

    sku: str
    name: str
    currency: str
    units: int
    amount_minor: int
    orders: int


class TopProducts(Insight):
    """The hundred of which most units were ordered in the last 90 days."""

    items: list[TopProduct]


class DayOfShipping(View):
    """How long orders placed on one day (UTC) took to their first parcel."""

    day: date
    orders: int
    median_hours: float
    longest_hours: float


class TimeToShip(Insight):
    """The last 90 days, newest first; orders that have shipped."""

    items: list[DayOfShipping]


class DayOfCancellations(View):
    """Which part of the orders placed on one day (UTC) is cancelled."""

    day: date
    orders: int
    cancelled: int
    rate: float = Field(ge=0, le=1)


class CancellationRate(Insight):
    """The last 90 days, newest first."""

    items: list[DayOfCancellations]


class StockOut(View):
    """A time during which a product had nothing left to sell."""

    product_id: str
    sku: str
    name: str
    out_at: datetime
    back_at: datetime | None = Field(description="Null while there is still nothing")


class StockOuts(Insight):
    """The latest 500 of the last 90 days, newest first."""

    items: list[StockOut]
