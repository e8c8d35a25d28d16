"""The collections of all webhooks and their deliveries, as the use cases see them."""

from __future__ import annotations

from typing import Protocol

from backend.webhooks.domain.delivery import Delivery
from backend.webhooks.domain.webhook import Webhook


class Webhooks(Protocol):
    """Every webhook."""

    async def all(self) -> list[Webhook]:
        """Oldest first."""

    async def get(self, webhook_id: str) -> Webhook | None:
        """The webhook as it stands now."""

    async def create(self, webhook: Webhook) -> Webhook | None:
        """Write a webhook that is not there yet (None), or answer the one that is there. Raises `Contended`."""

    async def save(self, webhook: Webhook) -> None:
        """Write what follows the version before it. Raises `Contended` when that does not stand any more."""

    async def remove(self, webhook_id: str) -> None:
        """Afterwards there is none of that id."""


class Deliveries(Protocol):
    """What is, and was, on its way to webhooks."""

    async def get(self, webhook_id: str, delivery_id: str) -> Delivery | None:
        """The delivery as it stands now."""

    async def newest(self, webhook_id: str, *, low: str, high: str, limit: int) -> list[Delivery]:
        """The newest `limit` of the webhook's whose ids are from `low` to `high`, both included, newest first."""

    async def schedule(self, delivery: Delivery) -> None:
        """Write what follows the version before it, due when it says. Raises `Contended` when that does not stand."""
