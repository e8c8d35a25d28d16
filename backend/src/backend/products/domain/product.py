"""A product, its stock and its history of staff changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid5

from backend.money import Money

_PRODUCTS = UUID("5f0c5f0e-6b1a-5d0e-9a3e-3d1f6f6a7c03")
KEPT_CHANGES = 50
"""How many of the latest staff changes a product keeps."""


def product_id_for(sku: str) -> str:
    """The id that the SKU names (UUIDv5): unique because SKUs are, and known without looking anything up."""
    return str(uuid5(_PRODUCTS, sku))


class ProductStatus(StrEnum):
    """ACTIVE products are for sale; ARCHIVED ones are kept for the orders that name them."""

    ACTIVE = "ACTIVE"
    ARCHIVED = "ARCHIVED"


@dataclass(frozen=True, slots=True)
class Stock:
    """Units of a product. Always `received == available + reserved + shipped`, and none is below zero."""

    received: int
    available: int
    reserved: int
    shipped: int


@dataclass(frozen=True, slots=True)
class StaffChange:
    """One edit by staff: the fields it changed, as they were and as they became, at the `version` it made.

    `operation_id` names the queued command that made it, if one did.
    """

    version: int
    at: datetime
    actor: str
    before: dict[str, Any]
    after: dict[str, Any]
    operation_id: str | None = None


@dataclass(frozen=True, slots=True)
class Product:
    """A product as it stands.

    `version` counts staff edits from 1. `revision` counts every write, sales too. `edited_revision` is the revision
    that the latest staff edit made, so `revision - edited_revision` is how often stock has moved since.
    """

    product_id: str
    sku: str
    name: str
    description: str
    image_url: str | None
    category: str
    price: Money
    status: ProductStatus
    stock: Stock
    low_stock_threshold: int | None
    version: int
    revision: int
    edited_revision: int
    fingerprint: str
    created_at: datetime
    updated_at: datetime

    @property
    def etag(self) -> str:
        """The entity tag: the version, and once stock has moved since the latest edit, how often."""
        moved = self.revision - self.edited_revision
        return f'"{self.version}.{moved}"' if moved else f'"{self.version}"'
