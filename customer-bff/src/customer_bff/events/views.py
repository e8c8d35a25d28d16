"""Events as customers see them: what is not named here does not leave the house."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field, RootModel

from customer_bff.orders.views import ProductQuantity
from customer_bff.products.views import Product


class ProductChanged(BaseModel):
    """A product is new, or its words, price or stock have changed."""

    type: Literal["product.changed"] = "product.changed"
    product: Product


class ProductGone(BaseModel):
    """A product is no longer for sale."""

    type: Literal["product.gone"] = "product.gone"
    product_id: str


class Parcel(BaseModel):
    """A parcel that was sent, has arrived, or whose number is right now."""

    shipment_id: str
    carrier: str | None
    tracking_number: str | None
    lines: list[ProductQuantity]


class OrderMoved(BaseModel):
    """Something happened to an order of yours; of two events the one with the greater version is newer."""

    type: Literal[
        "order.placed",
        "order.cancelled",
        "order.partly_shipped",
        "order.shipped",
        "order.closed",
        "order.delivered",
        "order.shipment_delivered",
        "order.shipment_corrected",
    ]
    order_id: str
    version: int
    status: Literal["PROCESSING", "SHIPPED", "DELIVERED", "CANCELLED"]
    at: datetime
    actor: Literal["you", "shop"]
    parcel: Parcel | None = None
    released: list[ProductQuantity] | None = Field(default=None, description="What will not be shipped.")


class Reset(BaseModel):
    """The event `reset`: something may have been missed, so read anew what you show. It says no more than that."""


class ShopEvent(
    RootModel[Annotated[ProductChanged | ProductGone | OrderMoved, Field(discriminator="type")] | Reset,]
):
    """The `data` of an event; the event is called what its `type` says, or `reset`."""
