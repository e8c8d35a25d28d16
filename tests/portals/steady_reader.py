"""A page that stays open: it comes back to its stream of events however often that breaks."""

from __future__ import annotations

import asyncio

import httpx

from tests.portals.live_events import LiveEvent, LiveEvents

_PAUSE_SECONDS = 0.1
_SILENT_SECONDS = 30.0
"""Heartbeats come each ten seconds: a stream that says nothing for so long is dead."""


class SteadyReader:
    """What one reader was told, resuming with Last-Event-ID as a browser does."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client
        self._events = LiveEvents()
        self.connections = 0

    @property
    def seen(self) -> list[LiveEvent]:
        return self._events.seen

    async def read(self) -> None:
        """Until cancelled."""
        while True:
            last = self._events.last_id
            headers = {"Last-Event-ID": last} if last else {}
            timeout = httpx.Timeout(_SILENT_SECONDS)
            try:
                async with self._client.stream(
                    "GET", "/api/events", headers=headers, timeout=timeout
                ) as answer:
                    if answer.status_code == 200:
                        self.connections += 1
                        await self._events.read(answer.aiter_lines())
            except httpx.TransportError:
                pass
            await asyncio.sleep(_PAUSE_SECONDS)
