"""Where requests are counted: in this process, or in a storage that all instances share."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from time import monotonic
from typing import Protocol

from cachetools import TTLCache

MEMORY = "async+memory://"
MOST_COUNTERS = 20_000
LONGEST_WAIT_SECONDS = 0.1
PAUSE_SECONDS = 5.0
LOG_AGAIN_SECONDS = 60.0

_log = logging.getLogger("chassis.rate_limits")


class Counters(Protocol):
    async def incr(self, key: str, expiry: int) -> int | None:
        """How often `key` was counted, this time included, since it was first, at most `expiry` seconds ago; None where
        that cannot be told."""


def open_counters(uri: str) -> Counters:
    """The counters at a storage's address in the notation of `limits`; nothing is connected yet.

    Raises ValueError, which does not tell the address, when `limits` has no asynchronous storage of that kind, or one
    that needs a library which is not installed.
    """
    if uri.startswith(MEMORY):
        return MemoryCounters()
    from limits.aio.storage import Storage
    from limits.errors import ConfigurationError
    from limits.storage import storage_from_string

    try:
        storage = storage_from_string(uri)
    except (ConfigurationError, ValueError):
        storage = None
    if not isinstance(storage, Storage):
        raise ValueError(
            f"no storage that can be used: {MEMORY}, or async+valkey://… with limits[async-valkey]"
        )
    return DispensableCounters(storage)


class MemoryCounters:
    """Counters in this process, at most `most` for each length of time; those used longest ago give way.

    Counting takes a microsecond and awaits nothing, so that no other request comes in between; what has expired goes
    when something new is counted. The memory storages of `limits` have no bound, and look through all that they hold
    after every count: the asynchronous one on the event loop (17 ms with 100,000 counters), the other in a thread.
    """

    def __init__(self, most: int = MOST_COUNTERS, clock: Callable[[], float] = monotonic) -> None:
        self._most = most
        self._clock = clock
        self._by_expiry: dict[int, TTLCache[str, list[int]]] = {}

    def __len__(self) -> int:
        return sum(len(counters) for counters in self._by_expiry.values())

    async def incr(self, key: str, expiry: int) -> int:
        counters = self._by_expiry.get(expiry)
        if counters is None:
            counters = self._by_expiry[expiry] = TTLCache(self._most, expiry, self._clock)
        try:
            count = counters[key]
        except KeyError:
            count = counters[key] = [0]
        count[0] += 1
        return count[0]


class DispensableCounters:
    """Counters that may fail or hang, which no request hears of: then nothing is counted.

    No answer within `longest_wait_seconds` is a failure. After one they are left alone for PAUSE_SECONDS; then one
    request finds out, while the others go on without them.
    """

    def __init__(
        self,
        counters: Counters,
        *,
        longest_wait_seconds: float = LONGEST_WAIT_SECONDS,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._counters = counters
        self._longest_wait_seconds = longest_wait_seconds
        self._clock = clock
        self._away = False
        self._ask_again_at = 0.0
        self._log_again_at = 0.0

    async def incr(self, key: str, expiry: int) -> int | None:
        if self._away:
            now = self._clock()
            if now < self._ask_again_at:
                return None
            self._ask_again_at = now + PAUSE_SECONDS
        try:
            async with asyncio.timeout(self._longest_wait_seconds):
                count = await self._counters.incr(key, expiry)
        except Exception as error:  # whatever the library of the storage raises
            self._leave_alone(error)
            return None
        self._away = False
        return count

    def _leave_alone(self, error: Exception) -> None:
        now = self._clock()
        self._away = True
        self._ask_again_at = now + PAUSE_SECONDS
        if now >= self._log_again_at:
            self._log_again_at = now + LOG_AGAIN_SECONDS
            _log.warning("requests are not counted, their rate is not limited: %r", error)
