"""How declared queues are consumed."""

from __future__ import annotations

from typing import Any

from backend.events.consuming import hidden_seconds, manner_of
from backend.events.declaration import NOTIFY_OPS, OPS_COMMANDS
from backend.events.settings import EventsSettings


def settings(**fields: Any) -> EventsSettings:
    return EventsSettings(environment="development", **fields)


def test_a_queue_is_consumed_as_it_declares() -> None:
    """Hidden for as long, and of a FIFO queue one message by a call, so that a group keeps its order."""
    for queue in (NOTIFY_OPS, OPS_COMMANDS):
        assert manner_of(settings(), queue).visible_after_seconds == queue.visibility_seconds
    assert manner_of(settings(), OPS_COMMANDS).taken_at_once == 1
    assert manner_of(settings(), NOTIFY_OPS).taken_at_once > 1
    assert manner_of(settings(), NOTIFY_OPS, in_hand=3).in_hand == 3


def test_settings_say_otherwise() -> None:
    """The queue is made, and its consumer works, with one and the same time."""
    told = settings(queue_hidden_seconds=4, queue_wait_seconds=1)
    manner = manner_of(told, OPS_COMMANDS)
    assert (manner.visible_after_seconds, manner.wait_seconds) == (4, 1)
    assert hidden_seconds(told, OPS_COMMANDS) == 4
