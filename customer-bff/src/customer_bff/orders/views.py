"""Orders as their customer sees them: what is not named here does not leave the house."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from pydantic import MISSING, BaseModel, Field

from chassis.sessions.caller import Caller
from customer_bff.backend_api import contract
from customer_bff.products.views import Money, money_view


class OrderLine(BaseModel):
    """One product, with its name and price as they were when it was ordered."""

    product_id: str
    sku: str
    name: str
    unit_price: Money
    quantity: int


class Address(BaseModel):
    """Where the order goes."""

    name: str
    line1: str
    line2: str | None
    city: str
    postal_code: str
    region: str | None
    country: str = Field(description="ISO 3166-1 alpha-2")


class ProductQuantity(BaseModel):
    """So many of one product."""

    product_id: str
    quantity: int


class Shipment(BaseModel):
    """A parcel."""

    shipment_id: str
    carrier: str | None
    tracking_number: str | None
    lines: list[ProductQuantity]
    shipped_at: datetime
    delivered_at: datetime | None


class Order(BaseModel):
    """An order as it stands."""

    order_id: str
    status: Literal["PROCESSING", "SHIPPED", "DELIVERED", "CANCELLED"]
    lines: list[OrderLine]
    total: Money
    ship_to: Address
    shipments: list[Shipment]
    version: int
    created_at: datetime
    updated_at: datetime


class OrderPage(BaseModel):
    """Some orders, newest first. `next_cursor` leads to older ones; null at the end."""

    items: list[Order]
    next_cursor: str | None


class TimelineData(BaseModel):
    """More about what happened; what does not apply is null."""

    reason: str | None = Field(default=None, description="What you wrote when you cancelled.")
    shipment_id: str | None = None
    carrier: str | None = None
    tracking_number: str | None = None
    lines: list[ProductQuantity] | None = Field(
        default=None, description="What the parcel holds, or what will not be shipped."
    )


class TimelineEntry(BaseModel):
    """What happened to an order at one version."""

    version: int
    type: str = Field(examples=["order.placed"])
    at: datetime
    actor: Literal["you", "shop"]
    data: TimelineData


class Timeline(BaseModel):
    """All that happened to an order, oldest first."""

    items: list[TimelineEntry]


def order_view(order: contract.OrderView) -> Order:
    return Order(
        order_id=order.order_id,
        status=order.status,
        lines=[
            OrderLine(
                product_id=line.product_id,
                sku=line.sku,
                name=line.name,
                unit_price=money_view(line.unit_price),
                quantity=line.quantity,
            )
            for line in order.lines
        ],
        total=money_view(order.total),
        ship_to=_address(order.ship_to),
        shipments=[_shipment(shipment) for shipment in order.shipments],
        version=order.version,
        created_at=order.created_at,
        updated_at=order.updated_at,
    )


def order_page_view(page: contract.OrderPageView) -> OrderPage:
    return OrderPage(items=[order_view(order) for order in page.items], next_cursor=page.next_cursor)


def timeline_view(timeline: contract.Timeline, reader: Caller) -> Timeline:
    """The timeline without names of staff, and without reasons that staff wrote for each other."""
    return Timeline(items=[_entry(entry, reader) for entry in timeline.items])


def _entry(entry: contract.TimelineEntryView, reader: Caller) -> TimelineEntry:
    own = entry.actor == f"customer:{reader.subject}"
    shown = dict(entry.data)
    if not own:
        shown.pop("reason", None)
    return TimelineEntry(
        version=entry.version,
        type=entry.type,
        at=entry.at,
        actor="you" if own else "shop",
        data=_data(shown),
    )


def _data(data: dict[str, Any]) -> TimelineData:
    return TimelineData.model_validate(data)


def _address(address: contract.AddressBody) -> Address:
    return Address(
        name=address.name,
        line1=address.line1,
        line2=None if address.line2 is MISSING else address.line2,
        city=address.city,
        postal_code=address.postal_code,
        region=None if address.region is MISSING else address.region,
        country=address.country,
    )


def _shipment(shipment: contract.ShipmentView) -> Shipment:
    return Shipment(
        shipment_id=shipment.shipment_id,
        carrier=shipment.carrier,
        tracking_number=shipment.tracking_number,
        lines=[
            ProductQuantity(product_id=line.product_id, quantity=line.quantity) for line in shipment.lines
        ],
        shipped_at=shipment.shipped_at,
        delivered_at=shipment.delivered_at,
    )
