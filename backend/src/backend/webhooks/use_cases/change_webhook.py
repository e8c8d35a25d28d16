"""How a webhook changes, whoever else changes it meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from backend.contention import Contended, attempts
from backend.webhooks.domain.errors import WebhookNotFound
from backend.webhooks.domain.webhook import Webhook
from backend.webhooks.domain.webhooks import Webhooks


async def change_webhook(
    webhooks: Webhooks, webhook_id: str, decide: Callable[[Webhook], Webhook]
) -> Webhook:
    """The webhook as `decide` makes it of what stands. Raises `WebhookNotFound`, and `OutOfTime`."""
    async for _ in attempts():
        webhook = await webhooks.get(webhook_id)
        if webhook is None:
            raise WebhookNotFound(webhook_id)
        decided = decide(webhook)
        if decided == webhook:
            return webhook
        after = replace(decided, version=webhook.version + 1)
        try:
            await webhooks.save(after)
        except Contended:
            continue
        return after
    raise AssertionError("attempts() ends by returning or raising")
