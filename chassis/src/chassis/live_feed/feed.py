"""Follows a live feed from a place, and knows when it is whole, when it is silent, and when to begin anew."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from time import monotonic
from typing import Protocol

from chassis.live_feed.entry import HEARTBEAT, Entry, Place

SILENT_SECONDS = 3.0
"""Without a heartbeat for so long the feed may have stopped: silence is not freshness."""
TRUSTED_AFTER_SECONDS = 1.0
"""After a silence what comes first may have been on its way for as long: only heartbeats that come later count."""
PAUSE_SECONDS = 0.5
WAIT_SECONDS = 1.0
MOST_REMEMBERED = 2000
"""So many of the latest entries are read at the start, for those who were following before."""

_log = logging.getLogger("chassis.live_feed")


class StreamAway(Exception):
    """The stream cannot be read for now."""


class Stream(Protocol):
    """Where the feed is kept. What is read raises StreamAway, after a second or a few at the latest."""

    async def latest(self, most: int) -> Sequence[Entry]:
        """The last entries, in their order."""
        ...

    async def after(self, place: Place, wait_seconds: float) -> Sequence[Entry]:
        """Some of what comes behind `place`, in order; nothing when nothing comes within `wait_seconds`."""
        ...

    async def close(self) -> None: ...


class Follower(Protocol):
    """Whom the feed is told to. Neither may wait; one that raises begins anew."""

    def begin_anew(self, behind: Place) -> None:
        """Something may have been missed: all that comes behind that place will be told from now on."""
        ...

    def take(self, entries: Sequence[Entry]) -> None:
        """What has come, each entry once and in order."""
        ...


class LiveFeed:
    """Reads a stream for all followers, and goes on whatever becomes of it."""

    def __init__(
        self,
        open_stream: Callable[[], Awaitable[Stream]],
        followers: Sequence[Follower],
        *,
        clock: Callable[[], float] = monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """open_stream: called when the following begins; connects to nothing yet."""
        self.whole_as_of: float | None = None
        """All that happened before then, by the clock, has been told; None: not yet known."""
        self._open_stream = open_stream
        self._followers = followers
        self._clock = clock
        self._sleep = sleep
        self._place: Place | None = None
        self._placed = asyncio.Event()
        self._heard_at = 0.0
        self._trusted_from = 0.0
        self._away = False
        self._following: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begins to follow; again is harmless."""
        if self._following is None:
            self._following = asyncio.create_task(self._follow_for_ever())

    def start_after(self, seconds: float) -> None:
        """Begins to follow when the load of the service's start is over."""
        asyncio.get_running_loop().call_later(seconds, self.start)

    async def stop(self) -> None:
        if self._following is not None:
            self._following.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._following

    async def placed(self, within_seconds: float) -> None:
        """Returns when the feed is there, or will not be for now."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(within_seconds):
                await self._placed.wait()

    async def _follow_for_ever(self) -> None:
        stream: Stream | None = None
        try:
            while True:
                try:
                    stream = stream or await self._open_stream()
                    await self._follow(stream)
                except StreamAway as away:
                    if not self._away:
                        _log.warning("the live feed is away: %s", away)
                    self._away = True
                except Exception:
                    _log.exception("the live feed cannot be followed")
                await self._sleep(PAUSE_SECONDS)
        finally:
            if stream is not None:
                await stream.close()

    async def _follow(self, stream: Stream) -> None:
        """Returns when there is no feed, or silence: then it has to be looked at anew."""
        kept = await stream.latest(MOST_REMEMBERED)
        if self._away:
            _log.warning("the live feed is back")
        self._away = False
        if not kept:
            return
        if self._place is None or kept[-1].place < self._place:
            self._place = None
            self._take(kept)
            self._placed.set()
        self._trusted_from = self._clock() + TRUSTED_AFTER_SECONDS
        looked_at = self._clock()
        while self._clock() - max(looked_at, self._heard_at) < SILENT_SECONDS:
            assert self._place is not None
            self._take(await stream.after(self._place, WAIT_SECONDS))

    def _take(self, entries: Sequence[Entry]) -> None:
        if not entries:
            return
        now = self._clock()
        if now - self._heard_at > SILENT_SECONDS:
            self._trusted_from = now + TRUSTED_AFTER_SECONDS
        self._heard_at = now
        whole = self._whole(entries)
        if whole:
            self._begin_anew(entries[whole - 1].place.before)
            entries = entries[whole - 1 :]
        self._place = entries[-1].place
        for follower in self._followers:
            self._tell(follower, entries)
        for entry in reversed(entries):
            if entry.type == HEARTBEAT:
                self._hear(entry, now)
                break

    def _whole(self, entries: Sequence[Entry]) -> int:
        """0 when the entries follow what was told before; else the number of the entry behind the last hole, from 1."""
        for index in range(len(entries) - 1, -1, -1):
            before = entries[index - 1].place if index else self._place
            if before is None or entries[index].place.before != before:
                return index + 1
        return 0

    def _begin_anew(self, behind: Place) -> None:
        if self._place is not None:
            _log.warning("the live feed has a hole behind %s: it goes on behind %s", self._place, behind)
        for follower in self._followers:
            follower.begin_anew(behind)

    def _tell(self, follower: Follower, entries: Sequence[Entry]) -> None:
        try:
            follower.take(entries)
        except Exception:
            _log.exception("an entry of the live feed was not understood")
            follower.begin_anew(entries[-1].place)

    def _hear(self, heartbeat: Entry, now: float) -> None:
        if now < self._trusted_from:
            return
        said = json.loads(heartbeat.body)
        if said["read_at"] is None:
            return
        # Both times are of one clock, which need not agree with ours.
        behind = datetime.fromisoformat(said["at"]) - datetime.fromisoformat(said["read_at"])
        self.whole_as_of = now - max(0.0, behind.total_seconds())
