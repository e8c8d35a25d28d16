"""An answer that is sent as it is made, for what is too long to be held."""

import asyncio
from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

READER_SECONDS = 30.0
"""So long a reader may take nothing before the connection is broken off: it holds what the answer is made from."""


class BrokenOff(Exception):
    """An answer that had begun is not sent to its end: the cause says why.

    Not the cause itself: Starlette would answer a problem of it, and cannot any more.
    """


class StreamedResponse(Response):
    """Sends each of `parts` when there is room for it, so that only as much is made as is taken.

    `parts` is closed in any case, and at once when the reader goes away. When it fails, or the reader takes nothing for
    `reader_seconds`, this raises BrokenOff, by which the server breaks the connection off: a part must not look like
    the whole.
    """

    def __init__(
        self,
        parts: AsyncGenerator[bytes, None],
        *,
        media_type: str,
        headers: Mapping[str, str] | None = None,
        reader_seconds: float = READER_SECONDS,
    ) -> None:
        self.parts = parts
        self.reader_seconds = reader_seconds
        self.status_code = 200
        self.background = None
        # not the parent's constructor, which would say how long the answer is
        self.raw_headers = [(b"content-type", media_type.encode("latin-1"))]
        self.raw_headers += [
            (name.lower().encode("latin-1"), value.encode("latin-1"))
            for name, value in (headers or {}).items()
        ]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        sending = asyncio.ensure_future(self._send(send))
        leaving = asyncio.ensure_future(_left(receive))
        try:
            await asyncio.wait((sending, leaving), return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (sending, leaving):
                task.cancel()
            results = await asyncio.gather(sending, leaving, return_exceptions=True)
        if isinstance(results[0], Exception):
            raise results[0]

    async def _send(self, send: Send) -> None:
        async with aclosing(self.parts):
            await send(
                {"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers}
            )
            try:
                async for part in self.parts:
                    async with asyncio.timeout(self.reader_seconds):
                        await send({"type": "http.response.body", "body": part, "more_body": True})
            except Exception as error:
                raise BrokenOff(repr(error)) from error
            await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _left(receive: Receive) -> None:
    """Returns when the reader has gone away."""
    while (await receive())["type"] != "http.disconnect":
        pass
