"""A stream of events, as a portal's page reads it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any, NamedTuple

import httpx


class LiveEvent(NamedTuple):
    """`id` is what a browser sends as Last-Event-ID when it comes back after this event."""

    name: str
    data: dict[str, Any]
    id: str


class LiveEvents:
    """What has come so far, in `seen`."""

    def __init__(self) -> None:
        self.seen: list[LiveEvent] = []
        self.last_id = ""
        self.ended = False
        self._news = asyncio.Event()

    async def until(self, wanted: Callable[[LiveEvent], bool], *, within_seconds: float = 2.0) -> LiveEvent:
        """The first event that is wanted, whether it has come already or comes now."""
        checked = 0
        async with asyncio.timeout(within_seconds):
            while True:
                while checked < len(self.seen):
                    if wanted(self.seen[checked]):
                        return self.seen[checked]
                    checked += 1
                self._news.clear()
                await self._news.wait()

    async def read(self, lines: AsyncIterator[str]) -> None:
        name, data = "", ""
        async for line in lines:
            field, _, value = line.partition(": ")
            if field == "event":
                name = value
            elif field == "data":
                data = value
            elif field == "id":
                self.last_id = value
            elif not line and data:
                self.seen.append(LiveEvent(name, json.loads(data), self.last_id))
                name, data = "", ""
            self._news.set()
        self.ended = True


@asynccontextmanager
async def live_events(
    client: httpx.AsyncClient, last_event_id: str | None = None
) -> AsyncIterator[LiveEvents]:
    """Open while the block lasts; it has begun when the block does."""
    headers = {"Last-Event-ID": last_event_id} if last_event_id else {}
    async with client.stream("GET", "/api/events", headers=headers) as answer:
        assert answer.status_code == 200, await answer.aread()
        events = LiveEvents()
        reading = asyncio.create_task(events.read(answer.aiter_lines()))
        try:
            yield events
        finally:
            reading.cancel()
            await asyncio.gather(reading, return_exceptions=True)
