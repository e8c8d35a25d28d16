"""The keys of an OpenID provider, read when they are needed."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from chassis.tokens.errors import KeysUnavailable, TokenRefused
from chassis.tokens.keys import VerificationKey, VerificationKeys, read_key_set

_log = logging.getLogger("chassis.tokens")


class ProviderKeys:
    """Reads the key set by `fetch`: `burst` times at once, then once in `interval_seconds`, whatever callers ask for.

    A key that is not there makes it read again, so that keys rotate without a restart; keys known longer than
    `refresh_after_seconds` are read again beside the request, so that retired ones go. While the provider is away,
    the keys read last go on counting.
    """

    def __init__(
        self,
        fetch: Callable[[], Awaitable[bytes]],
        *,
        burst: int = 3,
        interval_seconds: float = 5,
        refresh_after_seconds: float = 300,
    ) -> None:
        self._fetch = fetch
        self._burst = burst
        self._interval_seconds = interval_seconds
        self._refresh_after_seconds = refresh_after_seconds
        self._keys: VerificationKeys | None = None
        self._read_at = 0.0
        self._readings_left = float(burst)
        self._counted_at: float | None = None
        self._reading: asyncio.Task[None] | None = None

    async def key(self, key_id: str) -> VerificationKey:
        """The key of this id. Raises TokenRefused where there is none, KeysUnavailable before any was read."""
        known = self._keys.get(key_id) if self._keys else None
        if known is None:
            await self._read_again()
            known = self._keys.get(key_id) if self._keys else None
        elif self._now() - self._read_at > self._refresh_after_seconds:
            self._start_reading()
        if known is not None:
            return known
        if self._keys is None:
            raise KeysUnavailable
        raise TokenRefused("unknown key")

    async def _read_again(self) -> None:
        reading = self._start_reading()
        if reading is not None:
            # one caller that gives up does not end the reading for the others
            await asyncio.shield(reading)

    def _start_reading(self) -> asyncio.Task[None] | None:
        if self._reading is not None and not self._reading.done():
            return self._reading
        if not self._may_read():
            return None
        self._reading = asyncio.create_task(self._read())
        return self._reading

    def _may_read(self) -> bool:
        """Counts a reading, if there is one left: keys may rotate twice in a moment, but not for ever."""
        now = self._now()
        if self._counted_at is not None:
            regained = (
                (now - self._counted_at) / self._interval_seconds if self._interval_seconds else self._burst
            )
            self._readings_left = min(float(self._burst), self._readings_left + regained)
        self._counted_at = now
        if self._readings_left < 1:
            return False
        self._readings_left -= 1
        return True

    async def _read(self) -> None:
        try:
            keys = read_key_set(await self._fetch())
        except Exception as error:  # whatever it is, the keys there are go on counting
            _log.warning("the provider's keys could not be read: %r", error)
            return
        if not keys:
            _log.warning("the provider's key set has no key that can sign tokens")
            return
        self._keys = keys
        self._read_at = self._now()

    @staticmethod
    def _now() -> float:
        return asyncio.get_running_loop().time()
