"""Ops corrects a parcel's carrier or tracking number, or says that it has arrived."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from backend.clock import Now
from backend.orders.domain.order import Order
from backend.orders.domain.orders import Orders
from backend.orders.domain.transitions import OrderChange, edit_shipment
from backend.orders.use_cases.change_order import Changed, IsCurrent, change_order


@dataclass(frozen=True, slots=True)
class EditShipment:
    """Change one shipment; the arrival of the last parcel of a SHIPPED order delivers it."""

    orders: Orders
    now: Now

    async def __call__(
        self,
        order_id: str,
        shipment_id: str,
        *,
        delivered: bool,
        corrections: Mapping[str, str | None],
        actor: str,
        operation_id: str | None = None,
        is_current: IsCurrent | None = None,
    ) -> Changed:
        at = self.now()

        def decide(order: Order) -> OrderChange | None:
            return edit_shipment(
                order, shipment_id, delivered=delivered, corrections=corrections, actor=actor, at=at
            )

        return await change_order(
            self.orders, order_id, decide, operation_id=operation_id, is_current=is_current
        )
