"""Lists of orders, newest first."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from backend.clock import timestamp
from backend.orders.domain.order import Order, OrderStatus
from backend.orders.indexes import OrderIndexes
from backend.orders.repository import DynamoOrders
from chassis.cursors import Cursors

_LOWEST, _HIGHEST = "0", "9999"  # below and above every placed key
_BEHIND = "~"  # makes of a timestamp what is above every placed key of that millisecond
MOST_ON_A_PAGE = 100
_ROUNDS = 5
"""A filter that no index serves may reject much of what it reads: after so many rounds the page is what was found."""


@dataclass(frozen=True, slots=True)
class OrderFilter:
    """Which orders: all conditions hold at once; an empty `statuses` means any. `placed_from` is included,
    `placed_before` is not; `number` is the beginning of an order's id."""

    statuses: Sequence[OrderStatus] = ()
    customer_id: str | None = None
    tracking_number: str | None = None
    placed_from: datetime | None = None
    placed_before: datetime | None = None
    number: str | None = None

    def admits(self, order: Order) -> bool:
        return (
            (not self.statuses or order.status in self.statuses)
            and self.customer_id in (None, order.customer_id)
            and (self.number is None or order.order_id.startswith(self.number))
            and (self.placed_from is None or order.created_at >= self.placed_from)
            and (self.placed_before is None or order.created_at < self.placed_before)
        )


@dataclass(frozen=True, slots=True)
class OrderPage:
    """Some orders, and the cursor of the page behind them (None at the end)."""

    items: list[Order]
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class ListOrders:
    """Orders from an index, each read again by its id: what is listed is as it stands now. An order placed or moved a
    moment ago may not be listed yet."""

    orders: DynamoOrders
    indexes: OrderIndexes
    cursors: Cursors

    async def __call__(self, wanted: OrderFilter, limit: int, cursor: str | None) -> OrderPage:
        """At most `limit` orders. Raises `InvalidCursor`."""
        listing = f"orders {wanted!r}"
        after = self.cursors.read(listing, cursor) if cursor else None
        if wanted.tracking_number is not None:
            ids = await self.indexes.with_tracking_number(wanted.tracking_number)
            return OrderPage([order for order in await self._read(ids) if wanted.admits(order)], None)
        low = _bound(wanted.placed_from, _LOWEST)
        # Keys know milliseconds: the one that the moment falls into is read too, and `admits` decides.
        high = _bound(wanted.placed_before, _HIGHEST) + _BEHIND
        if low > high:
            return OrderPage([], None)  # DynamoDB refuses a span that ends before it begins
        if wanted.number is not None:
            return await self._numbered(wanted, wanted.number, low, after or high, limit, listing)
        found: list[Order] = []
        for _ in range(_ROUNDS):
            keys = await self._keys(wanted)(low, after or high, limit + 2)
            fresh = [key for key in keys if key != after][: limit + 1]
            taken = fresh[: limit - len(found)]
            found += [
                order for order in await self._read([_id(key) for key in taken]) if wanted.admits(order)
            ]
            if len(fresh) == len(taken):
                return OrderPage(found, None)
            after = taken[-1]
            if len(found) == limit:
                break
        return OrderPage(found, self.cursors.issue(listing, after) if after else None)

    async def _numbered(
        self, wanted: OrderFilter, number: str, low: str, after: str, limit: int, listing: str
    ) -> OrderPage:
        """No index knows numbers: the keys of the newest orders are looked through, and the cursor says how far. A page
        ends where something is found, or after so many keys; it may be empty, with older orders behind it."""
        found: list[Order] = []
        for _ in range(_ROUNDS):
            keys, reached = await self._numbered_keys(wanted, number, low, after)
            fresh = [key for key in keys if key != after]
            taken = fresh[:limit]
            found = [order for order in await self._read([_id(key) for key in taken]) if wanted.admits(order)]
            if len(fresh) > limit:
                after = taken[-1]
                break
            if reached is None:
                return OrderPage(found, None)
            after = reached
            if found:
                break
        return OrderPage(found, self.cursors.issue(listing, after))

    async def _numbered_keys(
        self, wanted: OrderFilter, number: str, low: str, high: str
    ) -> tuple[list[str], str | None]:
        if wanted.customer_id is not None:
            return await self.indexes.numbered_of_customer(wanted.customer_id, number, low, high)
        return await self.indexes.numbered(wanted.statuses or tuple(OrderStatus), number, low, high)

    async def pages(self, wanted: OrderFilter) -> AsyncGenerator[list[Order], None]:
        """All of them, page after page, as each stands when its page is read. An order placed meanwhile is not among
        them; one that moves just then may be missed, as in any page."""
        cursor = None
        while True:
            page = await self(wanted, MOST_ON_A_PAGE, cursor)
            yield page.items
            cursor = page.next_cursor
            if cursor is None:
                return

    def _keys(self, wanted: OrderFilter) -> Callable[[str, str, int], Awaitable[list[str]]]:
        if wanted.customer_id is not None:
            customer_id = wanted.customer_id
            return lambda low, high, limit: self.indexes.of_customer(customer_id, low, high, limit)
        statuses = wanted.statuses or tuple(OrderStatus)
        return lambda low, high, limit: self.indexes.of_statuses(statuses, low, high, limit)

    async def _read(self, order_ids: Sequence[str]) -> list[Order]:
        orders = await self.orders.get_many(order_ids)
        return sorted(orders, key=lambda order: (order.created_at, order.order_id), reverse=True)


def _id(placed_key: str) -> str:
    return placed_key.rpartition("#")[2]


def number_of(text: str) -> str:
    """The beginning of an id as ids are written, of what somebody has typed: without dashes, or in capitals."""
    digits = text.replace("-", "").lower()
    groups = (digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:])
    return "-".join(group for group in groups if group)


def _bound(moment: datetime | None, otherwise: str) -> str:
    if moment is None:
        return otherwise
    try:
        return timestamp(moment)
    except OverflowError:  # in UTC it falls out of the calendar, at either end
        return _LOWEST if moment.year == 1 else _HIGHEST
