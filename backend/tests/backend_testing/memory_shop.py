"""Fakes that behave: the ports' promises kept in memory, with the same conditions and the same refusals."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from backend.contention import Contended
from backend.orders.domain.offer import Offer
from backend.orders.domain.order import Order
from backend.orders.domain.orders import OrderMoved, Rejected
from backend.orders.domain.pricing import Quote
from backend.orders.domain.transitions import OrderChange
from backend.products.domain.edit import ProductEdit
from backend.products.domain.product import Product, StaffChange
from backend_testing.samples import offer_of


@dataclass
class MemoryShop:
    """What the two collections keep. The next `conflicts` writes are refused as `Contended`."""

    orders: dict[str, Order] = field(default_factory=dict)
    products: dict[str, Product] = field(default_factory=dict)
    changes: dict[str, Sequence[StaffChange]] = field(default_factory=dict)
    conflicts: int = 0
    calls: list[str] = field(default_factory=list)

    async def called(self, name: str) -> None:
        """Every call lets others run first, as a call over a network does; what follows it is one step."""
        self.calls.append(name)
        await asyncio.sleep(0)
        if name in ("place", "save order", "save product") and self.conflicts:
            self.conflicts -= 1
            raise Contended

    def sell(self, product_id: str, **moved: int) -> None:
        """Move stock counters by these amounts, as every sale and shipment does."""
        product = self.products[product_id]
        counters = {name: getattr(product.stock, name) + by for name, by in moved.items()}
        stock = replace(product.stock, **counters)
        self.products[product_id] = replace(product, stock=stock, revision=product.revision + 1)


class MemoryOrders:
    """`Orders` in memory."""

    def __init__(self, shop: MemoryShop) -> None:
        self.shop = shop

    async def get(self, order_id: str) -> Order | None:
        await self.shop.called("get order")
        return self.shop.orders.get(order_id)

    async def get_with_offers(
        self, order_id: str, product_ids: Sequence[str]
    ) -> tuple[Order | None, dict[str, Offer]]:
        await self.shop.called("get with offers")
        return self.shop.orders.get(order_id), self._offers(product_ids)

    async def place(self, order: Order, quote: Quote) -> Rejected | None:
        await self.shop.called("place")
        if existing := self.shop.orders.get(order.order_id):
            return Rejected(existing, {})
        quantities = {line.product_id: line.quantity for line in order.lines}
        stood = {
            offer.product_id: current
            for offer in quote.offers
            if not _holds(offer, current := offer_of(self.shop.products[offer.product_id]), quantities)
        }
        if stood:
            return Rejected(None, stood)
        self.shop.orders[order.order_id] = order
        for product_id, quantity in quantities.items():
            self.shop.sell(product_id, available=-quantity, reserved=quantity)
        return None

    async def save(self, change: OrderChange) -> None:
        await self.shop.called("save order")
        current = self.shop.orders[change.after.order_id]
        if current.version != change.before.version:
            raise OrderMoved(current)
        for product_id, quantity in [*change.released.items(), *change.shipped.items()]:
            assert self.shop.products[product_id].stock.reserved >= quantity
        self.shop.orders[current.order_id] = change.after
        for product_id, quantity in change.released.items():
            self.shop.sell(product_id, reserved=-quantity, available=quantity)
        for product_id, quantity in change.shipped.items():
            self.shop.sell(product_id, reserved=-quantity, shipped=quantity)

    def _offers(self, product_ids: Sequence[str]) -> dict[str, Offer]:
        return {p: offer_of(self.shop.products[p]) for p in product_ids if p in self.shop.products}


class MemoryProducts:
    """`Products` in memory."""

    def __init__(self, shop: MemoryShop) -> None:
        self.shop = shop

    async def get(self, product_id: str) -> Product | None:
        await self.shop.called("get product")
        return self.shop.products.get(product_id)

    async def get_with_changes(self, product_id: str) -> tuple[Product, Sequence[StaffChange]] | None:
        await self.shop.called("get product with changes")
        product = self.shop.products.get(product_id)
        return (product, self.shop.changes.get(product_id, [])) if product else None

    async def create(self, product: Product) -> Product | None:
        await self.shop.called("create product")
        existing = self.shop.products.get(product.product_id)
        if existing is None:
            self.shop.products[product.product_id] = product
        return existing

    async def save(self, edit: ProductEdit, changes: Sequence[StaffChange]) -> Product | None:
        await self.shop.called("save product")
        current = self.shop.products[edit.product.product_id]
        if current.version != edit.product.version - 1 or current.stock.available + edit.delta < 0:
            return current
        stock = replace(
            current.stock,
            received=current.stock.received + edit.delta,
            available=current.stock.available + edit.delta,
        )
        revision = current.revision + 1
        self.shop.products[current.product_id] = replace(
            edit.product, stock=stock, revision=revision, edited_revision=revision
        )
        self.shop.changes[current.product_id] = list(changes)
        return None


def _holds(seen: Offer, current: Offer, quantities: Mapping[str, int]) -> bool:
    return (
        current.version == seen.version
        and current.active
        and current.available >= quantities[current.product_id]
    )
