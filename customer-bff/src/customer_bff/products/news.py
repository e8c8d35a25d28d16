"""What the live feed tells of products, on its way into the catalogue."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import BaseModel

from chassis.live_feed.entry import Entry, Place
from customer_bff.backend_api import contract
from customer_bff.products.catalogue import Catalogue
from customer_bff.products.freshness import FreshCatalogue

PRODUCT_EVENTS = "product."
"""How the types of these events begin."""


class ProductEvent(BaseModel):
    """What the shop reads of an event about a product: the whole product, as the event left it."""

    product: contract.ProductView


class ProductNews:
    """Follows the live feed for the catalogue."""

    def __init__(self, catalogue: Catalogue, freshness: FreshCatalogue) -> None:
        self._catalogue = catalogue
        self._freshness = freshness

    def begin_anew(self, behind: Place) -> None:
        self._freshness.missed_something()

    def take(self, entries: Sequence[Entry]) -> None:
        for entry in entries:
            if entry.type.startswith(PRODUCT_EVENTS):
                product = ProductEvent.model_validate_json(entry.body).product
                self._catalogue.apply(product)
                self._freshness.heard_of(product.product_id)
