"""Ops ships an order, whole or in part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import partial

from backend.clock import Now
from backend.fingerprint import fingerprint
from backend.orders.domain.naming import shipment_id_for
from backend.orders.domain.order import ShippedLine
from backend.orders.domain.orders import Orders
from backend.orders.domain.transitions import ship
from backend.orders.use_cases.change_order import Changed, IsCurrent, change_order


@dataclass(frozen=True, slots=True)
class Parcel:
    """What to send: `lines` None means all that is left."""

    carrier: str | None
    tracking_number: str | None
    lines: Sequence[ShippedLine] | None


@dataclass(frozen=True, slots=True)
class ShipOrder:
    """Record the shipment that the key names; the same key again finds it and adds none."""

    orders: Orders
    now: Now

    async def __call__(
        self,
        order_id: str,
        key: str,
        parcel: Parcel,
        actor: str,
        *,
        operation_id: str | None = None,
        is_current: IsCurrent | None = None,
    ) -> Changed:
        decide = partial(
            ship,
            shipment_id=shipment_id_for(order_id, key),
            fingerprint=fingerprint(asdict(parcel)),
            carrier=parcel.carrier,
            tracking_number=parcel.tracking_number,
            lines=parcel.lines,
            actor=actor,
            at=self.now(),
        )
        return await change_order(
            self.orders, order_id, decide, operation_id=operation_id, is_current=is_current
        )
