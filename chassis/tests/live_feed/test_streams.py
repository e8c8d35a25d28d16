"""chassis.live_feed.streams"""

from __future__ import annotations

import asyncio

import pytest

from chassis.live_feed.entry import HEARTBEAT, Entry, Place
from chassis.live_feed.settings import LiveFeedSettings
from chassis.live_feed.streams import LiveStreams, Reader, Told, TooManyStreams
from chassis.problems import Overloaded

SETTINGS = LiveFeedSettings(live_streams=6, live_streams_per_person=2, live_streams_per_address=3)


def tell(entry: Entry) -> Told | None:
    """Entries are called for whom they are: `ann.shipped`, `all.price`, `none.moved`."""
    whose, _, event = entry.type.partition(".")
    if whose == "odd":
        raise ValueError(entry.type)
    if whose == "none":
        return None
    return Told(event, entry.body.decode(), only_for=None if whose == "all" else whose)


@pytest.fixture
def streams() -> LiveStreams:
    streams = LiveStreams(tell, SETTINGS, most_kept=10)
    streams.begin_anew(Place(100, 4))
    return streams


def take(streams: LiveStreams, number: int, *types: str, epoch: int = 100) -> None:
    entries = [
        Entry(Place(epoch, number + index), type, f'"{number + index}"'.encode())
        for index, type in enumerate(types)
    ]
    streams.take(entries)


def reader_of(streams: LiveStreams, subject: str | None = "ann", last_event_id: str | None = None) -> Reader:
    hears = {subject} if subject else set[str]()
    return streams.open(hears, subject or "address", last_event_id, visitor=subject is None)


async def read(reader: Reader) -> list[str]:
    """The events and ids that come at once."""
    chunk = await reader.read(0.01)
    if chunk is None:
        return ["end"]
    lines = chunk.decode().splitlines()
    return [line for line in lines if line.startswith(("event: ", "id: "))]


async def test_each_gets_what_is_everybodys_and_their_own(streams: LiveStreams) -> None:
    """Another's events, heartbeats and what is told to nobody stay out."""
    ann, bob, visitor = (reader_of(streams, subject) for subject in ("ann", "bob", None))
    for reader in (ann, bob, visitor):
        assert await read(reader) == ["id: 100-4"]
    take(streams, 5, "all.price", HEARTBEAT, "ann.shipped", "none.moved", "bob.placed")
    assert await read(ann) == ["event: price", "id: 100-5", "event: shipped", "id: 100-7"]
    assert await read(bob) == ["event: price", "id: 100-5", "event: placed", "id: 100-9"]
    assert await read(visitor) == ["event: price", "id: 100-5"]


async def test_who_waits_is_woken(streams: LiveStreams) -> None:
    """What happens goes out when it happens, with its data on one line."""
    reader = reader_of(streams)
    await read(reader)
    waiting = asyncio.ensure_future(reader.read(5))
    await asyncio.sleep(0)
    take(streams, 5, "bob.placed")
    take(streams, 6, "ann.placed")
    assert await waiting == b'event: placed\ndata: "6"\nid: 100-6\n\n'


async def test_silence_has_a_sign_of_life_that_says_where_the_feed_is(streams: LiveStreams) -> None:
    """So that who comes back after a quiet hour has missed nothing."""
    reader = reader_of(streams)
    await read(reader)
    take(streams, 5, HEARTBEAT)
    assert await reader.read(0.01) == b": \nid: 100-5\n\n"


async def test_who_comes_back_goes_on_behind_what_they_had(streams: LiveStreams) -> None:
    """In the midst of the feed, at its end, and where it began."""
    take(streams, 5, "all.a", "bob.b", "all.c")
    assert await read(reader_of(streams, "x", "100-5")) == ["id: 100-7", "event: c", "id: 100-7"]
    assert await read(reader_of(streams, "y", "100-7")) == ["id: 100-7"]
    assert (await read(reader_of(streams, "z", "100-4")))[1:] == [
        *("event: a", "id: 100-5"),
        *("event: c", "id: 100-7"),
    ]


@pytest.mark.parametrize("last_event_id", ["100-3", "99-6", "101-6", "100-8", "forged", "٣-٣", "1-1\n"])
async def test_what_is_too_old_or_foreign_means_read_anew(streams: LiveStreams, last_event_id: str) -> None:
    """One `reset`, from whose place on everything comes."""
    take(streams, 5, "all.a", "all.b", "all.c")
    reader = reader_of(streams, "ann", last_event_id)
    assert (await read(reader))[1:] == ["event: reset", "id: 100-7"]
    take(streams, 8, "all.d")
    assert await read(reader) == ["event: d", "id: 100-8"]


async def test_a_feed_that_begins_anew_resets_everybody(streams: LiveStreams) -> None:
    """What they had not yet read comes before it; who comes back from the epoch before is reset too."""
    reader = reader_of(streams)
    await read(reader)
    take(streams, 5, "all.a")
    streams.begin_anew(Place(200, -1))
    take(streams, 0, "all.b", epoch=200)
    expected = ["event: a", "id: 100-5", "event: reset", "id: 200--1", "event: b", "id: 200-0"]
    assert await read(reader) == expected
    assert (await read(reader_of(streams, "bob", "100-5")))[1:] == ["event: reset", "id: 200-0"]
    assert (await read(reader_of(streams, "bob", "200-0")))[1:] == []
    assert (await read(reader_of(streams, "eve", "200--1")))[1:] == ["event: b", "id: 200-0"]


@pytest.mark.parametrize(
    ("last_event_id", "expected"),
    [("100-5", ["event: c", "id: 100-6"]), ("99-1", ["event: reset", "id: 100-6"])],
)
async def test_who_comes_before_the_feed_waits_for_it(last_event_id: str, expected: list[str]) -> None:
    """A service that has just started finds out what somebody has missed when the feed is there."""
    streams = LiveStreams(tell, SETTINGS)
    back, new = reader_of(streams, "ann", last_event_id), reader_of(streams, "bob")
    assert await read(back) == []
    assert await read(new) == []
    streams.begin_anew(Place(100, 3))
    take(streams, 4, "all.a", "all.b", "all.c")
    assert await read(back) == expected
    assert await read(new) == ["event: reset", "id: 100-6"]


async def test_who_falls_behind_is_dropped(streams: LiveStreams) -> None:
    """What is kept is bounded, whoever reads: a slow reader costs nothing, and can come back."""
    slow, quick = reader_of(streams), reader_of(streams)
    await read(slow)
    for number in range(5, 105):
        take(streams, number, "all.a")
        await read(quick)
    assert len(streams._kept) <= 20
    assert await read(slow) == ["end"]
    assert (await read(quick))[-1] == "id: 100-104"
    slow.close()
    assert (await read(reader_of(streams, "ann", "100-5")))[1] == "event: reset"
    assert len(await read(reader_of(streams, "bob", "100-99"))) == 11


async def test_a_person_has_so_many_streams_at_once(streams: LiveStreams) -> None:
    """One more is refused until one is closed; an address, with many people behind it, has more."""
    first = reader_of(streams)
    reader_of(streams)
    with pytest.raises(TooManyStreams):
        reader_of(streams)
    first.close()
    reader_of(streams)
    for _ in range(3):
        reader_of(streams, None)
    with pytest.raises(TooManyStreams):
        reader_of(streams, None)


async def test_a_process_has_so_many_streams_at_once(streams: LiveStreams) -> None:
    """Whoever they are: the service is then busy."""
    for number in range(6):
        reader_of(streams, f"person-{number}")
    with pytest.raises(Overloaded):
        reader_of(streams, "one too many")
    assert streams.readers == 6


async def test_what_cannot_be_told_stops_nothing(
    streams: LiveStreams, caplog: pytest.LogCaptureFixture
) -> None:
    """It is logged, by its place and type, and what follows is told."""
    reader = reader_of(streams)
    await read(reader)
    take(streams, 5, "odd.thing", "all.a")
    assert await read(reader) == ["event: a", "id: 100-6"]
    assert "100-5" in caplog.text


async def test_streams_end_with_the_service(streams: LiveStreams) -> None:
    """What has come goes out first."""
    reader, waiting = reader_of(streams), reader_of(streams)
    await read(waiting)
    woken = asyncio.ensure_future(waiting.read(5))
    await asyncio.sleep(0)
    streams.end_all()
    assert await woken is None
    assert await read(reader) == ["id: 100-4"]
    assert await read(reader) == ["end"]
