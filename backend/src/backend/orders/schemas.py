"""Orders on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import ConfigDict, Field, model_validator

from backend.orders.domain.basket import Basket, Wanted
from backend.orders.domain.order import Address, OrderStatus, ShippedLine
from backend.orders.use_cases.ship_order import Parcel
from backend.schemas import WHOLE, MoneyBody, Request, ShownText, View

MAX_PRODUCTS = 50
Quantity = Annotated[int, Field(strict=True, ge=1, le=1_000_000), WHOLE]
Reason = Annotated[str | None, Field(max_length=500)]
Carrier = Annotated[ShownText, Field(max_length=60, examples=["UPS"])]
TrackingNumber = Annotated[ShownText, Field(max_length=60, examples=["1Z999AA10123456784"])]


class AddressBody(View):
    """Where an order goes."""

    model_config = ConfigDict(extra="forbid")

    name: ShownText = Field(max_length=100)
    line1: ShownText = Field(max_length=200)
    line2: str | None = Field(default=None, max_length=200)
    city: ShownText = Field(max_length=100)
    postal_code: ShownText = Field(max_length=20)
    region: str | None = Field(default=None, max_length=100)
    country: str = Field(pattern=r"^[A-Z]{2}$", description="ISO 3166-1 alpha-2", examples=["US"])


class BasketLine(Request):
    """So many of one product."""

    product_id: UUID
    quantity: Quantity


class OrderRequest(Request):
    """What a customer wants. Lines for the same product are merged; at most 50 products."""

    lines: list[BasketLine] = Field(min_length=1, max_length=MAX_PRODUCTS)
    ship_to: AddressBody
    expected_total: MoneyBody | None = Field(
        default=None, description="Refuse the order (`price_changed`) if its total is another one."
    )

    def to_basket(self) -> Basket:
        address = Address(**self.ship_to.model_dump())
        expected = self.expected_total.to_money() if self.expected_total else None
        return Basket.of(
            [Wanted(str(line.product_id), line.quantity) for line in self.lines], address, expected
        )


class CancellationRequest(Request):
    """Why, if the customer likes to say."""

    reason: Reason = None


class ClosingRequest(Request):
    """Why the rest will not be shipped."""

    reason: Reason = None


class StatusRequest(Request):
    """The status to move to. SHIPPED sends all that is left as one parcel without a tracking number."""

    status: OrderStatus
    reason: Reason = None


class ParcelLine(Request):
    """So many of one product in a parcel."""

    product_id: UUID
    quantity: Quantity


class ShipmentRequest(Request):
    """A parcel. `lines` null or left out: all that is left."""

    carrier: Carrier | None = None
    tracking_number: TrackingNumber | None = None
    lines: list[ParcelLine] | None = Field(default=None, min_length=1, max_length=MAX_PRODUCTS)

    def to_parcel(self) -> Parcel:
        lines = None
        if self.lines is not None:
            lines = [ShippedLine(str(line.product_id), line.quantity) for line in self.lines]
        return Parcel(self.carrier, self.tracking_number, lines)


class ShipmentEdit(Request):
    """DELIVERED says that the parcel has arrived; the other fields correct what was typed wrong."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 1})

    status: Literal["DELIVERED"] | None = None
    carrier: Carrier | None = None
    tracking_number: TrackingNumber | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.model_fields_set:
            raise ValueError("say at least one of status, carrier and tracking_number")
        return self

    @property
    def corrections(self) -> dict[str, str | None]:
        return self.model_dump(include=self.model_fields_set & {"carrier", "tracking_number"})


class LineView(View):
    """One product of an order, with its name and price as they were when it was placed."""

    product_id: str
    sku: str
    name: str
    unit_price: MoneyBody
    quantity: int


class ShippedLineView(View):
    """How many of one product are in a shipment."""

    product_id: str
    quantity: int


class ShipmentView(View):
    """A parcel."""

    shipment_id: str
    carrier: str | None
    tracking_number: str | None
    lines: list[ShippedLineView]
    shipped_at: datetime
    delivered_at: datetime | None


class TimelineEntryView(View):
    """What happened to an order at one version."""

    version: int
    type: str
    at: datetime
    actor: str = Field(description="`customer:ID` or `ops:NAME`")
    data: dict[str, Any]


class OrderView(View):
    """An order as it stands."""

    order_id: str
    customer_id: str
    status: OrderStatus
    lines: list[LineView]
    total: MoneyBody
    ship_to: AddressBody
    shipments: list[ShipmentView]
    version: int
    created_at: datetime
    updated_at: datetime


class OrderWithTimeline(OrderView):
    """An order with all that happened to it, oldest first."""

    timeline: list[TimelineEntryView]


class OrderPageView(View):
    """Some orders, newest first. `next_cursor` leads to older ones; null at the end."""

    items: list[OrderView]
    next_cursor: str | None


class Timeline(View):
    """All that happened to an order, oldest first."""

    items: list[TimelineEntryView]
