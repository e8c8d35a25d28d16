"""A message on its way to a webhook, and when it is tried again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

KEPT = timedelta(days=30)
KEPT_ATTEMPTS = 20
PAUSES: Sequence[timedelta] = (
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
)
"""After each failure so long until the next attempt: the schedule that Standard Webhooks suggests."""


class DeliveryState(StrEnum):
    """PENDING ones are tried, or tried again; DELIVERED ones were answered with a 2xx; FAILED ones are given up."""

    PENDING = "PENDING"
    DELIVERED = "DELIVERED"
    FAILED = "FAILED"


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try: the status of the answer, or why there was none."""

    at: datetime
    status: int | None
    error: str | None
    duration_ms: int

    @property
    def delivered(self) -> bool:
        return self.status is not None and 200 <= self.status < 300

    @property
    def gone(self) -> bool:
        """The receiver wants no more (Standard Webhooks: 410 Gone)."""
        return self.status == 410


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message for one webhook. `message_id` is the same for each webhook and each repeat, so that receivers drop what
    they have seen. `tries` counts since it was last asked for, `version` counts writes."""

    delivery_id: str
    webhook_id: str
    message_id: str
    type: str
    body: str
    state: DeliveryState
    attempts: Sequence[Attempt]
    tries: int
    next_attempt_at: datetime | None
    created_at: datetime
    version: int = 1


def after_attempt(delivery: Delivery, attempt: Attempt, pauses: Sequence[timedelta] = PAUSES) -> Delivery:
    """Where the delivery stands behind the attempt."""
    attempts = (*delivery.attempts, attempt)[-KEPT_ATTEMPTS:]
    tried = replace(delivery, attempts=attempts, tries=delivery.tries + 1, version=delivery.version + 1)
    if attempt.delivered:
        return replace(tried, state=DeliveryState.DELIVERED, next_attempt_at=None)
    if delivery.tries >= len(pauses):
        return replace(tried, state=DeliveryState.FAILED, next_attempt_at=None)
    return replace(tried, next_attempt_at=attempt.at + pauses[delivery.tries])


def asked_again(delivery: Delivery, at: datetime) -> Delivery:
    """To be tried at once, and with the whole schedule behind it."""
    return replace(
        delivery,
        state=DeliveryState.PENDING,
        tries=0,
        next_attempt_at=at,
        version=delivery.version + 1,
    )
