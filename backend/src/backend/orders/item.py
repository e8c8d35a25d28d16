"""An order as its DynamoDB item, and back."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from backend.clock import timestamp
from backend.money import Money
from backend.orders.domain.order import (
    Address,
    Line,
    Order,
    OrderStatus,
    Shipment,
    ShippedLine,
    TimelineEntry,
)
from backend.persistence.items import STATUS_SHARDS, Item, OrderItem, from_wire, to_wire


def to_item(order: Order) -> Item:
    """The whole item, index keys included."""
    to = order.ship_to
    values = {
        "order_id": order.order_id,
        "customer_id": order.customer_id,
        "placed_key": placed_key(order.created_at, order.order_id),
        "status_shard": status_shard(order.status, shard_of(order.order_id)),
        "status": order.status.value,
        "fingerprint": order.fingerprint,
        "version": order.version,
        "total": _money(order.total),
        "ship_to": {
            "name": to.name,
            "line1": to.line1,
            "line2": to.line2,
            "city": to.city,
            "postal_code": to.postal_code,
            "region": to.region,
            "country": to.country,
        },
        "lines": [
            {
                "product_id": line.product_id,
                "sku": line.sku,
                "name": line.name,
                "unit_price": _money(line.unit_price),
                "quantity": line.quantity,
            }
            for line in order.lines
        ],
        "shipments": shipments_document(order),
        "timeline": [entry_document(entry) for entry in order.timeline],
        "created_at": timestamp(order.created_at),
        "updated_at": timestamp(order.updated_at),
    }
    return to_wire(OrderItem, values)


def from_item(item: Item) -> Order:
    """The order that the item holds."""
    stored = from_wire(OrderItem, item)
    return Order(
        order_id=stored["order_id"],
        customer_id=stored["customer_id"],
        fingerprint=stored["fingerprint"],
        lines=tuple(
            Line(line["product_id"], line["sku"], line["name"], Money(**line["unit_price"]), line["quantity"])
            for line in stored["lines"]
        ),
        total=Money(**stored["total"]),
        ship_to=Address(**stored["ship_to"]),
        status=OrderStatus(stored["status"]),
        shipments=tuple(_shipment(shipment) for shipment in stored["shipments"]),
        timeline=tuple(_entry(entry) for entry in stored["timeline"]),
        created_at=datetime.fromisoformat(stored["created_at"]),
        updated_at=datetime.fromisoformat(stored["updated_at"]),
    )


def placed_key(created_at: datetime, order_id: str) -> str:
    """Sorts orders by when they were placed, and by id within one millisecond."""
    return f"{timestamp(created_at)}#{order_id}"


def shard_of(order_id: str) -> int:
    """The shard of `by_status` that an order stays in."""
    return zlib.crc32(order_id.encode()) % STATUS_SHARDS


def status_shard(status: str, shard: int) -> str:
    """The partition key of `by_status`."""
    return f"{status}#{shard}"


def tracking_keys(order: Order) -> dict[str, str]:
    """The keys of the pointers from its parcels' tracking numbers to the order, each with that number."""
    tracked = [
        (shipment.carrier or "", normal_tracking_number(shipment.tracking_number))
        for shipment in order.shipments
        if shipment.tracking_number
    ]
    return {f"tracking#{carrier}#{number}#{order.order_id}": number for carrier, number in tracked}


def normal_tracking_number(tracking_number: str) -> str:
    """As carriers print them in different ways: without spaces, in capitals."""
    return "".join(tracking_number.split()).upper()


def shipments_document(order: Order) -> list[dict[str, Any]]:
    return [
        {
            "shipment_id": shipment.shipment_id,
            "carrier": shipment.carrier,
            "tracking_number": shipment.tracking_number,
            "lines": [{"product_id": line.product_id, "quantity": line.quantity} for line in shipment.lines],
            "shipped_at": timestamp(shipment.shipped_at),
            "delivered_at": timestamp(shipment.delivered_at) if shipment.delivered_at else None,
            "fingerprint": shipment.fingerprint,
        }
        for shipment in order.shipments
    ]


def entry_document(entry: TimelineEntry) -> dict[str, Any]:
    document = {
        "version": entry.version,
        "type": entry.type,
        "at": timestamp(entry.at),
        "actor": entry.actor,
        "data": entry.data,
    }
    return document if entry.operation_id is None else document | {"operation_id": entry.operation_id}


def _money(money: Money) -> dict[str, Any]:
    return {"amount_minor": money.amount_minor, "currency": money.currency}


def _shipment(stored: Mapping[str, Any]) -> Shipment:
    delivered_at = stored["delivered_at"]
    return Shipment(
        shipment_id=stored["shipment_id"],
        carrier=stored["carrier"],
        tracking_number=stored["tracking_number"],
        lines=tuple(ShippedLine(line["product_id"], line["quantity"]) for line in stored["lines"]),
        shipped_at=datetime.fromisoformat(stored["shipped_at"]),
        delivered_at=datetime.fromisoformat(delivered_at) if delivered_at else None,
        fingerprint=stored["fingerprint"],
    )


def _entry(stored: Mapping[str, Any]) -> TimelineEntry:
    return TimelineEntry(
        version=stored["version"],
        type=stored["type"],
        at=datetime.fromisoformat(stored["at"]),
        actor=stored["actor"],
        data=stored["data"],
        operation_id=stored.get("operation_id"),
    )
