"""A webhook's deliveries, newest first."""

from __future__ import annotations

from dataclasses import dataclass

from backend.clock import Now
from backend.timed_pages import Place, timed_page
from backend.webhooks.domain.delivery import KEPT, Delivery
from backend.webhooks.domain.errors import WebhookNotFound
from backend.webhooks.domain.webhooks import Deliveries, Webhooks
from chassis.cursors import Cursors


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
        if await self.webhooks.get(webhook_id) is None:
            raise WebhookNotFound(webhook_id)

        async def newest(low: str, high: str, limit: int) -> list[Delivery]:
            return await self.deliveries.newest(webhook_id, low=low, high=high, limit=limit)

        place = Place(f"deliveries of {webhook_id}", self.now() - KEPT, limit, cursor)
        return DeliveryPage(*await timed_page(self.cursors, place, newest, lambda one: one.delivery_id))
