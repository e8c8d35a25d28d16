"""A webhook's deliveries, newest first."""

from __future__ import annotations

from dataclasses import dataclass

from backend.clock import Now
from backend.timed_ids import first_id
from backend.webhooks.domain.delivery import KEPT, Delivery
from backend.webhooks.domain.errors import WebhookNotFound
from backend.webhooks.domain.webhooks import Deliveries, Webhooks
from chassis.cursors import Cursors

_HIGHEST = "g"
"""Above every id."""


@dataclass(frozen=True, slots=True)
class DeliveryPage:
    """Some deliveries, and the cursor of the page behind them (None at the end)."""

    items: list[Delivery]
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class ListDeliveries:
    """What was sent to a webhook in the last thirty days, and what is still to be sent."""

    webhooks: Webhooks
    deliveries: Deliveries
    cursors: Cursors
    now: Now

    async def __call__(self, webhook_id: str, *, limit: int, cursor: str | None) -> DeliveryPage:
        """At most `limit` deliveries. Raises `WebhookNotFound`, and `InvalidCursor`."""
        listing = f"deliveries of {webhook_id}"
        after = self.cursors.read(listing, cursor) if cursor else None
        if await self.webhooks.get(webhook_id) is None:
            raise WebhookNotFound(webhook_id)
        low = first_id(self.now() - KEPT)
        if after is not None and after < low:
            return DeliveryPage([], None)  # DynamoDB refuses a span that ends before it begins
        # One more says whether there is another page, and one may be the last of the page before.
        found = await self.deliveries.newest(webhook_id, low=low, high=after or _HIGHEST, limit=limit + 2)
        fresh = [delivery for delivery in found if delivery.delivery_id != after]
        page = fresh[:limit]
        more = len(fresh) > limit
        return DeliveryPage(page, self.cursors.issue(listing, page[-1].delivery_id) if more else None)
