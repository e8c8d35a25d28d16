"""The live feed of a service, while it serves."""

from __future__ import annotations

import asyncio
import importlib
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from chassis.live_feed.feed import Follower, LiveFeed, Stream
from chassis.live_feed.settings import LiveFeedSettings

_AFTER_START_SECONDS = 1.0


@asynccontextmanager
async def open_live_feed(
    settings: LiveFeedSettings, followers: Sequence[Follower]
) -> AsyncIterator[LiveFeed | None]:
    """Followed from a second after the start on, or sooner when somebody starts it; None where there is none."""
    if settings.live_feed_url is None:
        yield None
        return
    url = settings.live_feed_url.get_secret_value()

    async def open_stream() -> Stream:
        # In a thread: meanwhile requests are answered.
        module = await asyncio.to_thread(importlib.import_module, "chassis.live_feed.valkey_stream")
        stream: Stream = module.ValkeyStream(url, settings.live_feed_key)
        return stream

    feed = LiveFeed(open_stream, followers)
    feed.start_after(_AFTER_START_SECONDS)
    try:
        yield feed
    finally:
        await feed.stop()
