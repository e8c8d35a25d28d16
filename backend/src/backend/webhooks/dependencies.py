"""Use cases of webhooks, made for one request."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from backend.clock import utc_now
from backend.webhooks.domain.signing import secret_for, shown
from backend.webhooks.domain.webhook import Webhook
from backend.webhooks.queries import ListDeliveries
from backend.webhooks.repository import DynamoWebhooks
from backend.webhooks.use_cases.create_webhook import CreateWebhook
from backend.webhooks.use_cases.edit_webhook import EditWebhook
from backend.webhooks.use_cases.redeliver import Redeliver
from backend.webhooks.use_cases.rotate_webhook_secret import RotateWebhookSecret


class SecretsOfWebhooks:
    """Shows the secret that a webhook's messages are signed with now."""

    def __init__(self, key: str) -> None:
        self._key = key

    def __call__(self, webhook: Webhook) -> str:
        return shown(secret_for(self._key, webhook.webhook_id, webhook.generation))


async def _webhooks(request: Request) -> DynamoWebhooks:
    webhooks: DynamoWebhooks = request.app.state.webhooks
    return webhooks


async def _secrets(request: Request) -> SecretsOfWebhooks:
    return SecretsOfWebhooks(request.app.state.settings.webhook_signing_key.get_secret_value())


async def _create_webhook(request: Request) -> CreateWebhook:
    state = request.app.state
    return CreateWebhook(state.webhooks, utc_now, state.settings.webhooks_inside)


async def _edit_webhook(request: Request) -> EditWebhook:
    state = request.app.state
    return EditWebhook(state.webhooks, state.settings.webhooks_inside)


async def _rotate_webhook_secret(request: Request) -> RotateWebhookSecret:
    return RotateWebhookSecret(request.app.state.webhooks, utc_now)


async def _list_deliveries(request: Request) -> ListDeliveries:
    state = request.app.state
    return ListDeliveries(state.webhooks, state.deliveries, state.cursors, utc_now)


async def _redeliver(request: Request) -> Redeliver:
    return Redeliver(request.app.state.deliveries, utc_now)


AllWebhooks = Annotated[DynamoWebhooks, Depends(_webhooks)]
WebhookSecrets = Annotated[SecretsOfWebhooks, Depends(_secrets)]
ToCreateWebhook = Annotated[CreateWebhook, Depends(_create_webhook)]
ToEditWebhook = Annotated[EditWebhook, Depends(_edit_webhook)]
ToRotateWebhookSecret = Annotated[RotateWebhookSecret, Depends(_rotate_webhook_secret)]
ToListDeliveries = Annotated[ListDeliveries, Depends(_list_deliveries)]
ToRedeliver = Annotated[Redeliver, Depends(_redeliver)]
