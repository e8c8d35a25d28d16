"""A stream that behaves like the live feed's in Valkey, on a clock that the test turns."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from chassis.live_feed.entry import HEARTBEAT, Entry, Place
from chassis.live_feed.feed import StreamAway

_NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


class PlayedStream:
    """Whoever reads or sleeps waits for the test: `pass_time` turns the clock and lets them go on."""

    def __init__(self, epoch: int = 100) -> None:
        self.now = 1000.0
        self.entries: list[Entry] = []
        self.away = False
        self.epoch, self.number = epoch, -1
        self.closed = False
        self._waiting: list[asyncio.Event] = []

    # what a LiveFeed asks for

    def clock(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        await self._wait()

    async def open(self) -> PlayedStream:
        return self

    async def latest(self, most: int) -> Sequence[Entry]:
        self._answer()
        return self.entries[-most:]

    async def after(self, place: Place, wait_seconds: float) -> Sequence[Entry]:
        self._answer()
        if not self._behind(place):
            await self._wait()
            self._answer()
        return self._behind(place)

    async def close(self) -> None:
        self.closed = True

    # what happens to it

    def add(self, type: str, **body: Any) -> Place:
        """Adds an entry; it is read when time passes."""
        self.number += 1
        entry = Entry(Place(self.epoch, self.number), type, json.dumps(body).encode())
        self.entries.append(entry)
        return entry.place

    def lose(self) -> None:
        """An entry never comes into the stream."""
        self.number += 1

    def flush(self) -> None:
        """All is gone, and what comes next is of another epoch, as the relay sees to."""
        self.entries.clear()
        self.begin_epoch(self.epoch + 1)

    def begin_epoch(self, epoch: int) -> None:
        self.epoch, self.number = epoch, -1

    def beat(self, late_seconds: float | None = 0.0) -> Place:
        """A heartbeat: all that happened up to so long ago is in the feed; None: that is not known."""
        read_at = None if late_seconds is None else str(_NOON - timedelta(seconds=late_seconds))
        return self.add(HEARTBEAT, at=str(_NOON), read_at=read_at)

    async def pass_time(self, seconds: float = 0.0) -> None:
        self.now += seconds
        waiting, self._waiting = self._waiting, []
        for waiter in waiting:
            waiter.set()
        for _ in range(20):
            await asyncio.sleep(0)

    async def beat_for(self, seconds: int) -> None:
        """So many heartbeats, one a second."""
        for _ in range(seconds):
            self.beat()
            await self.pass_time(1.0)

    def _behind(self, place: Place) -> list[Entry]:
        return [entry for entry in self.entries if entry.place > place]

    def _answer(self) -> None:
        if self.away:
            raise StreamAway("played")

    async def _wait(self) -> None:
        waiter = asyncio.Event()
        self._waiting.append(waiter)
        await waiter.wait()
