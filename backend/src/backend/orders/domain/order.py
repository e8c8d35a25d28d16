"""An order and what belongs to it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from backend.money import Money


class OrderStatus(StrEnum):
    """Where an order stands; `transitions.TRANSITIONS` says how it moves."""

    PROCESSING = "PROCESSING"
    SHIPPED = "SHIPPED"
    DELIVERED = "DELIVERED"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True, slots=True)
class Address:
    """Where an order goes; `country` is ISO 3166-1 alpha-2."""

    name: str
    line1: str
    line2: str | None
    city: str
    postal_code: str
    region: str | None
    country: str


@dataclass(frozen=True, slots=True)
class Line:
    """One product of an order, with its name and price as they were when it was placed."""

    product_id: str
    sku: str
    name: str
    unit_price: Money
    quantity: int


@dataclass(frozen=True, slots=True)
class ShippedLine:
    """How many of one product are in a shipment."""

    product_id: str
    quantity: int


@dataclass(frozen=True, slots=True)
class Shipment:
    """A parcel. `fingerprint` is that of the request that made it, so that a repeat is recognised."""

    shipment_id: str
    carrier: str | None
    tracking_number: str | None
    lines: tuple[ShippedLine, ...]
    shipped_at: datetime
    delivered_at: datetime | None
    fingerprint: str


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """What happened to an order at one version: `type` in the past tense, `actor` as `customer:ID` or `ops:ID`.

    `operation_id` names the queued command that did it, if one did.
    """

    version: int
    type: str
    at: datetime
    actor: str
    data: dict[str, Any]
    operation_id: str | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """An order with its history: `version` is the number of entries in `timeline`."""

    order_id: str
    customer_id: str
    fingerprint: str
    lines: tuple[Line, ...]
    total: Money
    ship_to: Address
    status: OrderStatus
    shipments: tuple[Shipment, ...]
    timeline: tuple[TimelineEntry, ...]
    created_at: datetime
    updated_at: datetime

    @property
    def version(self) -> int:
        return len(self.timeline)

    def as_placed(self) -> Order:
        """The order as it was first answered: its lines, prices and version 1 are facts that never change."""
        return replace(
            self,
            status=OrderStatus.PROCESSING,
            shipments=(),
            timeline=self.timeline[:1],
            updated_at=self.created_at,
        )

    def unshipped(self) -> dict[str, int]:
        """How many of each product no shipment carries yet; products with none left are not in it."""
        left = Counter({line.product_id: line.quantity for line in self.lines})
        for shipment in self.shipments:
            left.subtract({line.product_id: line.quantity for line in shipment.lines})
        return {product_id: quantity for product_id, quantity in left.items() if quantity > 0}

    def entry_of(self, operation_id: str | None) -> TimelineEntry | None:
        """What the operation did to the order, or None."""
        if operation_id is None:
            return None
        return next((entry for entry in self.timeline if entry.operation_id == operation_id), None)

    def shipment(self, shipment_id: str) -> Shipment | None:
        """The shipment of that id, or None."""
        return next((s for s in self.shipments if s.shipment_id == shipment_id), None)
