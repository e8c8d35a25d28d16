"""A product as an order sees it."""

from __future__ import annotations

from dataclasses import dataclass

from backend.money import Money


@dataclass(frozen=True, slots=True)
class Offer:
    """What was for sale at one `version` of a product. The version proves name and price; `available` is only
    what was read with it."""

    product_id: str
    sku: str
    name: str
    unit_price: Money
    active: bool
    version: int
    available: int
