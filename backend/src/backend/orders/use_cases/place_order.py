"""A customer places an order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from backend.clock import Now
from backend.contention import Contended, attempts
from backend.orders.domain.basket import Basket
from backend.orders.domain.errors import KeyReused, OrderError, OrderRefused
from backend.orders.domain.naming import order_id_for
from backend.orders.domain.offer import Offer
from backend.orders.domain.order import Order
from backend.orders.domain.orders import Orders
from backend.orders.domain.pricing import Quote, quote, refusal
from backend.orders.remembered_offers import RememberedOffers


@dataclass(frozen=True, slots=True)
class Placed:
    """The order as placed; `replayed` when an earlier request with the same key had placed it."""

    order: Order
    replayed: bool


@dataclass(frozen=True, slots=True)
class PlaceOrder:
    """Place the order that the key names: once, however often it is asked for.

    Raises an `OrderError` with everything that stands against the basket as the database holds it, and `OutOfTime`
    when others held its products till the deadline. Either way nothing was written.
    """

    orders: Orders
    remembered: RememberedOffers
    now: Now

    async def __call__(self, customer_id: str, key: str, basket: Basket) -> Placed:
        order_id = order_id_for(customer_id, key)
        offers: Mapping[str, Offer] = self.remembered.recall(basket.product_ids)
        quoted = self._quote_from_memory(basket, offers)
        async for _ in attempts():
            if quoted is None:
                existing, offers = await self.orders.get_with_offers(order_id, basket.product_ids)
                if existing:
                    return _replay(existing, basket)
                self.remembered.remember(offers.values())
                if error := refusal(basket, offers):
                    # The order was read a moment before the products: another try of it may have bought them.
                    short = isinstance(error, OrderRefused) and error.shortages
                    if short and (existing := await self.orders.get(order_id)):
                        return _replay(existing, basket)
                    raise error
                quoted = quote(basket, offers)
            order = quoted.place(basket, order_id, customer_id, self.now())
            try:
                rejected = await self.orders.place(order, quoted)
            except Contended:
                continue
            if rejected is None:
                return Placed(order, replayed=False)
            if rejected.existing:
                return _replay(rejected.existing, basket)
            # A line that did not come back held its condition: there was enough, whatever memory says.
            enough = {
                line.product_id: replace(offers[line.product_id], available=line.quantity)
                for line in basket.lines
            }
            offers = _present({**enough, **rejected.offers})
            self.remembered.remember(offers.values())
            # The offers that came back were read by the refused write itself, so what they refuse is proven.
            if error := refusal(basket, offers):
                raise error
            quoted = quote(basket, offers)
        raise AssertionError("attempts() ends by returning or raising")

    def _quote_from_memory(self, basket: Basket, offers: Mapping[str, Offer]) -> Quote | None:
        try:
            return quote(basket, offers)
        except OrderError:
            return None  # never refuse from memory: read first


def _replay(existing: Order, basket: Basket) -> Placed:
    if existing.fingerprint != basket.fingerprint:
        raise KeyReused("order")
    return Placed(existing.as_placed(), replayed=True)


def _present(offers: Mapping[str, Offer | None]) -> dict[str, Offer]:
    return {product_id: offer for product_id, offer in offers.items() if offer is not None}
