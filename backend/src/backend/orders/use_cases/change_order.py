"""The way every change to an existing order takes: read, decide, write if nothing moved meanwhile, else again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from backend.contention import Contended, attempts
from backend.orders.domain.errors import OrderNotFound, StaleOrder
from backend.orders.domain.order import Order
from backend.orders.domain.orders import OrderMoved, Orders
from backend.orders.domain.transitions import OrderChange

Decide = Callable[[Order], OrderChange | None]
IsCurrent = Callable[[int], bool]
"""Whether a version is the one that the caller saw."""


@dataclass(frozen=True, slots=True)
class Changed:
    """The order as it stands; `repeated` when what was asked already held."""

    order: Order
    repeated: bool


async def change_order(
    orders: Orders,
    order_id: str,
    decide: Decide,
    *,
    owner: str | None = None,
    operation_id: str | None = None,
    is_current: IsCurrent | None = None,
) -> Changed:
    """Apply what `decide` answers to the order: once for an operation, whose id the change is stamped with; with
    `is_current` only to the version that the caller saw.

    Raises `OrderNotFound` (also for another customer's order, when `owner` is given), `StaleOrder`, whatever `decide`
    raises, and `OutOfTime`.
    """
    order = await orders.get(order_id)
    if order is None or owner not in (None, order.customer_id):
        raise OrderNotFound(order_id)
    async for _ in attempts():
        # Asked first: by now the order may have moved on to where the same change would be refused.
        if order.entry_of(operation_id):
            return Changed(order, repeated=True)
        change = decide(order)
        if change is None:
            return Changed(order, repeated=True)
        # Asked last: a repeat of what was done finds a version that it made itself.
        if is_current is not None and not is_current(order.version):
            raise StaleOrder(order.version)
        if operation_id is not None:
            change = change.stamped(operation_id)
        try:
            await orders.save(change)
        except OrderMoved as moved:
            order = moved.current
        except Contended:
            pass
        else:
            return Changed(change.after, repeated=False)
    raise AssertionError("attempts() ends by returning or raising")
