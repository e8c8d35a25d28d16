"""The answer that a stream of events is (server-sent events, HTML standard, section 9.2)."""

from __future__ import annotations

import asyncio
import time
from math import inf
from typing import Any

from fastapi.sse import EventSourceResponse
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from chassis.live_feed.streams import Reader

HEARTBEAT_SECONDS = 10.0
REST_SECONDS = 0.1
"""After something was sent, so that what follows closely goes together: at most ten writes a second."""
PATIENCE_SECONDS = 10.0
"""A reader to whom nothing can be sent for so long has stopped reading."""


class EventStream(Response):
    """Goes on until the reader leaves or falls behind, their credential ends (`until`, in seconds since the epoch), or
    the service ends."""

    media_type = EventSourceResponse.media_type

    def __init__(
        self,
        reader: Reader,
        until: float = inf,
        *,
        heartbeat_seconds: float = HEARTBEAT_SECONDS,
        patience_seconds: float = PATIENCE_SECONDS,
    ) -> None:
        # `no-transform`: what compresses on the way would hold events back.
        super().__init__(headers={"Cache-Control": "no-cache, no-transform", "X-Accel-Buffering": "no"})
        del self.headers["Content-Length"]
        self._reader = reader
        self._until = until
        self._heartbeat_seconds = heartbeat_seconds
        self._patience_seconds = patience_seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await send(
                {"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers}
            )
            sending = asyncio.create_task(self._send_all(send))
            leaving = asyncio.create_task(_has_left(receive))
            try:
                left = None if self._until == inf else max(0.0, self._until - time.time())
                await asyncio.wait((sending, leaving), timeout=left, return_when=asyncio.FIRST_COMPLETED)
                here, behind = not leaving.done(), sending.done() and not sending.result()
            finally:
                sending.cancel()
                leaving.cancel()
                await asyncio.gather(sending, leaving, return_exceptions=True)
            if here and not behind:
                await send({"type": "http.response.body", "body": b"", "more_body": False})
        finally:
            self._reader.close()

    async def _send_all(self, send: Send) -> bool:
        """False when the reader has stopped reading: nothing more can be sent to them."""
        while (chunk := await self._reader.read(self._heartbeat_seconds)) is not None:
            message: dict[str, Any] = {"type": "http.response.body", "body": chunk, "more_body": True}
            try:
                async with asyncio.timeout(self._patience_seconds):
                    await send(message)
            except TimeoutError:
                return False
            await asyncio.sleep(REST_SECONDS)
        return True


async def _has_left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
