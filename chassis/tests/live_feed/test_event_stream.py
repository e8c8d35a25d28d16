"""chassis.live_feed.event_stream"""

from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest

from chassis.live_feed.entry import Entry, Place
from chassis.live_feed.event_stream import EventStream
from chassis.live_feed.settings import LiveFeedSettings
from chassis.live_feed.streams import LiveStreams, Told


class Client:
    """The server's side of a connection, as ASGI shows it."""

    def __init__(self) -> None:
        self.sent: list[dict[str, Any]] = []
        self.leaves = asyncio.Event()
        self.reads = asyncio.Event()
        self.reads.set()

    async def receive(self) -> dict[str, Any]:
        await self.leaves.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Any) -> None:
        self.sent.append(message)
        await self.reads.wait()

    @property
    def text(self) -> str:
        return b"".join(message.get("body", b"") for message in self.sent).decode()

    @property
    def ended_in_order(self) -> bool:
        return self.sent[-1].get("more_body") is False


@pytest.fixture
def streams() -> LiveStreams:
    streams = LiveStreams(lambda entry: Told(entry.type, "{}"), LiveFeedSettings())
    streams.begin_anew(Place(1, 0))
    return streams


@pytest.fixture
def client() -> Client:
    return Client()


def served(streams: LiveStreams, client: Client, **options: Any) -> asyncio.Task[None]:
    stream = EventStream(streams.open({"ann"}, "ann", None), **options)
    return asyncio.ensure_future(stream({"type": "http"}, client.receive, client.send))


async def until_sent(client: Client, text: str) -> None:
    async with asyncio.timeout(2):
        while text not in client.text:
            await asyncio.sleep(0.005)


async def test_nothing_on_the_way_may_keep_or_hold_it_back(streams: LiveStreams, client: Client) -> None:
    """It is what a browser's EventSource takes, of a length that nobody knows."""
    serving = served(streams, client)
    await until_sent(client, "id: 1-0")
    headers = dict(client.sent[0]["headers"])
    assert headers[b"content-type"].startswith(b"text/event-stream")
    assert headers[b"cache-control"] == b"no-cache, no-transform"
    assert b"content-length" not in headers
    serving.cancel()


async def test_events_and_signs_of_life_go_out(streams: LiveStreams, client: Client) -> None:
    """Each event when it happens; in a silence a comment, so that what stands between keeps the connection."""
    serving = served(streams, client, heartbeat_seconds=0.05)
    await until_sent(client, "\n: \n")
    streams.take([Entry(Place(1, 1), "moved", b"")])
    await until_sent(client, "event: moved\ndata: {}\nid: 1-1\n\n")
    serving.cancel()


async def test_it_ends_when_the_reader_leaves(streams: LiveStreams, client: Client) -> None:
    """Their place is free again."""
    serving = served(streams, client)
    await until_sent(client, "id: 1-0")
    assert streams.readers == 1
    client.leaves.set()
    await asyncio.wait_for(serving, 1)
    assert streams.readers == 0
    assert not client.ended_in_order


async def test_it_ends_with_the_credential(streams: LiveStreams, client: Client) -> None:
    """In order, so that the client comes back with another one."""
    serving = served(streams, client, until=time.time() + 0.1)
    await asyncio.wait_for(serving, 1)
    assert client.ended_in_order
    assert streams.readers == 0


async def test_it_ends_with_the_service(streams: LiveStreams, client: Client) -> None:
    """At once and in order: the service does not wait for it."""
    serving = served(streams, client)
    await until_sent(client, "id: 1-0")
    streams.end_all()
    await asyncio.wait_for(serving, 1)
    assert client.ended_in_order


async def test_who_stops_reading_is_dropped(streams: LiveStreams, client: Client) -> None:
    """Nothing more is sent to them, not even the end; what is held back for them is one write."""
    serving = served(streams, client, patience_seconds=0.1)
    await until_sent(client, "id: 1-0")
    client.reads.clear()
    streams.take([Entry(Place(1, 1), "moved", b"")])
    await until_sent(client, "id: 1-1")
    streams.take([Entry(Place(1, 2), "moved", b"")])
    await asyncio.wait_for(serving, 1)
    assert "id: 1-2" not in client.text
    assert not client.ended_in_order
    assert streams.readers == 0


async def test_a_place_is_freed_whatever_goes_wrong(streams: LiveStreams) -> None:
    """Also when the answer cannot even begin."""

    async def fails(message: Any) -> None:
        raise OSError("cut")

    with pytest.raises(OSError, match="cut"):
        await EventStream(streams.open({"ann"}, "ann", None))({"type": "http"}, Client().receive, fails)
    assert streams.readers == 0
