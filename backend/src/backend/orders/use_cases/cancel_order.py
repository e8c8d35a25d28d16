"""A customer cancels an order of theirs of which nothing has shipped."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from backend.clock import Now
from backend.orders.domain.orders import Orders
from backend.orders.domain.transitions import cancel
from backend.orders.use_cases.change_order import Changed, change_order


@dataclass(frozen=True, slots=True)
class CancelOrder:
    """Cancel the customer's own order and make its stock available again; another's is `OrderNotFound`."""

    orders: Orders
    now: Now

    async def __call__(self, customer_id: str, order_id: str, reason: str | None) -> Changed:
        decide = partial(cancel, actor=f"customer:{customer_id}", at=self.now(), reason=reason)
        return await change_order(self.orders, order_id, decide, owner=customer_id)
