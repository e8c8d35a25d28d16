"""Which events operations should hear of, and in which words."""

from __future__ import annotations

from typing import Any

from backend.events.event import (
    OrderCancelled,
    OrderPlaced,
    ProductEdited,
    ProductEvent,
    ProductRestored,
    TrimmedEvent,
)
from backend.events.seen import AnyEvent
from backend.notices.domain.notice import (
    ORDER_CANCELLED,
    ORDER_PLACED,
    RAN_LOW,
    Notice,
    StockLevel,
    notice,
)
from backend.products.domain.product import ProductStatus


def notice_of(event: AnyEvent) -> Notice | None:
    """What operations should hear of the event, if anything: the same however often it is asked."""
    match event:
        case OrderPlaced():
            units = sum(line.quantity for line in event.lines)
            return notice(ORDER_PLACED, event.at, {**_order(event), "units": units}, cause=event.event_id)
        case OrderCancelled():
            # The customer's id stays out: who it was is in the order.
            by = event.actor if event.actor.startswith("ops:") else "customer"
            return notice(ORDER_CANCELLED, event.at, {**_order(event), "by": by}, cause=event.event_id)
        case ProductEvent():
            return _of_product(event)
        case TrimmedEvent() if event.type in (ORDER_PLACED, ORDER_CANCELLED):
            return notice(event.type, event.at, {"order_id": event.subject}, cause=event.event_id)
    return None


def _order(event: OrderPlaced | OrderCancelled) -> dict[str, Any]:
    return {"order_id": event.order_id, "total": event.total.model_dump()}


def _of_product(event: ProductEvent) -> Notice | None:
    product = event.product
    level = StockLevel(
        for_sale=product.status == ProductStatus.ACTIVE,
        available=product.stock.available,
        moved=event.stock_moved.available,
        threshold=product.low_stock_threshold,
        newly_watched=isinstance(event, ProductRestored)
        or (isinstance(event, ProductEdited) and "low_stock_threshold" in event.changed),
    )
    if not level.ran_low:
        return None
    data = {
        "product_id": product.product_id,
        "sku": product.sku,
        "name": product.name,
        "available": level.available,
        "low_stock_threshold": level.threshold,
    }
    return notice(RAN_LOW, event.at, data, cause=event.event_id)
