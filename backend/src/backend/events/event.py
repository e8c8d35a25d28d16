"""The events of orders and products, as the bus and the live feed carry them.

Past tense, with an id that is the same however often an event is published. Addresses, the names of customers and free
text that people type stay out: whoever needs them reads the order.
"""

from __future__ import annotations

from abc import abstractmethod
from datetime import datetime
from typing import Annotated, ClassVar, Literal

from pydantic import Field, TypeAdapter

from backend.events.declaration import ORDERS, PRODUCTS
from backend.orders.domain.order import OrderStatus
from backend.orders.schemas import LineView, ShippedLineView
from backend.products.schemas import ProductView
from backend.schemas import MoneyBody, View


class PublishedEvent(View):
    """What every event has, and what whoever publishes it has to know. `source`: the bus knows events by it."""

    source: ClassVar[str]

    type: str
    event_id: str
    at: datetime

    @property
    @abstractmethod
    def subject(self) -> str:
        """What the event is about: the events of one subject are published in their order."""


class OrderEvent(PublishedEvent):
    """One entry of an order's timeline, at the `version` that it made."""

    source = ORDERS

    event_id: str = Field(description="`order_id:version`: the same however often the event is published")
    order_id: str
    version: int
    actor: str = Field(description="`customer:ID` or `ops:NAME`")
    customer_id: str
    status: OrderStatus = Field(description="Where the order stood then")
    total: MoneyBody
    placed_at: datetime

    @property
    def subject(self) -> str:
        return self.order_id


class ParcelOfEvent(View):
    """A parcel as it stood then."""

    shipment_id: str
    carrier: str | None
    tracking_number: str | None
    lines: list[ShippedLineView]


class OrderPlaced(OrderEvent):
    """A customer has placed an order; its stock is reserved."""

    type: Literal["order.placed"] = "order.placed"
    lines: list[LineView]


class OrderCancelled(OrderEvent):
    """The whole order is cancelled."""

    type: Literal["order.cancelled"] = "order.cancelled"
    released: list[ShippedLineView] = Field(description="Units that are available again")


class OrderPartlyShipped(OrderEvent):
    """A parcel has been sent, and something is left to send."""

    type: Literal["order.partly_shipped"] = "order.partly_shipped"
    parcel: ParcelOfEvent


class OrderShipped(OrderEvent):
    """The last parcel has been sent."""

    type: Literal["order.shipped"] = "order.shipped"
    parcel: ParcelOfEvent


class OrderClosed(OrderEvent):
    """What had not shipped will not be."""

    type: Literal["order.closed"] = "order.closed"
    released: list[ShippedLineView] = Field(description="Units that are available again")


class OrderDelivered(OrderEvent):
    """The customer has everything."""

    type: Literal["order.delivered"] = "order.delivered"
    parcel: ParcelOfEvent | None = Field(description="The one whose arrival it was; null when ops said so")


class OrderShipmentDelivered(OrderEvent):
    """A parcel has arrived, and others have not."""

    type: Literal["order.shipment_delivered"] = "order.shipment_delivered"
    parcel: ParcelOfEvent


class OrderShipmentCorrected(OrderEvent):
    """A parcel's carrier or tracking number was typed wrong, and is right now."""

    type: Literal["order.shipment_corrected"] = "order.shipment_corrected"
    parcel: ParcelOfEvent


class StockMoved(View):
    """How far each counter moved."""

    received: int
    available: int
    reserved: int
    shipped: int


class ProductEvent(PublishedEvent):
    """One write of a product, and the whole product as it left it."""

    source = PRODUCTS

    event_id: str = Field(description="`product_id:revision`: the same however often the event is published")
    product_id: str
    revision: int = Field(description="Of two events of a product the one with the greater revision is newer")
    at: datetime = Field(description="Stock movements are timed by the table's stream, to the second")
    product: ProductView
    stock_moved: StockMoved

    @property
    def subject(self) -> str:
        return self.product_id


class ProductCreated(ProductEvent):
    """Staff have added a product."""

    type: Literal["product.created"] = "product.created"


class ProductEdited(ProductEvent):
    """Staff have changed a product, or its stock."""

    type: Literal["product.edited"] = "product.edited"
    changed: list[str] = Field(description="The fields that changed, stock counters aside")


class ProductArchived(ProductEvent):
    """A product is no longer for sale; other fields may have changed with it."""

    type: Literal["product.archived"] = "product.archived"
    changed: list[str] = Field(description="The fields that changed, stock counters aside")


class ProductRestored(ProductEvent):
    """An archived product is for sale again; other fields may have changed with it."""

    type: Literal["product.restored"] = "product.restored"
    changed: list[str] = Field(description="The fields that changed, stock counters aside")


class ProductStockChanged(ProductEvent):
    """An order has reserved, released or shipped units."""

    type: Literal["product.stock_changed"] = "product.stock_changed"


ORDER_EVENTS = (
    OrderPlaced,
    OrderCancelled,
    OrderPartlyShipped,
    OrderShipped,
    OrderClosed,
    OrderDelivered,
    OrderShipmentDelivered,
    OrderShipmentCorrected,
)
PRODUCT_EVENTS = (ProductCreated, ProductEdited, ProductArchived, ProductRestored, ProductStockChanged)

Event = Annotated[
    OrderPlaced
    | OrderCancelled
    | OrderPartlyShipped
    | OrderShipped
    | OrderClosed
    | OrderDelivered
    | OrderShipmentDelivered
    | OrderShipmentCorrected
    | ProductCreated
    | ProductEdited
    | ProductArchived
    | ProductRestored
    | ProductStockChanged,
    Field(discriminator="type"),
]
EVENT: TypeAdapter[Event] = TypeAdapter(Event)
"""Reads any event from its JSON."""


class TrimmedEvent(View):
    """Stands in for an event that is larger than the bus takes: whoever needs more reads the subject itself."""

    event_id: str
    type: str
    at: datetime
    subject: str = Field(description="The order's or the product's id")
    trimmed: Literal[True] = True


class Heartbeat(View):
    """The live feed goes on: whoever hears none for some seconds must not take silence for freshness."""

    type: Literal["heartbeat"] = "heartbeat"
    at: datetime
    read_at: datetime | None = Field(
        description="All that was committed of orders and products before then has been fed; null: not yet known"
    )
