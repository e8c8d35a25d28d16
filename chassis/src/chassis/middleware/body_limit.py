"""Refuses request bodies that are too large, before they are held in memory."""

import asyncio
import contextlib
from collections.abc import Mapping
from types import MappingProxyType

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chassis.problem_responses import problem_response
from chassis.problems import BodyTooLarge

# The rest of the body is not read, so the connection cannot be used again.
_GIVE_UP_CONNECTION = {"Connection": "close"}
READ_ON_BYTES = 4 * 1_048_576
READ_ON_SECONDS = 1.0


class BodyTooLargeWhileReading(HTTPException):
    """Raised out of `receive`.

    An HTTPException, since FastAPI makes a 400 of anything else that is raised while it reads a body.
    """

    def __init__(self) -> None:
        super().__init__(status_code=413, headers=_GIVE_UP_CONNECTION)


class BodyLimitMiddleware:
    """Answers 413 to a Content-Length above `max_body_bytes`, or as soon as more bytes than that came. `larger` says,
    by path, where more may come."""

    def __init__(
        self, app: ASGIApp, max_body_bytes: int, larger: Mapping[str, int] = MappingProxyType({})
    ) -> None:
        self.app = app
        self.max_body_bytes = max_body_bytes
        self.larger = larger

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        most = self.larger.get(scope["path"], self.max_body_bytes)
        has_body = False
        for name, value in scope["headers"]:
            if name == b"content-length":
                if not value.isdigit() or len(value) > 18 or int(value) > most:
                    problem = BodyTooLarge(
                        f"The body may have at most {most} bytes.",
                        headers=_GIVE_UP_CONNECTION,
                    )
                    if not any(name == b"expect" for name, _ in scope["headers"]):
                        await _read_on(receive)  # who expects 100 Continue has sent nothing yet
                    await problem_response(problem, scope)(scope, receive, send)
                    return
            elif name == b"transfer-encoding":
                has_body = True
        if not has_body:
            # The server itself holds a body to the length it announced.
            await self.app(scope, receive, send)
            return
        received_bytes = 0

        async def receive_counted() -> Message:
            nonlocal received_bytes
            message = await receive()
            if message["type"] == "http.request":
                received_bytes += len(message.get("body", b""))
                if received_bytes > most:
                    if message.get("more_body", False):
                        await _read_on(receive)
                    raise BodyTooLargeWhileReading
            return message

        await self.app(scope, receive_counted, send)


async def _read_on(receive: Receive) -> None:
    """Throws away what is still coming, within bounds: were the connection closed on it, the answer would be lost
    (RFC 9112, section 9.6)."""
    left = READ_ON_BYTES
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(READ_ON_SECONDS):
            while left > 0:
                message = await receive()
                left -= len(message.get("body", b""))
                if not message.get("more_body", False):
                    return
