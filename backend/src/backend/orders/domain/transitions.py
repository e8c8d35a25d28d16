"""How an order moves: the table, and the change that each move makes.

Every function here takes the order as it stands and answers the `OrderChange` to make, or None when what is asked
already holds (a repeat changes nothing). What the table does not allow raises `TransitionRefused`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from backend.orders.domain.errors import (
    KeyReused,
    NotShippable,
    ShipmentNotFound,
    ShipmentRefused,
    TooManyShipments,
    TransitionRefused,
)
from backend.orders.domain.order import Order, OrderStatus, Shipment, ShippedLine, TimelineEntry

PROCESSING, SHIPPED, DELIVERED, CANCELLED = (
    OrderStatus.PROCESSING,
    OrderStatus.SHIPPED,
    OrderStatus.DELIVERED,
    OrderStatus.CANCELLED,
)
MAX_SHIPMENTS = 100
"""Keeps an order's item far below DynamoDB's 400 kB and its transactions below 100 items."""


@dataclass(frozen=True, slots=True)
class Transition:
    """One row of the table. `needs` says, of the order, whether the move is open; `unless` says why it is not."""

    start: OrderStatus
    end: OrderStatus
    needs: Callable[[Order], bool]
    unless: str


def _nothing_shipped(order: Order) -> bool:
    return not order.shipments


def _always(_: Order) -> bool:
    return True


TRANSITIONS = (
    #          from        to         open when         else because                                    # stock
    Transition(
        PROCESSING, CANCELLED, _nothing_shipped, "part of the order has shipped already"
    ),  # reserved → available
    Transition(
        PROCESSING, SHIPPED, _always, ""
    ),  # the last line ships: reserved → shipped; closing: → available
    Transition(SHIPPED, DELIVERED, _always, ""),  # –
)


def allowed(order: Order) -> list[OrderStatus]:
    """The statuses that the order can move to now."""
    return [row.end for row in TRANSITIONS if row.start == order.status and row.needs(order)]


@dataclass(frozen=True, slots=True)
class OrderChange:
    """`after` replaces `before` in one write, together with what it does to stock.

    `released` goes from reserved back to available, `shipped` from reserved to shipped, by product.
    """

    before: Order
    after: Order
    released: Mapping[str, int] = field(default_factory=dict)
    shipped: Mapping[str, int] = field(default_factory=dict)

    @property
    def entry(self) -> TimelineEntry:
        """The one timeline entry that the change adds."""
        return self.after.timeline[-1]

    def stamped(self, operation_id: str) -> OrderChange:
        """The same change, its entry naming the operation that makes it."""
        entry = replace(self.entry, operation_id=operation_id)
        after = replace(self.after, timeline=(*self.after.timeline[:-1], entry))
        return replace(self, after=after)


def cancel(order: Order, *, actor: str, at: datetime, reason: str | None) -> OrderChange | None:
    """Cancel the whole order; all that was reserved for it is available again."""
    if order.status == CANCELLED:
        return None
    require(order, CANCELLED)
    after = _changed(order, "order.cancelled", actor, at, {"reason": reason}, status=CANCELLED)
    return OrderChange(order, after, released=order.unshipped())


def ship(
    order: Order,
    *,
    shipment_id: str,
    fingerprint: str,
    carrier: str | None,
    tracking_number: str | None,
    lines: Sequence[ShippedLine] | None,
    actor: str,
    at: datetime,
) -> OrderChange | None:
    """Send a parcel with `lines`, or with all that is left (None). The last one moves the order to SHIPPED.

    The same shipment again is None; its id with another request raises `KeyReused`.
    """
    if repeat := order.shipment(shipment_id):
        if repeat.fingerprint != fingerprint:
            raise KeyReused("shipment")
        return None
    require(order, SHIPPED)
    if len(order.shipments) >= MAX_SHIPMENTS:
        raise TooManyShipments(MAX_SHIPMENTS)
    left = order.unshipped()
    parcel = _parcel(left, lines)
    shipment = Shipment(
        shipment_id=shipment_id,
        carrier=carrier,
        tracking_number=tracking_number,
        lines=tuple(ShippedLine(product_id, quantity) for product_id, quantity in parcel.items()),
        shipped_at=at,
        delivered_at=None,
        fingerprint=fingerprint,
    )
    complete = parcel == left
    after = _changed(
        order,
        "order.shipped" if complete else "order.partly_shipped",
        actor,
        at,
        {
            "shipment_id": shipment_id,
            "carrier": carrier,
            "tracking_number": tracking_number,
            "lines": [{"product_id": p, "quantity": q} for p, q in parcel.items()],
        },
        status=SHIPPED if complete else PROCESSING,
        shipments=(*order.shipments, shipment),
    )
    return OrderChange(order, after, shipped=parcel)


def close(order: Order, *, actor: str, at: datetime, reason: str | None) -> OrderChange | None:
    """Say that what is left will not be shipped: it is available again, and the order counts as SHIPPED."""
    if any(entry.type == "order.closed" for entry in order.timeline):
        return None
    require(order, SHIPPED)
    if not order.shipments:
        raise TransitionRefused(
            order.status, SHIPPED, allowed(order), "nothing has shipped yet: cancel it instead"
        )
    rest = order.unshipped()
    data = {"reason": reason, "lines": [{"product_id": p, "quantity": q} for p, q in rest.items()]}
    return OrderChange(order, _changed(order, "order.closed", actor, at, data, status=SHIPPED), released=rest)


def deliver(order: Order, *, actor: str, at: datetime) -> OrderChange | None:
    """The customer has everything: parcels that were still under way count as delivered now."""
    if order.status == DELIVERED:
        return None
    require(order, DELIVERED)
    shipments = tuple(replace(s, delivered_at=s.delivered_at or at) for s in order.shipments)
    return OrderChange(
        order, _changed(order, "order.delivered", actor, at, {}, status=DELIVERED, shipments=shipments)
    )


def edit_shipment(
    order: Order,
    shipment_id: str,
    *,
    delivered: bool,
    corrections: Mapping[str, str | None],
    actor: str,
    at: datetime,
) -> OrderChange | None:
    """Correct a parcel's `carrier` or `tracking_number`, or say that it has arrived.

    The arrival of the last parcel of a SHIPPED order delivers the order.
    """
    shipment = order.shipment(shipment_id)
    if shipment is None:
        raise ShipmentNotFound(shipment_id)
    arrives = delivered and shipment.delivered_at is None
    corrected = {name: value for name, value in corrections.items() if getattr(shipment, name) != value}
    if not arrives and not corrected:
        return None
    edited = replace(shipment, **corrected, delivered_at=at if arrives else shipment.delivered_at)  # type: ignore[arg-type]  # keys are carrier and tracking_number
    shipments = tuple(edited if s.shipment_id == shipment_id else s for s in order.shipments)
    complete = arrives and order.status == SHIPPED and all(s.delivered_at for s in shipments)
    kind = (
        "order.delivered"
        if complete
        else "order.shipment_delivered"
        if arrives
        else "order.shipment_corrected"
    )
    data = {"shipment_id": shipment_id, **corrected}
    status = DELIVERED if complete else order.status
    return OrderChange(order, _changed(order, kind, actor, at, data, status=status, shipments=shipments))


def require(order: Order, end: OrderStatus) -> None:
    """Raise `TransitionRefused` unless the table lets the order move to `end` now."""
    for row in TRANSITIONS:
        if (row.start, row.end) == (order.status, end):
            if row.needs(order):
                return
            raise TransitionRefused(order.status, end, allowed(order), row.unless)
    raise TransitionRefused(
        order.status, end, allowed(order), f"an order that is {order.status} cannot be {end}"
    )


def _parcel(left: Mapping[str, int], lines: Sequence[ShippedLine] | None) -> dict[str, int]:
    if lines is None:
        return dict(left)
    parcel: dict[str, int] = {}
    for line in lines:
        parcel[line.product_id] = parcel.get(line.product_id, 0) + line.quantity
    over = [NotShippable(p, q, left.get(p, 0)) for p, q in parcel.items() if q > left.get(p, 0)]
    if over:
        raise ShipmentRefused(over)
    return parcel


def _changed(order: Order, kind: str, actor: str, at: datetime, data: dict[str, Any], **fields: Any) -> Order:
    entry = TimelineEntry(order.version + 1, kind, at, actor, data)
    return replace(order, timeline=(*order.timeline, entry), updated_at=at, **fields)
