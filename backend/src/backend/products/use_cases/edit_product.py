"""Staff change a product or its stock."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from backend.clock import Now
from backend.contention import Contended, attempts
from backend.products.domain.edit import StockAdjustment, edit
from backend.products.domain.errors import ProductNotFound, StaleVersion
from backend.products.domain.product import KEPT_CHANGES, Product
from backend.products.domain.products import Products


@dataclass(frozen=True, slots=True)
class EditProduct:
    """Apply an edit to the version that its author saw: the one for which `is_current` is true. Once for an operation,
    whose id the change is stamped with.

    Raises `ProductNotFound`, `StaleVersion` when somebody edited it since, `WriteOffTooLarge` and `OutOfTime`;
    sales meanwhile are no obstacle. Values that the product has already change nothing.
    """

    products: Products
    now: Now

    async def __call__(
        self,
        product_id: str,
        is_current: Callable[[int], bool],
        fields: Mapping[str, Any],
        adjustment: StockAdjustment | None,
        actor: str,
        *,
        operation_id: str | None = None,
    ) -> Product:
        async for _ in attempts():
            stored = await self.products.get_with_changes(product_id)
            if stored is None:
                raise ProductNotFound(product_id)
            product, changes = stored
            # Asked first: what the operation has done already made another version of what it was made from.
            if operation_id and any(change.operation_id == operation_id for change in changes):
                return product
            if not is_current(product.version):
                raise StaleVersion(product.version)
            change = edit(product, fields, adjustment, actor=actor, at=self.now())
            if change is None:
                return product
            recorded = replace(change.change, operation_id=operation_id)
            try:
                moved = await self.products.save(change, [*changes, recorded][-KEPT_CHANGES:])
            except Contended:
                continue
            if moved is None:
                return await self.products.get(product_id) or change.product
        raise AssertionError("attempts() ends by returning or raising")
