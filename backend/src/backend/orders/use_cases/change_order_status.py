"""Ops moves an order to a status, by the status's name."""

from __future__ import annotations

from dataclasses import dataclass

from backend.clock import Now
from backend.fingerprint import fingerprint
from backend.orders.domain.naming import shipment_id_for
from backend.orders.domain.order import Order, OrderStatus
from backend.orders.domain.orders import Orders
from backend.orders.domain.transitions import OrderChange, cancel, deliver, require, ship
from backend.orders.use_cases.change_order import Changed, IsCurrent, change_order


@dataclass(frozen=True, slots=True)
class ChangeOrderStatus:
    """Cancel, ship or deliver, as the wanted status says. SHIPPED sends all that is left as one untracked parcel."""

    orders: Orders
    now: Now

    async def __call__(
        self,
        order_id: str,
        wanted: OrderStatus,
        actor: str,
        reason: str | None,
        *,
        operation_id: str | None = None,
        is_current: IsCurrent | None = None,
    ) -> Changed:
        at = self.now()

        def decide(order: Order) -> OrderChange | None:
            if order.status == wanted:
                return None
            match wanted:
                case OrderStatus.CANCELLED:
                    return cancel(order, actor=actor, at=at, reason=reason)
                case OrderStatus.SHIPPED:
                    return ship(
                        order,
                        # The tab keeps it apart from every Idempotency-Key: those are printable.
                        shipment_id=shipment_id_for(order_id, f"status\t{order.version}"),
                        fingerprint=fingerprint("all that is left"),
                        carrier=None,
                        tracking_number=None,
                        lines=None,
                        actor=actor,
                        at=at,
                    )
                case OrderStatus.DELIVERED:
                    return deliver(order, actor=actor, at=at)
                case OrderStatus.PROCESSING:
                    require(order, wanted)  # no row of the table leads back: it refuses
                    return None

        return await change_order(
            self.orders, order_id, decide, operation_id=operation_id, is_current=is_current
        )
