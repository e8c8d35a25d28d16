"""The relay over a stream in memory: what shards, iterators and a bus can do to it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import replace

import pytest
from backend_testing.memory_bus import MemoryBus
from backend_testing.memory_streams import MemoryShard, MemoryStreams
from backend_testing.samples import order, product

from backend.events import relay
from backend.events.aws import Threads
from backend.events.checkpoints import Checkpoint, Checkpoints
from backend.events.derivation import order_events, product_events
from backend.events.feed import LiveFeed, Place
from backend.events.lease import Lease
from backend.events.message import Message
from backend.events.relay import Pace, Relay, Source
from backend.events.streams import TableStream
from backend.orders.item import to_item
from backend.persistence.items import Item
from backend.products import item as product_item


class MemoryCheckpoints(Checkpoints):
    """Kept in memory, over the relays of a test."""

    def __init__(self) -> None:
        self.kept: dict[str, Checkpoint] = {}
        self.oddities: list[str] = []

    async def of(self, stream_arn: str) -> dict[str, Checkpoint]:
        return dict(self.kept)

    async def save(self, stream_arn: str, shard_id: str, checkpoint: Checkpoint) -> None:
        self.kept[shard_id] = checkpoint

    async def note_gap(self, stream_arn: str, shard_id: str, reason: str) -> None:
        self.oddities.append(reason)

    async def set_aside(self, stream_arn: str, sequence_number: str, reason: str) -> None:
        self.oddities.append(reason)


class MemoryLease(Lease):
    def __init__(self) -> None:
        self.term = 1

    async def renew(self, feed: Place | None) -> None:
        pass


class MemoryFeed(LiveFeed):
    """`fed` is what was handed on, in order."""

    def __init__(self) -> None:
        self.fed: list[str] = []

    @property
    def place(self) -> Place | None:
        return None

    async def publish(self, messages: Sequence[Message]) -> None:
        self.fed += [message.event_id for message in messages]

    async def beat(self, read_at: float | None) -> None:
        pass


class World:
    """A stream, a bus, and what is remembered when a relay ends."""

    def __init__(self, threads: Threads) -> None:
        self.streams, self.bus, self.checkpoints = MemoryStreams(), MemoryBus(), MemoryCheckpoints()
        self.threads = threads
        self.feed: MemoryFeed | None = None
        self.sources = {"Orders": Source(lambda change: order_events(change) or product_events(change))}

    def place(self, shard_id: str, order_id: str) -> None:
        self.streams.write(shard_id, None, to_item(order(order_id=order_id)))

    def heard(self) -> list[str]:
        return [json.loads(entry["Detail"])["event_id"] for entry in self.bus.heard]

    @asynccontextmanager
    async def relaying(self) -> AsyncIterator[Relay]:
        """A relay at work; at the end it is cut off where it stands."""
        made = Relay(
            database=self.streams,  # type: ignore[arg-type]  # all that is asked of the client
            streams=self.streams,  # type: ignore[arg-type]  # and of this one
            threads=self.threads,
            sources=self.sources,
            lease=MemoryLease(),
            checkpoints=self.checkpoints,
            bus=self.bus.bus(self.threads),
            feed=self.feed,
            pace=Pace(0.005, discovery_seconds=0.02),
        )
        running = asyncio.create_task(made.run())
        try:
            yield made
        finally:
            running.cancel()
            with suppress(asyncio.CancelledError):
                await running

    async def until(self, holds: Callable[[], bool]) -> None:
        async with asyncio.timeout(10):
            while not holds():
                await asyncio.sleep(0.005)

    async def hears(self, *event_ids: str) -> None:
        """Waits until exactly these have been heard."""
        await self.until(lambda: len(self.heard()) >= len(event_ids))
        assert self.heard() == list(event_ids)


async def test_children_come_after_their_parent(threads: Threads) -> None:
    """Listed first, on another page, and full already: a child is read when its parent is done."""
    world = World(threads)
    world.streams.listed_a_page = 1
    for number in range(5):
        world.place("a", f"old-{number}")
    world.streams.split("a", "b", "c")
    world.place("b", "new-1")
    world.place("c", "new-2")
    async with world.relaying():
        await world.until(lambda: len(world.heard()) == 7)
    assert world.heard()[:5] == [f"old-{number}:1" for number in range(5)]


async def test_a_shard_that_splits_meanwhile_is_followed(threads: Threads) -> None:
    """New shards are found when the old one ends, generation after generation."""
    world = World(threads)
    world.place("a", "one")
    async with world.relaying():
        await world.hears("one:1")
        world.streams.split("a", "b")
        world.place("b", "two")
        await world.hears("one:1", "two:1")
        world.streams.split("b", "c")
        world.place("c", "three")
        await world.hears("one:1", "two:1", "three:1")


async def test_the_next_relay_goes_on_from_the_checkpoint(threads: Threads) -> None:
    """Nothing that has a checkpoint is published again, nothing behind it is left out, finished shards are past."""
    world = World(threads)
    world.place("a", "one")
    world.streams.split("a", "b")
    world.place("b", "two")
    async with world.relaying():
        await world.until(lambda: world.checkpoints.kept.get("b") == Checkpoint(f"{0:021d}", finished=False))
    world.place("b", "three")
    async with world.relaying():
        await world.hears("one:1", "two:1", "three:1")


async def test_what_was_published_without_a_checkpoint_comes_again(threads: Threads) -> None:
    """Cut off between the bus and the checkpoint, the same events come again under the same ids."""
    world = World(threads)
    world.place("a", "one")
    async with world.relaying():
        await world.hears("one:1")
    world.checkpoints.kept.clear()
    async with world.relaying():
        await world.hears("one:1", "one:1")


async def test_a_checkpoint_before_the_bus_is_seen(threads: Threads) -> None:
    """The planted fault: a checkpoint that runs ahead of the bus loses what the bus had not taken."""
    world = World(threads)
    world.bus.away = 10**6
    world.place("a", "one")
    async with world.relaying():
        await asyncio.sleep(0.4)
    assert world.checkpoints.kept == {}
    world.checkpoints.kept["a"] = Checkpoint(f"{0:021d}", finished=False)
    world.bus.away = 0
    async with world.relaying():
        await asyncio.sleep(0.1)
    assert world.heard() == []


async def test_an_expired_iterator_is_renewed(threads: Threads) -> None:
    """The relay goes on behind the last record that it has read."""
    world = World(threads)
    world.place("a", "one")
    world.streams.expired = {"a|1"}
    async with world.relaying():
        await world.hears("one:1")
        world.place("a", "two")
        await world.hears("one:1", "two:1")
    assert world.checkpoints.oddities == []


async def test_throttling_is_waited_for(threads: Threads) -> None:
    """A stream that says "not now" is asked again."""
    world = World(threads)
    world.streams.throttled = 3
    world.place("a", "one")
    async with world.relaying():
        await world.hears("one:1")


async def test_trimmed_records_are_a_gap(threads: Threads) -> None:
    """After a day away the relay says that something may be missing, and goes on with the oldest that is kept."""
    world = World(threads)
    for number in range(4):
        world.place("a", str(number))
    world.checkpoints.kept["a"] = Checkpoint(f"{0:021d}", finished=False)
    world.streams.shards["a"].oldest = 3
    async with world.relaying():
        await world.hears("3:1")
    assert len(world.checkpoints.oddities) == 1


async def test_a_shard_that_is_gone_is_a_gap(threads: Threads) -> None:
    """One that was half read and is listed no longer does not keep its children waiting."""
    world = World(threads)
    world.checkpoints.kept["a"] = Checkpoint(f"{0:021d}", finished=False)
    world.place("b", "two")
    world.streams.shards["b"].parent = "a"
    async with world.relaying():
        await world.hears("two:1")
    assert len(world.checkpoints.oddities) == 1
    assert world.checkpoints.kept["a"].finished


async def test_what_no_event_tells_of_is_set_aside(threads: Threads) -> None:
    """An odd record stops nobody: it is kept with its reason, and what follows is published."""
    world = World(threads)
    stood = to_item(order(order_id="one"))
    world.streams.write("a", stood, None)
    world.place("a", "two")
    async with world.relaying():
        await world.hears("two:1")
    assert world.checkpoints.oddities == ["order one: lost its history behind version 1"]


async def test_other_items_of_the_tables_are_no_events(threads: Threads) -> None:
    """A page of pointers and histories alone moves the checkpoint."""
    world = World(threads)
    pointer: Item = {"order_id": {"S": "tracking#UPS#1Z#o"}, "tracking_number": {"S": "1Z"}}
    world.streams.write("a", None, pointer)
    async with world.relaying():
        await world.until(lambda: "a" in world.checkpoints.kept)
    assert world.heard() == []


async def test_the_feed_is_fresh_once_everything_is_read(threads: Threads) -> None:
    """Until every shard has been read to its end nothing is promised."""
    world = World(threads)
    world.streams.write("a", None, product_item.to_item(product()))
    world.streams.throttled = 20
    async with world.relaying() as running:
        assert running.read_at is None
        await world.until(lambda: running.read_at is not None)
        assert world.streams.throttled == 0


@pytest.mark.parametrize(
    ("sizes", "reaches_now"), [([], True), ([300] * 999, True), ([300] * 1000, False), ([30_000] * 33, False)]
)
async def test_a_full_page_is_not_the_last(threads: Threads, sizes: list[int], reaches_now: bool) -> None:
    """Full by the number of its records or by their size, as DynamoDB ends pages."""
    world = World(threads)
    world.streams.shards["a"] = MemoryShard()
    for number, size in enumerate(sizes):
        world.streams.write("a", None, product_item.to_item(product(f"P{number}")))
        world.streams.shards["a"].records[-1]["dynamodb"]["SizeBytes"] = size
    stream = TableStream(world.streams, threads, "arn")  # type: ignore[arg-type]  # all that is asked of the client
    page = await stream.page("a|0")
    assert (len(page.records), page.reaches_now) == (len(sizes), reaches_now)


def tell_the_feed_alone(world: World) -> MemoryFeed:
    """From here on the table's events are not for the bus."""
    world.sources = {"Orders": replace(world.sources["Orders"], on_bus=False)}
    world.feed = MemoryFeed()
    return world.feed


async def test_what_is_not_for_the_bus_is_fed_alone(threads: Threads) -> None:
    """With a checkpoint behind it, so that the next relay does not tell it again."""
    world = World(threads)
    feed = tell_the_feed_alone(world)
    world.place("a", "one")
    async with world.relaying():
        await world.until(lambda: "a" in world.checkpoints.kept)
    world.place("a", "two")
    async with world.relaying():
        await world.until(lambda: "two:1" in feed.fed)
    assert (feed.fed, world.heard()) == (["one:1", "two:1"], [])


async def test_checkpoints_do_not_follow_themselves(
    threads: Threads, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a table that checkpoints are kept in: pages without an event have none, until there was none for long."""
    world = World(threads)
    tell_the_feed_alone(world)
    other: Item = {"item_group": {"S": "relay#checkpoints#arn"}, "item_key": {"S": "a"}}
    world.streams.write("a", None, other)
    async with world.relaying():
        await asyncio.sleep(2 * relay.CHECKPOINT_SECONDS)
    assert world.checkpoints.kept == {}
    monkeypatch.setattr(relay, "IDLE_CHECKPOINT_SECONDS", 0.05)
    async with world.relaying():
        await world.until(lambda: "a" in world.checkpoints.kept)


async def test_the_shop_is_fresh_whatever_else_is_fed(threads: Threads) -> None:
    """What is not for the bus holds up no promise about orders and products, though it cannot be read at all."""
    world = World(threads)
    world.sources["Work"] = Source(lambda change: [], on_bus=False)
    world.streams.arns["Work"] = "arn:stream/away"
    world.place("a", "one")
    async with world.relaying() as running:
        await world.until(lambda: running.read_at is not None)
