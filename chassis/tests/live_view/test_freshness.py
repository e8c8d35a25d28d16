from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Set
from typing import NamedTuple

import pytest

from chassis.live_feed.entry import Entry, Place
from chassis.live_view import freshness as freshness_module
from chassis.live_view.freshness import Freshness
from chassis.live_view.news import News
from chassis.upstream import UpstreamUnavailable


class Thing(NamedTuple):
    key: str
    revision: int = 1
    name: str = "A thing"
    gone: bool = False


def thing(number: int, **fields: object) -> Thing:
    return Thing(str(number), **fields)  # type: ignore[arg-type]  # each is what its test says


class Things(dict[str, Thing]):
    """A collection."""

    def apply(self, thing: Thing) -> str:
        if thing.gone:
            self.pop(thing.key, None)
        elif thing.key not in self or self[thing.key].revision < thing.revision:
            self[thing.key] = thing
        return thing.key

    def retain(self, keys: Set[str]) -> None:
        for key in self.keys() - keys:
            del self[key]


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Source:
    """A source whose pages take `takes_seconds` of the test's clock, and wait for `gate` when it is closed."""

    def __init__(self, clock: Clock, given: list[list[Thing]]) -> None:
        self.clock = clock
        self.given = given
        self.takes_seconds = 0.0
        self.away = False
        self.gate = asyncio.Event()
        self.gate.set()
        self.readings = 0

    async def prepare(self) -> None: ...

    async def pages(self) -> AsyncIterator[list[Thing]]:
        self.readings += 1
        number = 0
        while True:
            await self.gate.wait()
            self.clock.now += self.takes_seconds
            if self.away:
                raise UpstreamUnavailable("away")
            yield self.given[number]
            number += 1
            if number == len(self.given):
                return


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def source(clock: Clock) -> Source:
    return Source(clock, [[thing(1)], [thing(2), thing(3, gone=True)]])


@pytest.fixture
def things() -> Things:
    return Things()


@pytest.fixture
def freshness(source: Source, things: Things, clock: Clock) -> Freshness[Thing]:
    return Freshness("list of things", source, things, clock)


async def settle() -> None:
    for _ in range(20):
        await asyncio.sleep(0)


async def test_the_first_to_look_waits_for_all_pages(freshness: Freshness[Thing], things: Things) -> None:
    """Whoever comes first gets the whole list, without what is gone."""
    await freshness.renew()
    assert len(things) == 2
    assert freshness.age_seconds == 0


async def test_a_crowd_shares_one_reading(freshness: Freshness[Thing], source: Source) -> None:
    """However many look at once, it is read once."""
    await asyncio.gather(*[freshness.renew() for _ in range(100)])
    assert source.readings == 1


async def test_nobody_looks_nothing_is_read(
    freshness: Freshness[Thing], source: Source, clock: Clock
) -> None:
    """There is no polling where nobody looks."""
    await freshness.renew()
    clock.now += 3600
    await settle()
    assert source.readings == 1


@pytest.mark.parametrize(
    ("age", "readings_when_answered", "readings_after"), [(0.1, 1, 1), (0.2, 1, 2), (0.3, 2, 2)]
)
async def test_young_is_shown_middling_is_renewed_behind_and_old_is_waited_for(
    freshness: Freshness[Thing],
    source: Source,
    clock: Clock,
    age: float,
    readings_when_answered: int,
    readings_after: int,
) -> None:
    """Nothing older than a quarter of a second is shown where it can be helped, and where many look nobody waits."""
    await freshness.renew()
    clock.now += age
    await freshness.renew()
    assert source.readings == readings_when_answered
    await settle()
    assert source.readings == readings_after


async def test_a_change_is_seen_when_the_old_is_too_old(
    freshness: Freshness[Thing],
    source: Source,
    things: Things,
    clock: Clock,
) -> None:
    """The answer a quarter of a second after a change shows it, a thing that went away too."""
    await freshness.renew()
    source.given = [[thing(1, revision=2, name="Renamed")]]
    clock.now += 0.25
    await freshness.renew()
    assert len(things) == 1
    assert things["1"].name == "Renamed"


async def test_at_most_a_tenth_of_the_time_is_spent_reading(
    freshness: Freshness[Thing], source: Source, clock: Clock
) -> None:
    """What takes 2 s to read (two pages of 1 s) is read again after 18 s more, and shown meanwhile."""
    source.takes_seconds = 1.0
    await freshness.renew()
    clock.now += 17.9
    await freshness.renew()
    assert source.readings == 1
    assert freshness.age_seconds == 19
    assert not freshness.stale
    clock.now += 0.2
    await freshness.renew()
    assert source.readings == 2


async def test_with_nothing_the_backend_away_is_a_503(
    freshness: Freshness[Thing], source: Source, clock: Clock
) -> None:
    """There is nothing to show; the backend is asked at most once a second, by however many."""
    source.away = True
    for _ in range(5):
        with pytest.raises(UpstreamUnavailable):
            await freshness.renew()
    assert source.readings == 1
    clock.now += 1.0
    with pytest.raises(UpstreamUnavailable):
        await freshness.renew()
    assert source.readings == 2


async def test_the_old_is_shown_while_the_backend_is_away(
    freshness: Freshness[Thing], source: Source, things: Things, clock: Clock
) -> None:
    """It is marked stale, grows older, and is fresh again with the first reading that succeeds."""
    await freshness.renew()
    source.away = True
    for _ in range(4):
        clock.now += 0.5
        await freshness.renew()
    assert freshness.stale
    assert freshness.age_seconds == 2
    assert len(things) == 2
    assert source.readings == 3
    source.away = False
    clock.now += 1.0
    await freshness.renew()
    assert not freshness.stale
    assert freshness.age_seconds == 0


async def test_a_hanging_backend_holds_nobody_up(
    freshness: Freshness[Thing], source: Source, clock: Clock
) -> None:
    """A reading that has taken half a second already is waited for no longer; it goes on for those who come later."""
    await freshness.renew()
    clock.now += 1.0
    source.gate.clear()
    waiting = asyncio.ensure_future(freshness.renew())
    await settle()
    assert not waiting.done()
    clock.now += 0.5
    await freshness.renew()
    source.gate.set()
    await waiting
    assert source.readings == 2


async def test_who_leaves_does_not_end_the_reading(
    freshness: Freshness[Thing], source: Source, things: Things
) -> None:
    """Others may be waiting for it."""
    source.gate.clear()
    impatient = asyncio.ensure_future(freshness.renew())
    patient = asyncio.ensure_future(freshness.renew())
    await settle()
    impatient.cancel()
    await settle()
    source.gate.set()
    await patient
    assert len(things) == 2
    assert source.readings == 1


async def test_an_unforeseen_error_is_a_failed_reading(
    freshness: Freshness[Thing], source: Source, caplog: pytest.LogCaptureFixture
) -> None:
    """It is logged, and people are told that there is nothing to show."""
    source.given = []
    with pytest.raises(UpstreamUnavailable):
        await freshness.renew()
    assert "IndexError" in caplog.text


async def test_a_reading_ends_with_the_service(freshness: Freshness[Thing], source: Source) -> None:
    """Stopping waits for nothing that hangs, and stopping an idle one is harmless."""
    await freshness.stop()
    source.gate.clear()
    await freshness.begin()
    await settle()
    await freshness.stop()
    assert source.readings == 1


class Feed:
    """A live feed that has told of everything up to `until`."""

    def __init__(self, freshness: Freshness[Thing], clock: Clock) -> None:
        self.freshness, self.clock = freshness, clock
        self.until: float | None = None
        freshness.fed_until = lambda: self.until

    def beat(self) -> None:
        self.until = self.clock.now


@pytest.fixture
async def feed(freshness: Freshness[Thing], clock: Clock) -> Feed:
    """One that has begun before it is read for the first time."""
    feed = Feed(freshness, clock)
    freshness.missed_something()
    feed.beat()
    await settle()
    return feed


async def test_with_a_live_feed_looking_costs_the_backend_nothing(
    freshness: Freshness[Thing], source: Source, feed: Feed, clock: Clock
) -> None:
    """One reading, and from then on the age is that of the heartbeat."""
    for _ in range(100):
        clock.now += 1.0
        feed.beat()
        clock.now += 0.5
        await freshness.renew()
        assert freshness.live
    assert freshness.age_seconds == 0
    clock.now += 1.0
    await freshness.renew()
    assert freshness.age_seconds == 1
    await settle()
    assert source.readings == 1


async def test_what_was_read_before_the_feed_began_is_not_enough(
    freshness: Freshness[Thing], source: Source, clock: Clock
) -> None:
    """Changes in between would be missing: it is read again at once, and shown meanwhile."""
    source.takes_seconds = 1.0
    await freshness.renew()
    feed = Feed(freshness, clock)
    feed.beat()
    assert not freshness.live
    source.gate.clear()
    freshness.missed_something()
    await settle()
    await freshness.renew()
    assert not freshness.live
    source.gate.set()
    await settle()
    feed.beat()
    assert freshness.live
    assert source.readings == 2


async def test_a_feed_that_begins_anew_during_a_reading_has_it_read_again(
    freshness: Freshness[Thing], source: Source, clock: Clock
) -> None:
    """Though a reading takes its time, and the next would not be due for long."""
    source.takes_seconds = 5.0
    source.gate.clear()
    feed = Feed(freshness, clock)
    await freshness.begin()
    await settle()
    freshness.missed_something()
    source.gate.set()
    await settle()
    feed.beat()
    assert source.readings == 2
    assert freshness.live


async def test_a_feed_that_keeps_beginning_anew_does_not_keep_the_backend_reading(
    freshness: Freshness[Thing], source: Source, feed: Feed, clock: Clock
) -> None:
    """Once a minute it is read out of turn; besides, reading takes a tenth of the time as ever."""
    source.takes_seconds = 1.0
    for _ in range(60):
        clock.now += 1.0
        feed.beat()
        freshness.missed_something()
        await settle()
    assert 2 <= source.readings <= 6


async def test_a_silent_feed_is_not_taken_for_fresh(
    freshness: Freshness[Thing], source: Source, feed: Feed, clock: Clock
) -> None:
    """After three seconds it is read as without a feed; the first heartbeat ends that."""
    clock.now += 2.9
    await freshness.renew()
    assert source.readings == 1
    clock.now += 0.2
    await freshness.renew()
    assert (source.readings, freshness.age_seconds) == (2, 0)
    clock.now += 1.0
    feed.beat()
    await freshness.renew()
    assert source.readings == 2
    assert freshness.live


async def test_feed_and_backend_both_away_is_stale(
    freshness: Freshness[Thing], source: Source, feed: Feed, clock: Clock
) -> None:
    """The old view is shown, as old as the last heartbeat; with the feed alone it would be fresh."""
    clock.now += 1.0
    feed.beat()
    source.away = True
    clock.now += 1.0
    await freshness.renew()
    assert not freshness.stale
    clock.now += 9.0
    await freshness.renew()
    assert freshness.stale
    assert freshness.age_seconds == 10
    feed.beat()
    assert not freshness.stale


async def test_the_old_is_as_old_as_it_was_when_the_feed_begins_anew(
    freshness: Freshness[Thing], source: Source, feed: Feed, clock: Clock
) -> None:
    """What was fresh up to the hole does not count as read long ago, nor as fresh by later heartbeats."""
    clock.now += 60.0
    feed.beat()
    source.away = True
    freshness.missed_something()
    await settle()
    clock.now += 5.0
    feed.beat()
    await freshness.renew()
    assert freshness.age_seconds == 5
    assert freshness.stale


async def test_what_the_feed_tells_during_a_reading_is_not_taken_for_gone(
    freshness: Freshness[Thing],
    source: Source,
    things: Things,
) -> None:
    """A thing that was made behind the reading's back is on no page of it."""
    source.gate.clear()
    await freshness.begin()
    await settle()
    news = News(freshness, thing_in)
    news.take([told(thing(9)), told(thing(1, revision=7, name="Renamed"))])
    source.gate.set()
    await settle()
    assert "9" in things
    assert things["1"].name == "Renamed"


async def test_a_thing_leaves_with_its_event(freshness: Freshness[Thing], things: Things) -> None:
    """And what tells of none is none of the collection's."""
    news = News(freshness, thing_in)
    news.take([told(thing(1)), Entry(Place(1, 1), "other", b"{}")])
    assert len(things) == 1
    news.take([told(thing(1, revision=2, gone=True))])
    assert len(things) == 0


async def test_a_first_reading_that_takes_long_is_not_waited_for_to_its_end(
    freshness: Freshness[Thing], source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever looks is told to come again, and the reading goes on."""
    monkeypatch.setattr(freshness_module, "LONGEST_FIRST_WAIT_SECONDS", 0.01)
    source.gate.clear()
    with pytest.raises(UpstreamUnavailable, match="The list of things is being read"):
        await freshness.renew()
    source.gate.set()
    await settle()
    await freshness.renew()
    assert source.readings == 1


def told(thing: Thing) -> Entry:
    return Entry(Place(1, 0), "thing.changed", json.dumps(thing).encode())


def thing_in(entry: Entry) -> Thing | None:
    return Thing(*json.loads(entry.body)) if entry.type == "thing.changed" else None
