"""When a webhook is given up, by which secrets it signs, and what it can ask for."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from backend_testing.samples import AT, webhook

from backend.events.event import ORDER_EVENTS, PRODUCT_EVENTS
from backend.notices.domain.notice import DEAD_LETTER_ARRIVED, IMPORT_FINISHED, RAN_LOW
from backend.webhooks.domain.webhook import (
    DISABLED_AFTER,
    MessageType,
    after_failure,
    after_success,
    edited,
    rotated,
    webhook_id_for,
)
from backend.workers.webhooks import DISABLED

A_MOMENT = timedelta(seconds=1)


def test_a_webhook_can_ask_for_whatever_happens() -> None:
    """Each event there is, and the notices that are no event's alone; of webhooks themselves nothing."""
    events = {kind.model_fields["type"].default for kind in (*ORDER_EVENTS, *PRODUCT_EVENTS)}
    assert {kind.value for kind in MessageType} == events | {RAN_LOW, IMPORT_FINISHED, DEAD_LETTER_ARRIVED}
    assert DISABLED not in list(MessageType)


def test_it_is_given_up_after_days() -> None:
    """Counted from the first failure behind which nothing came through; a success begins anew."""
    first = after_failure(webhook(), AT, gone=False)
    assert (first.enabled, first.failing_since) == (True, AT)
    late = AT + DISABLED_AFTER
    assert after_failure(first, late - A_MOMENT, gone=False) == first
    given_up = after_failure(first, late, gone=False)
    assert (given_up.enabled, given_up.disabled_because) == (False, "failing")
    assert after_failure(after_success(first), late, gone=False).enabled


def test_one_that_says_it_is_gone_is_believed() -> None:
    """At once."""
    gone = after_failure(webhook(), AT, gone=True)
    assert (gone.enabled, gone.disabled_because) == (False, "gone")
    assert not gone.wants("order.placed")


def test_one_that_is_enabled_again_has_no_past() -> None:
    """It gets its days again; an edit of something else leaves them."""
    failing = after_failure(webhook(), AT, gone=False)
    assert edited(failing, {"description": "x"}).failing_since == AT
    again = edited(replace(failing, enabled=False, disabled_because="failing"), {"enabled": True})
    assert (again.failing_since, again.disabled_because) == (None, None)


def test_two_secrets_sign_for_a_day_after_a_rotation() -> None:
    """Then the new one alone; the same rotation again makes no third."""
    turned = rotated(webhook(), "rotation", AT)
    assert webhook().signing_generations(AT) == [1]
    assert turned.signing_generations(AT + timedelta(hours=23)) == [2, 1]
    assert turned.signing_generations(AT + timedelta(hours=24)) == [2]
    assert rotated(turned, "rotation", AT + A_MOMENT) == turned
    assert rotated(turned, "another", AT + A_MOMENT).generation == 3


def test_keys_name_webhooks_of_their_managers() -> None:
    """Another manager's key is another's webhook."""
    assert webhook_id_for("ops:ab", "c") != webhook_id_for("ops:a", "bc")
