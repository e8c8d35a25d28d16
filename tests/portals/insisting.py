"""Clients that try until they are told."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable

import httpx

GIVE_UP_AFTER_SECONDS = 180.0
_PAUSE_SECONDS = 0.1


async def insist(send: Callable[[], Awaitable[httpx.Response]]) -> tuple[httpx.Response, bool]:
    """The first answer that says yes or no, and whether a try before it may have been carried out unheard.

    A connection that breaks, a 5xx and a 429 say neither.
    """
    unsure = False
    give_up_at = time.monotonic() + GIVE_UP_AFTER_SECONDS
    while True:
        last: object = None
        try:
            last = answer = await send()
            if answer.status_code < 500 and answer.status_code != 429:
                return answer, unsure
        except httpx.TransportError as error:
            last = error
        unsure = True
        assert time.monotonic() < give_up_at, f"never told: {last!r} {getattr(last, 'text', '')[:300]}"
        await asyncio.sleep(_PAUSE_SECONDS)
