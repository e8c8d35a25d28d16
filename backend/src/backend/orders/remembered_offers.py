"""Offers kept in memory, so that placing an order needs no read."""

from __future__ import annotations

from collections.abc import Iterable

from cachetools import LRUCache

from backend.orders.domain.offer import Offer


class RememberedOffers:
    """The offers last seen, at most `size` of them, the least recently used forgotten first.

    What is remembered may be stale at any time: it is only ever used under a condition that the database proves.
    """

    def __init__(self, size: int) -> None:
        self._offers: LRUCache[str, Offer] = LRUCache(maxsize=size)

    def recall(self, product_ids: Iterable[str]) -> dict[str, Offer]:
        """Those of the products that are remembered."""
        return {p: offer for p in product_ids if (offer := self._offers.get(p)) is not None}

    def remember(self, offers: Iterable[Offer]) -> None:
        """Keep these, in place of what was remembered of the same products."""
        self._offers.update((offer.product_id, offer) for offer in offers)
