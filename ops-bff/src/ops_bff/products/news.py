"""What the live feed tells of products."""

from __future__ import annotations

from pydantic import BaseModel

from chassis.live_feed.entry import Entry
from ops_bff.backend_api import contract

PRODUCT_EVENTS = "product."
"""How the types of these events begin."""


class ProductEvent(BaseModel):
    """What is read of an event about a product: the whole product, as the event left it."""

    product: contract.ProductView


def product_in(entry: Entry) -> contract.ProductView | None:
    """The product that an entry tells of; None when it tells of none. Raises ValueError for what is no event."""
    if not entry.type.startswith(PRODUCT_EVENTS):
        return None
    return ProductEvent.model_validate_json(entry.body).product
