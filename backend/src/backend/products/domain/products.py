"""The collection of all products, as the use cases see it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from backend.products.domain.edit import ProductEdit
from backend.products.domain.product import Product, StaffChange


class Products(Protocol):
    """Every product. A write happens whole, once, or not at all."""

    async def get(self, product_id: str) -> Product | None:
        """The product as it stands now (strongly consistent)."""

    async def get_with_changes(self, product_id: str) -> tuple[Product, Sequence[StaffChange]] | None:
        """The product and its latest staff changes, oldest first, as they stand now, in one call."""

    async def create(self, product: Product) -> Product | None:
        """Write a product that is not there yet (None), or answer the one that is there. Raises `Contended`."""

    async def save(self, edit: ProductEdit, changes: Sequence[StaffChange]) -> Product | None:
        """Write the edit and `changes`, its history, if the version before it stands and the stock allows it (None),
        else answer the product that stands there. Raises `Contended`.
        """
