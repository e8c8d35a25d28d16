"""The live feed on a real Valkey: whole within an epoch, whatever Valkey does."""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest
from backend_testing.samples import AT
from valkey.asyncio import Valkey

from backend.events.feed import LiveFeed, Place, open_valkey
from backend.events.message import Message
from tests.checkers.publication import feed_faults
from tests.processes.process import ServerProcess

pytestmark = pytest.mark.dynamodb


def messages(*numbers: int) -> list[Message]:
    return [
        Message(f"o:{n}", "order.placed", "waybill.orders", "o", AT, f'{{"event_id": "o:{n}"}}')
        for n in numbers
    ]


@dataclass
class World:
    """A feed of its own in the Valkey of the module."""

    server: ServerProcess
    valkey: Valkey
    key: str = field(default_factory=lambda: f"test-{uuid.uuid4().hex}")
    losses: int = 0

    def feed(self, entries: int = 1000) -> LiveFeed:
        async def lost() -> None:
            self.losses += 1

        return LiveFeed(self.valkey, self.key, entries=entries, on_loss=lost)

    async def ids(self) -> list[str]:
        return [entry_id.decode() for entry_id, _ in await self.valkey.xrange(self.key)]

    async def epochs(self) -> int:
        return len({entry_id.partition("-")[0] for entry_id in await self.ids()})


@pytest.fixture
async def world(valkey_server: ServerProcess) -> AsyncIterator[World]:
    valkey = open_valkey(valkey_server.url)
    yield World(valkey_server, valkey)
    await valkey.aclose()


async def test_numbers_have_no_hole(world: World) -> None:
    """Events and heartbeats are numbered together, however many come at once."""
    feed = world.feed()
    await feed.open(None)
    await feed.publish(messages(*range(250)))
    await feed.beat(None)
    await feed.publish(messages(251))
    ids = await world.ids()
    assert len(ids) == 252
    assert feed_faults(ids) == []
    assert await world.epochs() == 1


async def test_the_feed_is_capped(world: World) -> None:
    """About so many entries are kept, the latest."""
    feed = world.feed(entries=100)
    await feed.open(None)
    await feed.publish(messages(*range(1000)))
    kept = len(await world.ids())
    assert 100 <= kept < 300


async def test_the_next_relay_goes_on_in_the_epoch(world: World) -> None:
    """When the one before left it whole its readers notice nothing."""
    first = world.feed()
    await first.open(None)
    await first.publish(messages(1, 2))
    second = world.feed()
    await second.open(first.place)
    await second.publish(messages(3))
    assert feed_faults(await world.ids()) == []
    assert await world.epochs() == 1


@pytest.mark.parametrize("remembered", [None, Place(1, 0), Place(10**15, 5)], ids=["lost", "older", "newer"])
async def test_a_feed_that_may_lack_something_begins_an_epoch(world: World, remembered: Place | None) -> None:
    """Also when what Valkey holds is not what the relay before had reached."""
    first = world.feed()
    await first.open(None)
    await first.publish(messages(1))
    second = world.feed()
    await second.open(remembered)
    await second.publish(messages(2))
    assert feed_faults(await world.ids()) == []
    assert await world.epochs() == 2


async def test_a_flushed_valkey_is_noticed(world: World) -> None:
    """What comes after the flush is in another, later epoch, and none of it is lost."""
    feed = world.feed()
    await feed.open(None)
    await feed.publish(messages(1, 2, 3))
    before = (await world.ids())[-1]
    await world.valkey.flushall()
    await feed.publish(messages(4, 5))
    entries = await world.valkey.xrange(world.key)
    after = [(entry_id.decode(), entry[b"body"]) for entry_id, entry in entries][-2:]
    assert [body for _, body in after] == [b'{"event_id": "o:4"}', b'{"event_id": "o:5"}']
    assert int(after[0][0].partition("-")[0]) > int(before.partition("-")[0])


async def test_a_hung_valkey_holds_up_nobody(world: World) -> None:
    """It costs one wait of about a second, once; then nothing, until a heartbeat finds it back in another epoch."""
    feed = world.feed()
    await feed.open(None)
    await feed.publish(messages(1))
    world.server.pause()
    try:
        began = time.monotonic()
        await feed.publish(messages(2))
        await feed.publish(messages(3))
        assert time.monotonic() - began < 3
        assert feed.place is None
        assert world.losses == 1
        began = time.monotonic()
        await feed.publish(messages(4))
        assert time.monotonic() - began < 0.1
    finally:
        world.server.resume()
    async with asyncio.timeout(10):
        while feed.place is None:
            await feed.beat(None)
    await feed.publish(messages(5))
    ids = await world.ids()
    # What was sent into the frozen Valkey may arrive late; it is in the old epoch, and known to be cut.
    assert await world.epochs() == 2
    assert feed_faults(ids) == []


async def test_a_cancelled_feed_ends(world: World) -> None:
    """Wherever in a heartbeat the cancellation meets it: a relay that lost its lease must not go on."""
    feed = world.feed()
    await feed.open(None)

    async def beat() -> None:
        while True:
            await feed.beat(None)

    for steps in range(120):
        beating = asyncio.create_task(beat())
        for _ in range(steps % 40):
            await asyncio.sleep(0)
        beating.cancel()
        _, going_on = await asyncio.wait([beating], timeout=0.5)
        assert not going_on, f"cancelled after {steps} steps, it went on"
