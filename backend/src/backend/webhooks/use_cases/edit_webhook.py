"""A manager changes a webhook's address, what it wants, or whether it is enabled."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from backend.webhooks.domain.addresses import check_url
from backend.webhooks.domain.webhook import Webhook, edited
from backend.webhooks.domain.webhooks import Webhooks
from backend.webhooks.use_cases.change_webhook import change_webhook


@dataclass(frozen=True, slots=True)
class EditWebhook:
    """Change these fields and no others. What happens while it is disabled is not kept for it; deliveries that were
    under way go on once it is enabled."""

    webhooks: Webhooks
    inside: bool

    async def __call__(self, webhook_id: str, fields: dict[str, Any]) -> Webhook:
        """Raises `WebhookNotFound`, `AddressRefused` and `OutOfTime`."""
        if "url" in fields:
            check_url(fields["url"], inside=self.inside)
        return await change_webhook(self.webhooks, webhook_id, partial(edited, fields=fields))
