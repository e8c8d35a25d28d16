"""What managers of operations do with webhooks."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from chassis.cursors import InvalidCursor
from chassis.idempotency import IdempotencyKey, IdempotencyKeyInvalid, IdempotencyKeyMissing
from chassis.problems import documented
from chassis.upstream import UpstreamFault, UpstreamUnavailable
from ops_bff.access import OpsManager
from ops_bff.backend_api.client import Backend
from ops_bff.backend_api.contract import (
    DeliveryPageView,
    DeliveryView,
    NewWebhookRequest,
    WebhookListView,
    WebhookView,
    WebhookWithSecret,
)
from ops_bff.problems import IdempotencyKeyReused, NotFound, TooManyWebhooks, WebhookAddressRefused
from ops_bff.webhooks.requests import WebhookEdit

router = APIRouter(
    prefix="/api/webhooks",
    tags=["webhooks"],
    responses=documented(UpstreamUnavailable, UpstreamFault),
)


@router.get("", response_model=WebhookListView)
async def list_webhooks(manager: OpsManager, backend: Backend) -> WebhookListView:
    """Every webhook, oldest first."""
    return await backend.list_webhooks(manager)


@router.post(
    "",
    status_code=201,
    response_model=WebhookWithSecret,
    responses=documented(
        IdempotencyKeyMissing,
        IdempotencyKeyInvalid,
        IdempotencyKeyReused,
        WebhookAddressRefused,
        TooManyWebhooks,
    ),
)
async def create_webhook(
    manager: OpsManager, key: IdempotencyKey, body: NewWebhookRequest, backend: Backend, response: Response
) -> WebhookWithSecret:
    """Have what happens posted to an address, signed with the secret that is shown here alone."""
    webhook, replayed = await backend.create_webhook(manager, key, body)
    response.headers["Location"] = f"/api/webhooks/{webhook.webhook_id}"
    if replayed:
        response.headers["Idempotent-Replayed"] = "true"
    return webhook


@router.get("/{webhook_id}", response_model=WebhookView, responses=documented(NotFound))
async def get_webhook(manager: OpsManager, webhook_id: UUID, backend: Backend) -> WebhookView:
    """One webhook as it stands."""
    return await backend.get_webhook(manager, webhook_id)


@router.patch(
    "/{webhook_id}", response_model=WebhookView, responses=documented(NotFound, WebhookAddressRefused)
)
async def edit_webhook(
    manager: OpsManager, webhook_id: UUID, body: WebhookEdit, backend: Backend
) -> WebhookView:
    """Change where it goes or what it wants, disable it, or enable it again."""
    return await backend.edit_webhook(manager, webhook_id, body)


@router.delete("/{webhook_id}", status_code=204)
async def remove_webhook(manager: OpsManager, webhook_id: UUID, backend: Backend) -> None:
    """Send nothing more to it. One that is not there is gone already."""
    await backend.remove_webhook(manager, webhook_id)


@router.post(
    "/{webhook_id}/secret-rotation",
    response_model=WebhookWithSecret,
    responses=documented(NotFound, IdempotencyKeyMissing, IdempotencyKeyInvalid),
)
async def rotate_webhook_secret(
    manager: OpsManager, webhook_id: UUID, key: IdempotencyKey, backend: Backend
) -> WebhookWithSecret:
    """Give it another secret. For a day the one before signs too, so that receivers can change over."""
    return await backend.rotate_webhook_secret(manager, webhook_id, key)


@router.get(
    "/{webhook_id}/deliveries",
    response_model=DeliveryPageView,
    responses=documented(NotFound, InvalidCursor),
)
async def list_deliveries(
    manager: OpsManager,
    webhook_id: UUID,
    backend: Backend,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    cursor: Annotated[str | None, Query(max_length=1000)] = None,
) -> DeliveryPageView:
    """What was sent to a webhook in the last thirty days and what is to be sent, newest first."""
    return await backend.list_deliveries(manager, webhook_id, limit, cursor)


@router.post(
    "/{webhook_id}/deliveries/{delivery_id}/redelivery",
    status_code=202,
    response_model=DeliveryView,
    responses=documented(NotFound),
)
async def redeliver(
    manager: OpsManager, webhook_id: UUID, delivery_id: UUID, backend: Backend
) -> DeliveryView:
    """Send a message again, at once. Receivers know a repeat by its `webhook-id`."""
    return await backend.redeliver(manager, webhook_id, delivery_id)
