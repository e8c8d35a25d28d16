"""Ops closes the rest of a partly shipped order, which will not be shipped."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from backend.clock import Now
from backend.orders.domain.orders import Orders
from backend.orders.domain.transitions import close
from backend.orders.use_cases.change_order import Changed, IsCurrent, change_order


@dataclass(frozen=True, slots=True)
class CloseOrder:
    """Make what is left available again and count the order as SHIPPED."""

    orders: Orders
    now: Now

    async def __call__(
        self,
        order_id: str,
        actor: str,
        reason: str | None,
        *,
        operation_id: str | None = None,
        is_current: IsCurrent | None = None,
    ) -> Changed:
        decide = partial(close, actor=actor, at=self.now(), reason=reason)
        return await change_order(
            self.orders, order_id, decide, operation_id=operation_id, is_current=is_current
        )
