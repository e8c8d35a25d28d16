"""chassis.rate_limits.counters"""

from __future__ import annotations

import asyncio
import logging

import pytest
from limits.aio.storage import Storage

from chassis.rate_limits.counters import (
    LOG_AGAIN_SECONDS,
    PAUSE_SECONDS,
    DispensableCounters,
    MemoryCounters,
    open_counters,
)


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


class StorageFault(Exception):
    """What the library of a storage raises."""


class Shared:
    """Counters in another process, which may be away."""

    def __init__(self) -> None:
        self.failure: Exception | None = None
        self.hangs = False
        self.asked = 0

    async def incr(self, key: str, expiry: int) -> int:
        self.asked += 1
        if self.failure:
            raise self.failure
        if self.hangs:
            await asyncio.Event().wait()
        return self.asked


class StuckStorage(Storage):
    """A storage of `limits` that never answers."""

    STORAGE_SCHEME = ["async+stuck"]  # noqa: RUF012  # as `limits` declares it
    base_exceptions = OSError

    async def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        await asyncio.Event().wait()
        raise AssertionError

    async def get(self, key: str) -> int:
        return 0

    async def get_expiry(self, key: str) -> float:
        return 0

    async def check(self) -> bool:
        return False

    async def reset(self) -> int | None:
        return None

    async def clear(self, key: str) -> None:
        pass


async def test_a_counter_counts_till_it_expires(clock: Clock) -> None:
    """From 1 upwards, each key by itself, and from 1 again when the time since the first count is over."""
    counters = MemoryCounters(clock=clock)
    assert [await counters.incr(key, 60) for key in ("a", "a", "b", "a")] == [1, 2, 1, 3]
    clock.now += 59
    assert await counters.incr("a", 60) == 4
    clock.now += 1
    assert await counters.incr("a", 60) == 1


async def test_a_million_addresses_do_not_fill_the_memory(clock: Clock) -> None:
    """No more are kept than the bound, and who goes on calling through the flood is not forgotten."""
    counters = MemoryCounters(most=100, clock=clock)
    for number in range(2000):
        await counters.incr(f"address:{number}", 60)
        await counters.incr("insistent", 60)
    assert len(counters) == 100
    assert await counters.incr("insistent", 60) == 2001


async def test_expired_counters_go_when_another_comes(clock: Clock) -> None:
    """None lies there for good."""
    counters = MemoryCounters(clock=clock)
    for number in range(1000):
        await counters.incr(f"address:{number}", 60)
    clock.now += 60
    await counters.incr("address:new", 60)
    assert len(counters) == 1


async def test_counting_in_memory_waits_for_nothing() -> None:
    """It is done without giving way to anybody, so that no count is lost, and leaves no task behind."""
    with pytest.raises(StopIteration, match="1"):
        open_counters("async+memory://").incr("a", 60).send(None)
    assert asyncio.all_tasks() == {asyncio.current_task()}


async def test_a_failure_is_not_the_requests(caplog: pytest.LogCaptureFixture, clock: Clock) -> None:
    """What a storage raises is logged, not raised, and then it is left alone for some seconds."""
    shared = Shared()
    shared.failure = StorageFault("refused")
    counters = DispensableCounters(shared, clock=clock)
    with caplog.at_level(logging.WARNING, "chassis.rate_limits"):
        assert [await counters.incr("a", 60) for _ in range(100)] == [None] * 100
    assert shared.asked == 1
    assert len(caplog.records) == 1
    assert "refused" in caplog.text


async def test_a_storage_that_hangs_is_not_waited_for() -> None:
    """Nobody's request takes longer than the wait, whichever storage of `limits` the setting names."""
    counters = open_counters("async+stuck://")
    assert isinstance(counters, DispensableCounters)
    async with asyncio.timeout(20):
        assert await asyncio.gather(*(counters.incr("a", 60) for _ in range(100))) == [None] * 100
        assert await counters.incr("a", 60) is None


async def test_after_the_pause_one_request_finds_out(clock: Clock) -> None:
    """While it waits for an answer the others go on; once there is one, all are counted again."""
    shared = Shared()
    shared.failure = StorageFault("refused")
    counters = DispensableCounters(shared, longest_wait_seconds=0.01, clock=clock)
    assert await counters.incr("a", 60) is None

    shared.failure, shared.hangs = None, True
    clock.now += PAUSE_SECONDS
    assert await asyncio.gather(*(counters.incr("a", 60) for _ in range(10))) == [None] * 10
    assert shared.asked == 2

    shared.hangs = False
    assert await counters.incr("a", 60) is None
    clock.now += PAUSE_SECONDS
    assert [await counters.incr("a", 60) for _ in range(3)] == [3, 4, 5]


async def test_a_long_outage_is_logged_once_in_a_while(
    caplog: pytest.LogCaptureFixture, clock: Clock
) -> None:
    """Not each time that the storage is found away."""
    shared = Shared()
    shared.failure = StorageFault("refused")
    counters = DispensableCounters(shared, clock=clock)
    for _ in range(int(10 * LOG_AGAIN_SECONDS / PAUSE_SECONDS)):
        await counters.incr("a", 60)
        clock.now += PAUSE_SECONDS
    assert shared.asked == 10 * LOG_AGAIN_SECONDS / PAUSE_SECONDS
    assert len(caplog.records) == 10


async def test_a_request_that_is_given_up_ends(clock: Clock) -> None:
    """Being cancelled is not taken for a failure of the storage."""
    shared = Shared()
    shared.hangs = True
    request = asyncio.ensure_future(DispensableCounters(shared, longest_wait_seconds=20).incr("a", 60))
    await asyncio.sleep(0)
    request.cancel()
    with pytest.raises(asyncio.CancelledError):
        await request
