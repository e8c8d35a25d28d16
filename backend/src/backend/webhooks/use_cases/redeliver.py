"""A manager has a message sent again."""

from __future__ import annotations

from dataclasses import dataclass

from backend.clock import Now
from backend.contention import Contended, attempts
from backend.webhooks.domain.delivery import Delivery, asked_again
from backend.webhooks.domain.errors import DeliveryNotFound
from backend.webhooks.domain.webhooks import Deliveries


@dataclass(frozen=True, slots=True)
class Redeliver:
    """Send it at once, whatever has become of it, and again on the schedule if it fails."""

    deliveries: Deliveries
    now: Now

    async def __call__(self, webhook_id: str, delivery_id: str) -> Delivery:
        """Raises `DeliveryNotFound`, and `OutOfTime`."""
        async for _ in attempts():
            delivery = await self.deliveries.get(webhook_id, delivery_id)
            if delivery is None:
                raise DeliveryNotFound(delivery_id)
            again = asked_again(delivery, self.now())
            try:
                await self.deliveries.schedule(again)
            except Contended:
                continue
            return again
        raise AssertionError("attempts() ends by returning or raising")
