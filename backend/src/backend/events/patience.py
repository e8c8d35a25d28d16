"""Trying again for as long as it takes: for workers, whom nobody waits for."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable
from typing import TypeVar

from botocore.exceptions import BotoCoreError, ClientError

from backend.persistence.dynamo import DatabaseError

FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 0.05, 5.0
AWAY = (BotoCoreError, ClientError, DatabaseError, OSError, TimeoutError)
"""What may pass: a service that is away, throttles, or is not set up yet."""

SAID_EVERY = 24

Answer = TypeVar("Answer")

_log = logging.getLogger("backend.events")


def pause_seconds(attempt: int) -> float:
    """Full jitter below a bound that doubles with each attempt, from 1."""
    bound = min(LONGEST_PAUSE_SECONDS, FIRST_PAUSE_SECONDS * 2 ** min(attempt, 16))
    return random.uniform(0, bound)


async def patiently(what: str, attempt: Callable[[], Awaitable[Answer]]) -> Answer:
    """The answer of the first attempt that is not stopped by something that may pass.

    Says that it waits, at first and then about once a minute, and that it goes on.
    """
    tries = 0
    while True:
        try:
            answer = await attempt()
        except AWAY as error:
            tries += 1
            if tries % SAID_EVERY == 1:
                _log.warning("%s: %s; trying again", what, error)
            await asyncio.sleep(pause_seconds(tries))
        else:
            if tries:
                _log.info("%s: goes on after %d tries", what, tries + 1)
            return answer
