"""Deliveries gathered into few files; each is handled when its event is stored."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from typing import Any

import pytest
from backend_testing.memory_store import MemoryStore
from backend_testing.samples import order

from backend.analytics.feed import AnalyticsFeed
from backend.analytics.partitions import Partitions
from backend.events.aws import Threads
from backend.events.consumer import Delivery
from backend.events.message import Message
from backend.events.order_history import events_of


def delivery(number: int, receives: int = 1) -> Delivery:
    (placed,) = events_of(order(order_id=f"order-{number}"))
    body = json.dumps({"detail": json.loads(Message.of(placed).body)})
    return Delivery(f"message-{number}", body, receives, "handle")


@pytest.fixture
async def threads() -> AsyncIterator[Threads]:
    made = Threads(1, "test")
    yield made
    made.close()


async def test_many_deliveries_make_few_files(threads: Threads) -> None:
    """All that come within a while are one file a partition; a repeat is handled and not stored."""
    store = MemoryStore()
    feed = AnalyticsFeed(Partitions(store), threads, seconds=0.05)
    await asyncio.gather(*(feed.handle(delivery(number % 20)) for number in range(40)))
    assert len(store.files) == 1
    await feed.handle(delivery(3, receives=2))
    assert len(store.files) == 1
    await feed.handle(delivery(99))
    assert len(store.files) == 2


async def test_enough_is_added_at_once(threads: Threads) -> None:
    """Nobody waits for time when there is enough for a file."""
    store = MemoryStore()
    feed = AnalyticsFeed(Partitions(store), threads, seconds=3600, most=10)
    async with asyncio.timeout(10):
        await asyncio.gather(*(feed.handle(delivery(number)) for number in range(10)))
    assert len(store.files) == 1


async def test_what_cannot_be_stored_is_not_handled(threads: Threads) -> None:
    """Its message comes again, and those of other partitions are none the worse."""
    store = MemoryStore()

    class Refuses(Partitions):
        def add(self, partition: str, rows: Sequence[Any]) -> int:
            if "order.placed" in partition:
                raise OSError("the disk is full")
            return super().add(partition, rows)

    feed = AnalyticsFeed(Refuses(store), threads, seconds=0.05)
    trimmed = {"event_id": "a:1", "type": "order.shipped", "at": "2026-11-25T00:00:00Z", "subject": "a"}
    other = Delivery("other", json.dumps({"detail": {**trimmed, "trimmed": True}}), 1, "handle")
    outcomes = await asyncio.gather(feed.handle(delivery(1)), feed.handle(other), return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [OSError, type(None)]
    assert len(store.files) == 1


async def test_what_is_no_event_is_poison(threads: Threads) -> None:
    """It is refused at once, and stops nothing."""
    feed = AnalyticsFeed(Partitions(MemoryStore()), threads, seconds=0.05)
    with pytest.raises(ValueError, match="event"):
        await feed.handle(Delivery("x", '{"detail": {"type": "order.lost", "event_id": "a:1"}}', 1, "h"))
