"""When a delivery is tried again, and when it is given up."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from backend_testing.samples import AT, delivery, webhook

from backend.webhooks.domain.delivery import (
    KEPT_ATTEMPTS,
    PAUSES,
    Attempt,
    DeliveryState,
    after_attempt,
    asked_again,
)


def attempt(at: datetime = AT, status: int | None = 500) -> Attempt:
    return Attempt(at, status, None if status else "timed_out", 12)


def test_it_is_tried_later_and_later_and_then_given_up() -> None:
    """Ten times over three days; each attempt stays in the log."""
    tried, times = delivery(webhook()), []
    while tried.state == DeliveryState.PENDING:
        assert tried.next_attempt_at is not None
        times.append(tried.next_attempt_at - AT)
        tried = after_attempt(tried, attempt(tried.next_attempt_at))
    assert tried.state == DeliveryState.FAILED
    assert times == [sum(PAUSES[:n], timedelta()) for n in range(10)]
    assert timedelta(days=3) < times[-1] < timedelta(days=4)
    assert len(tried.attempts) == 10


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (200, DeliveryState.DELIVERED),
        (204, DeliveryState.DELIVERED),
        (301, DeliveryState.PENDING),
        (404, DeliveryState.PENDING),
        (None, DeliveryState.PENDING),
    ],
)
def test_only_a_2xx_is_a_delivery(status: int | None, state: DeliveryState) -> None:
    """A redirect is none, nor is no answer."""
    tried = after_attempt(delivery(webhook()), attempt(status=status))
    assert (tried.state, tried.next_attempt_at is None) == (state, state == DeliveryState.DELIVERED)


def test_asked_for_again_it_has_the_whole_schedule() -> None:
    """Due at once, with its log, which does not grow without end."""
    failed = replace(delivery(webhook()), state=DeliveryState.FAILED, tries=10, next_attempt_at=None)
    later = AT + timedelta(days=5)
    again = asked_again(failed, later)
    assert (again.state, again.next_attempt_at, again.tries) == (DeliveryState.PENDING, later, 0)
    for _ in range(30):
        again = asked_again(after_attempt(again, attempt()), later)
    assert len(again.attempts) == KEPT_ATTEMPTS
