"""Webhooks and deliveries in memory, with what the ports promise."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from backend.contention import Contended
from backend.webhooks.domain.delivery import Delivery
from backend.webhooks.domain.webhook import Webhook


@dataclass
class MemoryWebhooks:
    """`Webhooks` in memory. The next `conflicts` writes are refused as `Contended`."""

    kept: dict[str, Webhook] = field(default_factory=dict)
    conflicts: int = 0

    async def _called(self) -> None:
        await asyncio.sleep(0)
        if self.conflicts:
            self.conflicts -= 1
            raise Contended

    async def all(self) -> list[Webhook]:
        await asyncio.sleep(0)
        return sorted(self.kept.values(), key=lambda each: (each.created_at, each.webhook_id))

    async def get(self, webhook_id: str) -> Webhook | None:
        await asyncio.sleep(0)
        return self.kept.get(webhook_id)

    async def create(self, webhook: Webhook) -> Webhook | None:
        await self._called()
        if webhook.webhook_id in self.kept:
            return self.kept[webhook.webhook_id]
        self.kept[webhook.webhook_id] = webhook
        return None

    async def save(self, webhook: Webhook) -> None:
        await self._called()
        stood = self.kept.get(webhook.webhook_id)
        if stood is None or stood.version != webhook.version - 1:
            raise Contended
        self.kept[webhook.webhook_id] = webhook

    async def remove(self, webhook_id: str) -> None:
        await self._called()
        self.kept.pop(webhook_id, None)


@dataclass
class MemoryDeliveries:
    """`Deliveries` in memory. The next `conflicts` writes are refused as `Contended`."""

    kept: dict[str, Delivery] = field(default_factory=dict)
    conflicts: int = 0

    async def get(self, webhook_id: str, delivery_id: str) -> Delivery | None:
        await asyncio.sleep(0)
        found = self.kept.get(delivery_id)
        return found if found and found.webhook_id == webhook_id else None

    async def newest(self, webhook_id: str, *, low: str, high: str, limit: int) -> list[Delivery]:
        await asyncio.sleep(0)
        found = [
            each
            for each in self.kept.values()
            if each.webhook_id == webhook_id and low <= each.delivery_id <= high
        ]
        return sorted(found, key=lambda each: each.delivery_id, reverse=True)[:limit]

    async def schedule(self, delivery: Delivery) -> None:
        await asyncio.sleep(0)
        if self.conflicts:
            self.conflicts -= 1
            raise Contended
        if self.kept[delivery.delivery_id].version != delivery.version - 1:
            raise Contended
        self.kept[delivery.delivery_id] = delivery
