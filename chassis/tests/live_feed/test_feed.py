"""chassis.live_feed.feed"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence

import pytest

from chassis.live_feed.entry import HEARTBEAT, Entry, Place
from chassis.live_feed.feed import SILENT_SECONDS, LiveFeed
from tests.live_feed.played_stream import PlayedStream


class Diary:
    """A follower that writes down what it is told."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.chokes_on: str | None = None

    def begin_anew(self, behind: Place) -> None:
        self.told.append(f"anew behind {behind}")

    def take(self, entries: Sequence[Entry]) -> None:
        for entry in entries:
            if entry.type == self.chokes_on:
                raise LookupError(entry.type)
            if entry.type != HEARTBEAT:
                self.told.append(entry.type)


@pytest.fixture
def stream() -> PlayedStream:
    return PlayedStream()


@pytest.fixture
def diary() -> Diary:
    return Diary()


@pytest.fixture
async def feed(stream: PlayedStream, diary: Diary) -> AsyncIterator[LiveFeed]:
    feed = LiveFeed(stream.open, [diary], clock=stream.clock, sleep=stream.sleep)
    yield feed
    await feed.stop()


async def started(feed: LiveFeed, stream: PlayedStream) -> None:
    feed.start()
    await stream.pass_time()


def silent_for(feed: LiveFeed, stream: PlayedStream) -> float:
    assert feed.whole_as_of is not None
    return stream.now - feed.whole_as_of


async def test_it_begins_with_what_is_kept_and_goes_on(
    feed: LiveFeed, stream: PlayedStream, diary: Diary
) -> None:
    """A follower knows from where on it is told everything, and gets each entry once."""
    stream.number = 6
    stream.add("a")
    stream.add("b")
    await started(feed, stream)
    await feed.placed(within_seconds=0)
    stream.add("c")
    await stream.pass_time()
    await stream.pass_time(1.0)
    assert diary.told == ["anew behind 100-6", "a", "b", "c"]


async def test_starting_twice_follows_once(feed: LiveFeed, stream: PlayedStream, diary: Diary) -> None:
    """Whoever needs it may start it."""
    stream.add("a")
    await started(feed, stream)
    await started(feed, stream)
    assert diary.told == ["anew behind 100--1", "a"]


@pytest.mark.parametrize("while_away", [False, True])
async def test_a_hole_is_a_new_beginning(
    feed: LiveFeed, stream: PlayedStream, diary: Diary, while_away: bool
) -> None:
    """What came before the hole in the same read is part of what has to be read anew."""
    stream.add("a")
    await started(feed, stream)
    if while_away:
        stream.away = True
        await stream.pass_time()
    stream.add("b")
    stream.lose()
    stream.add("c")
    stream.away = False
    await stream.pass_time()
    await stream.pass_time()
    assert diary.told == ["anew behind 100--1", "a", "anew behind 100-2", "c"]


async def test_another_epoch_is_a_new_beginning(feed: LiveFeed, stream: PlayedStream, diary: Diary) -> None:
    """Though its numbers might go on where the others ended."""
    stream.add("a")
    await started(feed, stream)
    stream.begin_epoch(101)
    stream.number = 0
    stream.add("b")
    await stream.pass_time()
    assert diary.told == ["anew behind 100--1", "a", "anew behind 101-0", "b"]


@pytest.mark.parametrize("epoch", [101, 7])
async def test_a_flush_is_a_new_beginning(
    feed: LiveFeed, stream: PlayedStream, diary: Diary, epoch: int
) -> None:
    """Also when the epoch that follows is a lower one: then it takes the silence to look for it."""
    stream.add("a")
    await started(feed, stream)
    stream.flush()
    stream.begin_epoch(epoch)
    await stream.pass_time(1.0)
    stream.add("b")
    for _ in range(6):
        await stream.pass_time(1.0)
    assert diary.told == ["anew behind 100--1", "a", f"anew behind {epoch}--1", "b"]


async def test_a_short_absence_misses_nothing(feed: LiveFeed, stream: PlayedStream, diary: Diary) -> None:
    """A connection that was lost is made again, and the feed is read on from where it was."""
    stream.add("a")
    await started(feed, stream)
    stream.away = True
    await stream.pass_time()
    stream.add("b")
    await stream.pass_time(1.0)
    stream.away = False
    await stream.pass_time()
    assert diary.told == ["anew behind 100--1", "a", "b"]


async def test_an_empty_stream_is_waited_for(feed: LiveFeed, stream: PlayedStream, diary: Diary) -> None:
    """There is no feed before its first entry."""
    await started(feed, stream)
    await feed.placed(within_seconds=0)
    assert diary.told == []
    stream.add("a")
    await stream.pass_time()
    assert diary.told == ["anew behind 100--1", "a"]


async def test_heartbeats_say_up_to_when_it_is_whole(feed: LiveFeed, stream: PlayedStream) -> None:
    """How far the feed is behind the tables counts too; by whose clock it was written does not."""
    await started(feed, stream)
    await stream.beat_for(4)
    stream.beat(late_seconds=0.25)
    await stream.pass_time()
    assert silent_for(feed, stream) == 0.25
    stream.beat(late_seconds=None)
    await stream.pass_time(1.0)
    assert silent_for(feed, stream) == 1.25


async def test_what_comes_right_after_a_silence_is_not_believed(feed: LiveFeed, stream: PlayedStream) -> None:
    """It may have been on its way as long as the silence was; the heartbeat of a second later is of now."""
    await started(feed, stream)
    await stream.beat_for(4)
    await stream.pass_time(SILENT_SECONDS + 2)
    silence = silent_for(feed, stream)
    assert silence > SILENT_SECONDS
    stream.beat()
    await stream.pass_time()
    assert silent_for(feed, stream) == silence
    stream.beat()
    await stream.pass_time(1.0)
    assert silent_for(feed, stream) == 0


async def test_a_follower_that_fails_begins_anew_alone(
    feed: LiveFeed, stream: PlayedStream, diary: Diary, caplog: pytest.LogCaptureFixture
) -> None:
    """The others are told all the same, and it is told what comes later."""
    other = Diary()
    feed._followers = (diary, other)
    diary.chokes_on = "b"
    stream.add("a")
    await started(feed, stream)
    place = stream.add("b")
    await stream.pass_time()
    stream.add("c")
    await stream.pass_time()
    assert diary.told == ["anew behind 100--1", "a", f"anew behind {place}", "c"]
    assert other.told == ["anew behind 100--1", "a", "b", "c"]
    assert "LookupError" in caplog.text


async def test_a_heartbeat_that_makes_no_sense_does_not_end_it(
    feed: LiveFeed, stream: PlayedStream, diary: Diary
) -> None:
    """It is logged, and the feed is followed on."""
    await started(feed, stream)
    await stream.beat_for(3)
    stream.add(HEARTBEAT, at="noon")
    await stream.pass_time()
    stream.add("a")
    for _ in range(3):
        await stream.pass_time()
    assert diary.told[-1] == "a"


async def test_it_ends_with_the_service(feed: LiveFeed, stream: PlayedStream) -> None:
    """Its connection is closed; ending what never began is harmless."""
    await feed.stop()
    await started(feed, stream)
    await feed.stop()
    assert stream.closed
