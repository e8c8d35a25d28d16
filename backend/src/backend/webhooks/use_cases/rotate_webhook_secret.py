"""A manager gives a webhook another secret."""

from __future__ import annotations

from dataclasses import dataclass

from backend.clock import Now
from backend.fingerprint import fingerprint
from backend.webhooks.domain.webhook import Webhook, rotated
from backend.webhooks.domain.webhooks import Webhooks
from backend.webhooks.use_cases.change_webhook import change_webhook


@dataclass(frozen=True, slots=True)
class RotateWebhookSecret:
    """The secret before it signs for a day as well. The key of the latest rotation again makes no other."""

    webhooks: Webhooks
    now: Now

    async def __call__(self, webhook_id: str, key: str) -> Webhook:
        """Raises `WebhookNotFound`, and `OutOfTime`."""
        rotation, at = fingerprint([key]), self.now()
        return await change_webhook(self.webhooks, webhook_id, lambda webhook: rotated(webhook, rotation, at))
