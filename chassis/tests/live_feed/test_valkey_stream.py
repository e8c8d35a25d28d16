"""chassis.live_feed.valkey_stream, on a real Valkey."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterator

import pytest
from valkey.asyncio import Valkey

from chassis.live_feed.entry import Entry, Place
from chassis.live_feed.feed import StreamAway
from chassis.live_feed.valkey_stream import ValkeyStream
from tests.processes.emulators import valkey_process
from tests.processes.process import ServerProcess

pytestmark = pytest.mark.process


@pytest.fixture(scope="module")
def valkey(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    process = valkey_process(tmp_path_factory.mktemp("valkey"))
    process.start()
    yield process
    process.stop()


@pytest.fixture
async def writer(valkey: ServerProcess) -> AsyncIterator[Valkey]:
    client: Valkey = Valkey.from_url(valkey.url)
    yield client
    await client.flushall()
    await client.aclose()


@pytest.fixture
async def stream(valkey: ServerProcess) -> AsyncIterator[ValkeyStream]:
    stream = ValkeyStream(valkey.url, "waybill:feed")
    yield stream
    await stream.close()


async def add(writer: Valkey, *types: str) -> None:
    for type in types:
        await writer.xadd("waybill:feed", {"type": type, "body": "{}"}, id="5-*")


async def test_entries_come_in_their_order(stream: ValkeyStream, writer: Valkey) -> None:
    """The latest so many, and those behind a place, also of a later epoch."""
    assert await stream.latest(5) == []
    await add(writer, "a", "b", "c")
    assert [entry.type for entry in await stream.latest(2)] == ["b", "c"]
    await writer.xadd("waybill:feed", {"type": "d", "body": "{}"}, id="6-0")
    assert await stream.after(Place(5, 1), 1) == [
        Entry(Place(5, 2), "c", b"{}"),
        Entry(Place(6, 0), "d", b"{}"),
    ]


async def test_nothing_new_is_waited_for(stream: ValkeyStream, writer: Valkey) -> None:
    """For as long as was asked, and no error."""
    await add(writer, "a")
    began = time.monotonic()
    assert not await stream.after(Place(5, 0), 0.2)
    assert 0.15 < time.monotonic() - began < 1


async def test_what_is_no_feed_is_away(stream: ValkeyStream, writer: Valkey) -> None:
    """Another kind of value, or entries that somebody else has written."""
    await writer.set("waybill:feed", "text")
    with pytest.raises(StreamAway):
        await stream.latest(1)
    await writer.delete("waybill:feed")
    await writer.xadd("waybill:feed", {"note": "hello"})
    with pytest.raises(StreamAway, match="no live feed"):
        await stream.latest(1)


async def test_a_valkey_that_hangs_is_away(stream: ValkeyStream, valkey: ServerProcess) -> None:
    """Within seconds; once it goes on, the same stream reads again."""
    await stream.latest(1)
    valkey.pause()
    try:
        began = time.monotonic()
        with pytest.raises(StreamAway):
            await stream.after(Place(5, 0), 1)
        assert time.monotonic() - began < 4
    finally:
        valkey.resume()
    assert await stream.latest(1) == []


async def test_a_cancelled_reader_ends(stream: ValkeyStream) -> None:
    """Wherever in a read the cancellation meets it."""

    async def read() -> None:
        while True:
            await stream.latest(1)

    for steps in range(120):
        reading = asyncio.create_task(read())
        for _ in range(steps % 40):
            await asyncio.sleep(0)
        reading.cancel()
        _, going_on = await asyncio.wait([reading], timeout=0.5)
        assert not going_on, f"cancelled after {steps} steps, it went on"
