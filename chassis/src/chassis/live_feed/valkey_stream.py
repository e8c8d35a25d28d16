"""A live feed in Valkey. Loading its client takes as long as a fifth of a service's start, so whoever needs this module
imports it late."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Sequence
from typing import Any

from valkey.asyncio import Valkey
from valkey.exceptions import ValkeyError

from chassis.live_feed.entry import Entry, Place
from chassis.live_feed.feed import AT_ONCE, StreamAway

ANSWER_SECONDS = 2.0
"""Beyond what was asked to wait for: a Valkey that takes longer hangs."""
CONNECT_SECONDS = 1.0


class ValkeyStream:
    """The stream `key` of the Valkey at `url`; it connects when it is used."""

    def __init__(self, url: str, key: str) -> None:
        # Its `socket_timeout` waits with `asyncio.wait_for`, which on Python 3.11 can lose a cancellation.
        self._valkey: Valkey = Valkey.from_url(
            url, socket_timeout=None, socket_connect_timeout=CONNECT_SECONDS
        )
        self._key = key

    async def latest(self, most: int) -> Sequence[Entry]:
        return _entries(await self._answer(self._valkey.xrevrange(self._key, count=most)))[::-1]

    async def after(self, place: Place, wait_seconds: float) -> Sequence[Entry]:
        asked = self._valkey.xread({self._key: str(place)}, count=AT_ONCE, block=int(wait_seconds * 1000))
        streams = await self._answer(asked, wait_seconds)
        return _entries(streams[0][1]) if streams else ()

    async def close(self) -> None:
        await self._valkey.aclose()

    async def _answer(self, asked: Awaitable[Any], wait_seconds: float = 0) -> Any:
        try:
            async with asyncio.timeout(wait_seconds + ANSWER_SECONDS):
                return await asked
        except (ValkeyError, OSError, TimeoutError) as error:
            raise StreamAway(repr(error)) from error


def _entries(answered: Any) -> list[Entry]:
    try:
        return [
            Entry(_place(entry_id), fields[b"type"].decode(), fields[b"body"])
            for entry_id, fields in answered
        ]
    except (KeyError, ValueError) as error:
        raise StreamAway(f"this is no live feed: {error!r}") from error


def _place(entry_id: bytes) -> Place:
    place = Place.parse(entry_id.decode())
    if place is None:
        raise ValueError(entry_id)
    return place
