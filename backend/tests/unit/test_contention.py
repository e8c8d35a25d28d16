"""Attempts are spread by jitter and end by the request's deadline, on a clock that the test moves."""

from __future__ import annotations

import random

import pytest

from backend import contention
from backend.contention import OutOfTime, attempts


class Clock:
    """Time that passes only by being slept."""

    def __init__(self, remaining_seconds: float) -> None:
        self.remaining_seconds = remaining_seconds
        self.pauses: list[float] = []

    async def sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.remaining_seconds -= seconds


async def exhaust(monkeypatch: pytest.MonkeyPatch, clock: Clock, **bounds: float) -> list[int]:
    """Take every attempt that there is, till the time is over."""
    monkeypatch.setattr(contention, "remaining_seconds", lambda: clock.remaining_seconds)
    monkeypatch.setattr("backend.contention.asyncio.sleep", clock.sleep)
    numbers = []
    try:
        async for number in attempts(**bounds):
            numbers.append(number)  # noqa: PERF401  # the exception ends it
    except OutOfTime:
        return numbers
    raise AssertionError("attempts ended without saying so")


@pytest.mark.parametrize("seed", range(20))
async def test_pauses_are_bounded_and_double(monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    """Each pause is at most the doubling bound and never above the longest."""
    random.seed(seed)
    clock = Clock(3.0)
    numbers = await exhaust(monkeypatch, clock, first_pause_seconds=0.01, longest_pause_seconds=0.2)
    assert numbers == list(range(1, len(numbers) + 1))
    for attempt, pause in enumerate(clock.pauses, start=1):
        assert 0 <= pause <= min(0.2, 0.01 * 2**attempt)


@pytest.mark.parametrize("seed", range(20))
async def test_no_pause_passes_the_deadline(monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    """However the dice fall, the time is not overdrawn: the last attempt begins before the deadline."""
    random.seed(seed)
    clock = Clock(1.0)
    await exhaust(monkeypatch, clock)
    assert clock.remaining_seconds > 0


async def test_pauses_are_spread_over_the_whole_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    """Jitter is full: pauses fall into the lower and the upper half of their bound."""
    random.seed(1)
    clock = Clock(100.0)
    await exhaust(monkeypatch, clock, first_pause_seconds=0.5, longest_pause_seconds=0.5)
    assert min(clock.pauses) < 0.1
    assert max(clock.pauses) > 0.4


async def test_the_first_attempt_is_always_made(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without any time left there is still one attempt, whose call finds out for itself."""
    assert await exhaust(monkeypatch, Clock(0.0)) == [1]
