"""What operations should hear of, and in which words."""

from __future__ import annotations

from typing import Any

from backend.dead_letters.domain.dead_letter import DeadLetter
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
    DEAD_LETTER_ARRIVED,
    IMPORT_FINISHED,
    ORDER_CANCELLED,
    ORDER_PLACED,
    RAN_LOW,
    Notice,
    StockLevel,
    notice,
)
from backend.operations.domain.operation import Operation
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


def notice_of_operation(operation: Operation) -> Notice | None:
    """That an import has ended, applied or refused. Of a dry run, which changes nothing, only its asker need know."""
    result = operation.result or {}
    if operation.kind != "import_products" or not operation.finished or result.get("dry_run"):
        return None
    data = {
        "operation_id": operation.operation_id,
        "by": f"ops:{operation.asked_by}",
        "state": operation.state.value,
        "rows": {name: count for name, count in result.items() if name != "dry_run"},
    }
    return notice(IMPORT_FINISHED, operation.updated_at, data, cause=operation.operation_id)


def notice_of_dead_letter(letter: DeadLetter) -> Notice:
    """Its message and cause stay out, which may name a customer: who may see them finds them by the id."""
    data = {"dead_letter_id": letter.dead_letter_id, "queue": letter.queue}
    return notice(DEAD_LETTER_ARRIVED, letter.found_at, data, cause=letter.dead_letter_id)


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
