"""The catalogue in pages."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import dataclass

from backend.products.domain.product import Product
from backend.products.repository import DynamoProducts
from chassis.cursors import Cursors

_PAGE = 250


@dataclass(frozen=True, slots=True)
class ProductPage:
    """Some products, and the cursor of the page behind them (None at the end)."""

    items: list[Product]
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class ListProducts:
    """Every product, archived ones too, in the table's own order: what a view of the catalogue is built from."""

    products: DynamoProducts
    cursors: Cursors

    async def __call__(self, limit: int, cursor: str | None) -> ProductPage:
        """At most `limit` products. Raises `InvalidCursor`."""
        after = self.cursors.read("products", cursor) if cursor else None
        items, last = await self.products.page(limit, after)
        return ProductPage(items, self.cursors.issue("products", last) if last else None)

    async def pages(self) -> AsyncGenerator[list[Product], None]:
        """All of them, page after page, as each stands when its page is read."""
        after: str | None = None
        while True:
            items, after = await self.products.page(_PAGE, after)
            yield items
            if after is None:
                return
