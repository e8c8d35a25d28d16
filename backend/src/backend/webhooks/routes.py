"""What managers of operations do with webhooks."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from backend.access import OpsManager
from backend.problems import (
    Contended,
    DatabaseUnavailable,
    IdempotencyKeyReused,
    NotAllowed,
    NotFound,
    NotSignedIn,
    TooManyWebhooks,
    WebhookAddressRefused,
)
from backend.schemas import PageCursor, PageLimit
from backend.webhooks.dependencies import (
    AllWebhooks,
    ToCreateWebhook,
    ToEditWebhook,
    ToListDeliveries,
    ToRedeliver,
    ToRotateWebhookSecret,
    WebhookSecrets,
)
from backend.webhooks.domain.errors import WebhookNotFound
from backend.webhooks.domain.webhook import Webhook
from backend.webhooks.schemas import (
    DeliveryPageView,
    DeliveryView,
    NewWebhookRequest,
    WebhookEditRequest,
    WebhookListView,
    WebhookView,
    WebhookWithSecret,
)
from chassis.cursors import InvalidCursor
from chassis.idempotency import IdempotencyKey, IdempotencyKeyInvalid, IdempotencyKeyMissing
from chassis.problems import documented

router = APIRouter(
    prefix="/webhooks", tags=["webhooks"], responses=documented(NotSignedIn, NotAllowed, DatabaseUnavailable)
)


@router.get("", response_model=WebhookListView)
async def list_webhooks(manager: OpsManager, webhooks: AllWebhooks) -> WebhookListView:
    """Every webhook, oldest first."""
    return WebhookListView(items=[WebhookView.model_validate(each) for each in await webhooks.all()])


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
        Contended,
        DatabaseUnavailable,
    ),
)
async def create_webhook(
    manager: OpsManager,
    key: IdempotencyKey,
    body: NewWebhookRequest,
    create: ToCreateWebhook,
    secrets: WebhookSecrets,
    response: Response,
) -> WebhookWithSecret:
    """Have what happens posted to an address, signed with the secret that is shown here alone."""
    created = await create(body.to_new_webhook(), manager.actor, key)
    response.headers["Location"] = f"/webhooks/{created.webhook.webhook_id}"
    if created.repeated:
        response.headers["Idempotent-Replayed"] = "true"
    return _with_secret(created.webhook, secrets)


@router.get("/{webhook_id}", response_model=WebhookView, responses=documented(NotFound))
async def get_webhook(manager: OpsManager, webhook_id: UUID, webhooks: AllWebhooks) -> WebhookView:
    """One webhook as it stands."""
    webhook = await webhooks.get(str(webhook_id))
    if webhook is None:
        raise WebhookNotFound(str(webhook_id))
    return WebhookView.model_validate(webhook)


@router.patch(
    "/{webhook_id}",
    response_model=WebhookView,
    responses=documented(NotFound, WebhookAddressRefused, Contended, DatabaseUnavailable),
)
async def edit_webhook(
    manager: OpsManager, webhook_id: UUID, body: WebhookEditRequest, edit: ToEditWebhook
) -> WebhookView:
    """Change where it goes or what it wants, disable it, or enable it again."""
    return WebhookView.model_validate(await edit(str(webhook_id), body.fields()))


@router.delete("/{webhook_id}", status_code=204, responses=documented(Contended, DatabaseUnavailable))
async def remove_webhook(manager: OpsManager, webhook_id: UUID, webhooks: AllWebhooks) -> None:
    """Send nothing more to it. One that is not there is gone already."""
    await webhooks.remove(str(webhook_id))


@router.post(
    "/{webhook_id}/secret-rotation",
    response_model=WebhookWithSecret,
    responses=documented(
        NotFound, IdempotencyKeyMissing, IdempotencyKeyInvalid, Contended, DatabaseUnavailable
    ),
)
async def rotate_webhook_secret(
    manager: OpsManager,
    webhook_id: UUID,
    key: IdempotencyKey,
    rotate: ToRotateWebhookSecret,
    secrets: WebhookSecrets,
) -> WebhookWithSecret:
    """Give it another secret. For a day the one before signs too, so that receivers can change over."""
    return _with_secret(await rotate(str(webhook_id), key), secrets)


@router.get(
    "/{webhook_id}/deliveries",
    response_model=DeliveryPageView,
    responses=documented(NotFound, InvalidCursor),
)
async def list_deliveries(
    manager: OpsManager,
    webhook_id: UUID,
    list_deliveries: ToListDeliveries,
    limit: Annotated[PageLimit, Query()] = 20,
    cursor: Annotated[PageCursor | None, Query()] = None,
) -> DeliveryPageView:
    """What was sent to a webhook in the last thirty days and what is to be sent, newest first."""
    page = await list_deliveries(str(webhook_id), limit=limit, cursor=cursor)
    return DeliveryPageView.model_validate(page)


@router.post(
    "/{webhook_id}/deliveries/{delivery_id}/redelivery",
    status_code=202,
    response_model=DeliveryView,
    responses=documented(NotFound, Contended, DatabaseUnavailable),
)
async def redeliver(
    manager: OpsManager, webhook_id: UUID, delivery_id: UUID, redeliver: ToRedeliver
) -> DeliveryView:
    """Send a message again, at once. Receivers know a repeat by its `webhook-id`."""
    return DeliveryView.model_validate(await redeliver(str(webhook_id), str(delivery_id)))


def _with_secret(webhook: Webhook, secrets: WebhookSecrets) -> WebhookWithSecret:
    view = WebhookView.model_validate(webhook)
    return WebhookWithSecret(**view.model_dump(), secret=secrets(webhook))
