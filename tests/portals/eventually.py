"""Reads that may be a moment behind: lists come from indexes and from the shop's view."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any

GIVE_UP_AFTER_SECONDS = 15.0


async def eventually(
    read: Callable[[], Awaitable[Any]], expected: Any, *, within_seconds: float = GIVE_UP_AFTER_SECONDS
) -> None:
    """Reads until it is as expected; fails, showing both, when it never is."""
    give_up_at = time.monotonic() + within_seconds
    while (found := await read()) != expected:
        assert time.monotonic() < give_up_at, f"found {found}, expected {expected}"
        await asyncio.sleep(0.05)
