"""What the shop tells of the live feed, and whom."""

from __future__ import annotations

from pydantic import BaseModel

from chassis.live_feed.entry import Entry
from chassis.live_feed.streams import Told
from customer_bff.events.views import OrderMoved, Parcel, ProductChanged, ProductGone
from customer_bff.orders.views import ProductQuantity
from customer_bff.products.news import PRODUCT_EVENTS, ProductEvent
from customer_bff.products.views import product_view

ORDER_EVENTS = "order."
"""How the types of these events begin."""


class OrderEvent(BaseModel):
    """What the shop reads of an event about an order."""

    type: str
    order_id: str
    version: int
    status: str
    at: str
    actor: str
    customer_id: str
    parcel: Parcel | None = None
    released: list[ProductQuantity] | None = None


def tell(entry: Entry) -> Told | None:
    """Products are everybody's, an order is its customer's alone. Raises ValueError for what is no event."""
    if entry.type.startswith(PRODUCT_EVENTS):
        product = ProductEvent.model_validate_json(entry.body).product
        if product.status != "ACTIVE":
            gone = ProductGone(product_id=product.product_id)
            return Told(gone.type, gone.model_dump_json())
        changed = ProductChanged(product=product_view(product))
        return Told(changed.type, changed.model_dump_json())
    if entry.type.startswith(ORDER_EVENTS):
        event = OrderEvent.model_validate_json(entry.body)
        own = event.actor == f"customer:{event.customer_id}"
        told = event.model_dump(exclude={"actor", "customer_id"}) | {"actor": "you" if own else "shop"}
        moved = OrderMoved.model_validate(told)
        return Told(moved.type, moved.model_dump_json(exclude_none=True), only_for=event.customer_id)
    return None
