"""Why a product is not created or edited.

ProductError
├── ProductNotFound
├── SkuTaken                   by a product that was created with other words
├── StaleVersion               somebody edited it since it was read
└── WriteOffTooLarge           more than is available
"""

from __future__ import annotations

from dataclasses import dataclass


class ProductError(Exception):
    """A refusal: a result of the rules, never a fault."""


@dataclass
class ProductNotFound(ProductError):
    product_id: str


@dataclass
class SkuTaken(ProductError):
    sku: str
    product_id: str


@dataclass
class StaleVersion(ProductError):
    current_version: int


@dataclass
class WriteOffTooLarge(ProductError):
    delta: int
    available: int
