"""The events of an order, told from its timeline alone: today and in a year they are the same, byte for byte."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from backend.events.event import (
    OrderCancelled,
    OrderClosed,
    OrderDelivered,
    OrderEvent,
    OrderPartlyShipped,
    OrderPlaced,
    OrderShipmentCorrected,
    OrderShipmentDelivered,
    OrderShipped,
    ParcelOfEvent,
)
from backend.events.underivable import Underivable
from backend.orders.domain.order import Order, OrderStatus, TimelineEntry
from backend.orders.schemas import LineView, ShippedLineView
from backend.schemas import MoneyBody

_STATUS_AFTER: Mapping[str, OrderStatus | None] = {
    "order.placed": OrderStatus.PROCESSING,
    "order.cancelled": OrderStatus.CANCELLED,
    "order.partly_shipped": OrderStatus.PROCESSING,
    "order.shipped": OrderStatus.SHIPPED,
    "order.closed": OrderStatus.SHIPPED,
    "order.delivered": OrderStatus.DELIVERED,
    "order.shipment_delivered": None,
    "order.shipment_corrected": None,
}
"""What each entry makes of the status; None leaves it."""


def events_of(order: Order, *, after: int = 0) -> list[OrderEvent]:
    """One event for each entry of the timeline behind version `after`, oldest first.

    Raises `Underivable` for a history that this version of the code cannot read.
    """
    try:
        return _tell(order, after)
    except (KeyError, ValueError) as error:
        raise Underivable(f"order {order.order_id}: its timeline cannot be read") from error


def _tell(order: Order, after: int) -> list[OrderEvent]:
    status = OrderStatus.PROCESSING
    parcels: dict[str, ParcelOfEvent] = {}
    told = []
    for entry in order.timeline:
        if entry.type not in _STATUS_AFTER:
            raise Underivable(f"order {order.order_id}: an entry of unknown type {entry.type}")
        status = _STATUS_AFTER[entry.type] or status
        _follow(entry, parcels)
        if entry.version > after:
            told.append(_event(order, entry, status, parcels))
    return told


def _follow(entry: TimelineEntry, parcels: dict[str, ParcelOfEvent]) -> None:
    """Keeps `parcels` as they stood after the entry: what is corrected later does not reach back."""
    shipment_id = entry.data.get("shipment_id")
    if shipment_id is None:
        return
    if entry.type in ("order.shipped", "order.partly_shipped"):
        parcels[shipment_id] = ParcelOfEvent.model_validate(entry.data)
        return
    corrected: dict[str, Any] = {
        name: entry.data[name] for name in ("carrier", "tracking_number") if name in entry.data
    }
    parcels[shipment_id] = parcels[shipment_id].model_copy(update=corrected)


def _event(
    order: Order, entry: TimelineEntry, status: OrderStatus, parcels: Mapping[str, ParcelOfEvent]
) -> OrderEvent:
    facts: dict[str, Any] = {
        "event_id": f"{order.order_id}:{entry.version}",
        "order_id": order.order_id,
        "version": entry.version,
        "at": entry.at,
        "actor": entry.actor,
        "customer_id": order.customer_id,
        "status": status,
        "total": MoneyBody.model_validate(order.total),
        "placed_at": order.created_at,
    }
    parcel = parcels.get(entry.data.get("shipment_id", ""))
    match entry.type:
        case "order.placed":
            return OrderPlaced(**facts, lines=[LineView.model_validate(line) for line in order.lines])
        case "order.cancelled":
            return OrderCancelled(
                **facts, released=[ShippedLineView.model_validate(line) for line in order.lines]
            )
        case "order.closed":
            released = [ShippedLineView.model_validate(line) for line in entry.data["lines"]]
            return OrderClosed(**facts, released=released)
        case "order.partly_shipped":
            return OrderPartlyShipped(**facts, parcel=parcel)
        case "order.shipped":
            return OrderShipped(**facts, parcel=parcel)
        case "order.delivered":
            return OrderDelivered(**facts, parcel=parcel)
        case "order.shipment_delivered":
            return OrderShipmentDelivered(**facts, parcel=parcel)
        case _:
            return OrderShipmentCorrected(**facts, parcel=parcel)
