"""A webhook, and when it is given up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID, uuid5

_WEBHOOKS = UUID("0b0b8f5e-9a7f-5a0c-8c39-6d5d2f0a8b60")
MOST_WEBHOOKS = 20
"""An event and all its deliveries are written in one transaction, of at most 100 items."""
BOTH_SIGN = timedelta(hours=24)
"""So long after a rotation the secret before it signs too, so that receivers can change over."""
DISABLED_AFTER = timedelta(days=3)
"""A webhook of which nothing has come through for so long is disabled."""


class MessageType(StrEnum):
    """What a webhook can ask for: each event by its type, and the notices that are more than an event.

    Not that a webhook was disabled, which would be one more delivery to fail.
    """

    ORDER_PLACED = "order.placed"
    ORDER_CANCELLED = "order.cancelled"
    ORDER_PARTLY_SHIPPED = "order.partly_shipped"
    ORDER_SHIPPED = "order.shipped"
    ORDER_CLOSED = "order.closed"
    ORDER_DELIVERED = "order.delivered"
    ORDER_SHIPMENT_DELIVERED = "order.shipment_delivered"
    ORDER_SHIPMENT_CORRECTED = "order.shipment_corrected"
    PRODUCT_CREATED = "product.created"
    PRODUCT_EDITED = "product.edited"
    PRODUCT_ARCHIVED = "product.archived"
    PRODUCT_RESTORED = "product.restored"
    PRODUCT_STOCK_CHANGED = "product.stock_changed"
    PRODUCT_RAN_LOW = "product.ran_low"
    IMPORT_FINISHED = "import.finished"
    DEAD_LETTER_ARRIVED = "dead_letter.arrived"


def webhook_id_for(creator: str, key: str) -> str:
    """The id that the creator's Idempotency-Key names (UUIDv5)."""
    # The length keeps ("ab", "c") and ("a", "bc") apart.
    return str(uuid5(_WEBHOOKS, f"{len(creator)}:{creator}{key}"))


@dataclass(frozen=True, slots=True)
class Webhook:
    """An address, and the types of messages that it wants.

    `generation` counts its secrets from 1. `rotation` is a fingerprint of the key of the latest rotation.
    `failing_since` is when the first of the deliveries failed behind which none has come through. `version` counts
    writes.
    """

    webhook_id: str
    url: str
    types: Sequence[str]
    description: str
    enabled: bool
    generation: int
    rotated_at: datetime | None
    rotation: str | None
    failing_since: datetime | None
    disabled_because: str | None
    fingerprint: str
    created_at: datetime
    created_by: str
    version: int

    def wants(self, kind: str) -> bool:
        return self.enabled and kind in self.types

    def signing_generations(self, now: datetime) -> list[int]:
        """Those whose secrets sign now, the newest first."""
        if self.rotated_at is not None and now - self.rotated_at < BOTH_SIGN:
            return [self.generation, self.generation - 1]
        return [self.generation]


def rotated(webhook: Webhook, rotation: str, at: datetime) -> Webhook:
    """With the next secret; the same rotation again changes nothing."""
    if webhook.rotation == rotation:
        return webhook
    return replace(webhook, generation=webhook.generation + 1, rotated_at=at, rotation=rotation)


def edited(webhook: Webhook, fields: dict[str, object]) -> Webhook:
    """With these fields; one that is enabled again begins without a past."""
    after = replace(webhook, **fields)  # type: ignore[arg-type]  # by name, as the request's schema has them
    if after.enabled and not webhook.enabled:
        return replace(after, failing_since=None, disabled_because=None)
    return after


def after_success(webhook: Webhook) -> Webhook:
    return replace(webhook, failing_since=None)


def after_failure(webhook: Webhook, at: datetime, *, gone: bool) -> Webhook:
    """Disabled when it says that it is gone (410), or when it has failed for days."""
    failing_since = webhook.failing_since or at
    if gone:
        return replace(webhook, enabled=False, failing_since=failing_since, disabled_because="gone")
    if at - failing_since >= DISABLED_AFTER:
        return replace(webhook, enabled=False, disabled_because="failing")
    return replace(webhook, failing_since=failing_since)
