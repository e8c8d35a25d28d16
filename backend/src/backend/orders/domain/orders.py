"""The collection of all orders, as the use cases see it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from backend.orders.domain.offer import Offer
from backend.orders.domain.order import Order
from backend.orders.domain.pricing import Quote
from backend.orders.domain.transitions import OrderChange


@dataclass(frozen=True, slots=True)
class OrderMoved(Exception):
    """The order was changed since it was read; `current` is what stands now. Nothing was written."""

    current: Order


@dataclass(frozen=True, slots=True)
class Rejected:
    """Why a placement wrote nothing: the order stands already, or these offers are not as quoted (None: no such
    product any more)."""

    existing: Order | None
    offers: Mapping[str, Offer | None]


class Orders(Protocol):
    """Every order. A write happens whole, once, or not at all."""

    async def get(self, order_id: str) -> Order | None:
        """The order as it stands now (strongly consistent)."""

    async def get_with_offers(
        self, order_id: str, product_ids: Sequence[str]
    ) -> tuple[Order | None, dict[str, Offer]]:
        """The order and the products, as they stand now, in one call; unknown products are not in the answer."""

    async def place(self, order: Order, quote: Quote) -> Rejected | None:
        """Write the order and reserve its stock, if the quote holds and the stock is there (None), else say why not.

        Raises `Contended`.
        """

    async def save(self, change: OrderChange) -> None:
        """Write the change and what it does to stock. Raises `OrderMoved`, `Contended`."""
