"""What an edit by staff does to a product."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from backend.products.domain.errors import WriteOffTooLarge
from backend.products.domain.product import Product, StaffChange

EDITABLE = ("name", "description", "image_url", "category", "price", "status", "low_stock_threshold")
"""The fields that staff may change; the SKU never changes, and stock changes by a delta only."""


@dataclass(frozen=True, slots=True)
class StockAdjustment:
    """So many units received (`delta` above zero) or written off (below), and why."""

    delta: int
    reason: str


@dataclass(frozen=True, slots=True)
class ProductEdit:
    """`product` as the edit leaves it, apart from its stock, which is moved by `delta`, and what to record of it."""

    product: Product
    delta: int
    change: StaffChange


def edit(
    product: Product,
    fields: Mapping[str, Any],
    adjustment: StockAdjustment | None,
    *,
    actor: str,
    at: datetime,
) -> ProductEdit | None:
    """The edit to make, or None when the product has all these values already.

    Raises `WriteOffTooLarge` when more is written off than is available; reserved units belong to orders.
    """
    after = {name: value for name, value in fields.items() if getattr(product, name) != value}
    if not after and adjustment is None:
        return None
    before = {name: getattr(product, name) for name in after}
    recorded = dict(after)
    if adjustment:
        if product.stock.available + adjustment.delta < 0:
            raise WriteOffTooLarge(adjustment.delta, product.stock.available)
        before["available"] = product.stock.available
        recorded["available"] = product.stock.available + adjustment.delta
        recorded["reason"] = adjustment.reason
    edited = replace(product, **after, version=product.version + 1, updated_at=at)
    delta = adjustment.delta if adjustment else 0
    return ProductEdit(edited, delta, StaffChange(edited.version, at, actor, before, recorded))
