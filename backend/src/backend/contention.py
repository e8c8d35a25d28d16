"""Several writers after the same items: when to try again, and when to give up."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator

from chassis.context import remaining_seconds


class Contended(Exception):
    """Another transaction holds an item that this one needs; nothing was written, try again."""


class OutOfTime(Exception):
    """The request's deadline came before an attempt succeeded; nothing was written."""


async def attempts(
    first_pause_seconds: float = 0.01, longest_pause_seconds: float = 0.5
) -> AsyncIterator[int]:
    """Number the attempts from 1, pausing between them with full jitter, until the request's deadline.

    Full jitter (a random share of a doubling bound) spreads contenders best: AWS Architecture Blog,
    "Exponential Backoff And Jitter", 2015. Raises `OutOfTime` when the next pause would pass the deadline.
    """
    attempt = 1
    while True:
        yield attempt
        bound = min(longest_pause_seconds, first_pause_seconds * 2 ** min(attempt, 10))
        pause = random.uniform(0, bound)  # spreads load, guards nothing
        if pause >= remaining_seconds():
            raise OutOfTime
        await asyncio.sleep(pause)
        attempt += 1
