"""The keys of an OpenID provider, read when they are needed."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from chassis.tokens.errors import KeysUnavailable, TokenRefused
from chassis.tokens.keys import VerificationKey, VerificationKeys, read_key_set

_log = logging.getLogger("chassis.tokens")


class ProviderKeys:
    """Reads the key set by `fetch`, at most once in `shortest_interval_seconds`, whatever callers ask for.

    A key that is not there makes it read again, so that keys rotate without a restart; keys known longer than
    `refresh_after_seconds` are read again beside the request, so that retired ones go. While the provider is away,
    the keys read last go on counting.
    """

    def __init__(
        self,
        fetch: Callable[[], Awaitable[bytes]],
        *,
        shortest_interval_seconds: float = 10,
        refresh_after_seconds: float = 300,
    ) -> None:
        self._fetch = fetch
        self._shortest_interval_seconds = shortest_interval_seconds
        self._refresh_after_seconds = refresh_after_seconds
        self._keys: VerificationKeys | None = None
        self._read_at = 0.0
        self._tried_at: float | None = None
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
        now = self._now()
        if self._tried_at is not None and now - self._tried_at < self._shortest_interval_seconds:
            return None
        self._tried_at = now
        self._reading = asyncio.create_task(self._read())
        return self._reading

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
