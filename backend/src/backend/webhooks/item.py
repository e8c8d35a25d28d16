"""Webhooks and their deliveries as DynamoDB items, and back.

A delivery's item is the log. Beside it a small pointer says when it is due: pointers of one webhook lie in one group,
sorted by time, so that what is due is found without reading past what is not, nor past what is due to others.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from backend.clock import timestamp
from backend.persistence.items import DeliveryItem, DueItem, Item, WebhookItem, from_wire, to_wire
from backend.webhooks.domain.delivery import KEPT, Attempt, Delivery, DeliveryState
from backend.webhooks.domain.webhook import Webhook

WEBHOOKS = "webhooks"


def webhook_key(webhook_id: str) -> Item:
    return {"item_group": {"S": WEBHOOKS}, "item_key": {"S": webhook_id}}


def webhook_to_item(webhook: Webhook) -> Item:
    values = {
        "url": webhook.url,
        "types": list(webhook.types),
        "description": webhook.description,
        "enabled": webhook.enabled,
        "generation": webhook.generation,
        "rotated_at": _written(webhook.rotated_at),
        "rotation": webhook.rotation,
        "failing_since": _written(webhook.failing_since),
        "disabled_because": webhook.disabled_because,
        "fingerprint": webhook.fingerprint,
        "created_at": timestamp(webhook.created_at),
        "created_by": webhook.created_by,
        "version": webhook.version,
    }
    return {**webhook_key(webhook.webhook_id), **to_wire(WebhookItem, values)}


def webhook_from_item(item: Item) -> Webhook:
    stored = from_wire(WebhookItem, item)
    return Webhook(
        webhook_id=stored["item_key"],
        url=stored["url"],
        types=tuple(stored["types"]),
        description=stored["description"],
        enabled=stored["enabled"],
        generation=stored["generation"],
        rotated_at=_moment(stored["rotated_at"]),
        rotation=stored["rotation"],
        failing_since=_moment(stored["failing_since"]),
        disabled_because=stored["disabled_because"],
        fingerprint=stored["fingerprint"],
        created_at=datetime.fromisoformat(stored["created_at"]),
        created_by=stored["created_by"],
        version=stored["version"],
    )


def log_of(webhook_id: str) -> str:
    """The group of a webhook's deliveries."""
    return f"webhook-deliveries#{webhook_id}"


def due_of(webhook_id: str) -> str:
    """The group of the pointers to what is due to a webhook."""
    return f"webhook-due#{webhook_id}"


def delivery_key(webhook_id: str, delivery_id: str) -> Item:
    return {"item_group": {"S": log_of(webhook_id)}, "item_key": {"S": delivery_id}}


def delivery_to_item(delivery: Delivery) -> Item:
    values: dict[str, Any] = {
        "message_id": delivery.message_id,
        "type": delivery.type,
        "body": delivery.body,
        "state": delivery.state.value,
        "attempts": [
            {
                "at": timestamp(attempt.at),
                "status": attempt.status,
                "error": attempt.error,
                "duration_ms": attempt.duration_ms,
            }
            for attempt in delivery.attempts
        ],
        "tries": delivery.tries,
        "next_attempt_at": _written(delivery.next_attempt_at),
        "created_at": timestamp(delivery.created_at),
        "version": delivery.version,
        "expires_at": delivery.created_at + KEPT,
    }
    return {**delivery_key(delivery.webhook_id, delivery.delivery_id), **to_wire(DeliveryItem, values)}


def delivery_from_item(webhook_id: str, item: Item) -> Delivery:
    stored = from_wire(DeliveryItem, item)
    return Delivery(
        delivery_id=stored["item_key"],
        webhook_id=webhook_id,
        message_id=stored["message_id"],
        type=stored["type"],
        body=stored["body"],
        state=DeliveryState(stored["state"]),
        attempts=tuple(
            Attempt(
                datetime.fromisoformat(attempt["at"]),
                attempt["status"],
                attempt["error"],
                attempt["duration_ms"],
            )
            for attempt in stored["attempts"]
        ),
        tries=stored["tries"],
        next_attempt_at=_moment(stored["next_attempt_at"]),
        created_at=datetime.fromisoformat(stored["created_at"]),
        version=stored["version"],
    )


def due_key(webhook_id: str, at: datetime, delivery_id: str) -> Item:
    return {
        "item_group": {"S": due_of(webhook_id)},
        "item_key": {"S": f"{timestamp(at)}#{delivery_id}"},
    }


def due_to_item(delivery: Delivery, at: datetime) -> Item:
    """The pointer that shows itself at that time, for the attempt that the delivery is to have next."""
    values = {"planned_at": _written(delivery.next_attempt_at), "expires_at": delivery.created_at + KEPT}
    return {**due_key(delivery.webhook_id, at, delivery.delivery_id), **to_wire(DueItem, values)}


def _written(moment: datetime | None) -> str | None:
    return timestamp(moment) if moment else None


def _moment(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written) if written else None
