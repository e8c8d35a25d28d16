"""What a basket costs, and what stands against selling it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from backend.money import MAX_AMOUNT_MINOR, Money
from backend.orders.domain.basket import Basket
from backend.orders.domain.errors import (
    CurrentPrice,
    MixedCurrencies,
    OrderError,
    OrderRefused,
    OrderTotalTooLarge,
    Shortage,
    Unavailable,
)
from backend.orders.domain.offer import Offer
from backend.orders.domain.order import Line, Order, OrderStatus, TimelineEntry


@dataclass(frozen=True, slots=True)
class Quote:
    """A basket at the prices of some offers. It holds as long as those offers' versions stand."""

    lines: tuple[Line, ...]
    total: Money
    offers: tuple[Offer, ...]

    def place(self, basket: Basket, order_id: str, customer_id: str, at: datetime) -> Order:
        """The order that this quote makes of the basket."""
        placed = TimelineEntry(
            version=1, type="order.placed", at=at, actor=f"customer:{customer_id}", data={}
        )
        return Order(
            order_id=order_id,
            customer_id=customer_id,
            fingerprint=basket.fingerprint,
            lines=self.lines,
            total=self.total,
            ship_to=basket.ship_to,
            status=OrderStatus.PROCESSING,
            shipments=(),
            timeline=(placed,),
            created_at=at,
            updated_at=at,
        )


def quote(basket: Basket, offers: Mapping[str, Offer]) -> Quote:
    """The basket at these offers; raises the `OrderError` that stands against it, stock aside.

    A refusal is only as true as the offers: when they come from memory, read them again before believing it.
    """
    unavailable = find_unavailable(basket, offers)
    if unavailable:
        raise OrderRefused(unavailable=unavailable, shortages=find_shortages(basket, offers))
    wanted = [(offers[line.product_id], line.quantity) for line in basket.lines]
    currencies = sorted({offer.unit_price.currency for offer, _ in wanted})
    if len(currencies) > 1:
        raise MixedCurrencies(currencies)
    total = Money(sum(offer.unit_price.amount_minor * quantity for offer, quantity in wanted), currencies[0])
    if total.amount_minor > MAX_AMOUNT_MINOR:
        raise OrderTotalTooLarge
    if basket.expected_total not in (None, total):
        raise OrderRefused(
            shortages=find_shortages(basket, offers),
            current_prices=[CurrentPrice(o.product_id, o.unit_price, quantity) for o, quantity in wanted],
            current_total=total,
        )
    return Quote(
        lines=tuple(Line(o.product_id, o.sku, o.name, o.unit_price, quantity) for o, quantity in wanted),
        total=total,
        offers=tuple(offer for offer, _ in wanted),
    )


def find_unavailable(basket: Basket, offers: Mapping[str, Offer]) -> list[Unavailable]:
    """The lines whose product is unknown or archived."""
    return [
        Unavailable(product_id, "archived" if product_id in offers else "unknown")
        for product_id in basket.product_ids
        if product_id not in offers or not offers[product_id].active
    ]


def find_shortages(basket: Basket, offers: Mapping[str, Offer]) -> list[Shortage]:
    """The lines that want more than their offer had when it was read."""
    return [
        Shortage(line.product_id, line.quantity, offers[line.product_id].available)
        for line in basket.lines
        if line.product_id in offers and offers[line.product_id].available < line.quantity
    ]


def refusal(basket: Basket, offers: Mapping[str, Offer]) -> OrderError | None:
    """What stands against the basket if these offers are what the database holds now, stock included."""
    try:
        quote(basket, offers)
    except OrderError as error:
        return error
    shortages = find_shortages(basket, offers)
    return OrderRefused(shortages=shortages) if shortages else None
