"""Refuses request bodies that are too large, before they are held in memory."""

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chassis.problem_responses import problem_response
from chassis.problems import BodyTooLarge

# The rest of the body is not read, so the connection cannot be used again.
_GIVE_UP_CONNECTION = {"Connection": "close"}


class BodyTooLargeWhileReading(HTTPException):
    """Raised out of `receive`.

    An HTTPException, since FastAPI makes a 400 of anything else that is raised while it reads a body.
    """

    def __init__(self) -> None:
        super().__init__(status_code=413, headers=_GIVE_UP_CONNECTION)


class BodyLimitMiddleware:
    """Answers 413 to a Content-Length above `max_body_bytes`, or as soon as more bytes than that came."""

    def __init__(self, app: ASGIApp, max_body_bytes: int) -> None:
        self.app = app
        self.max_body_bytes = max_body_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        has_body = False
        for name, value in scope["headers"]:
            if name == b"content-length":
                if not value.isdigit() or len(value) > 18 or int(value) > self.max_body_bytes:
                    problem = BodyTooLarge(
                        f"The body may have at most {self.max_body_bytes} bytes.",
                        headers=_GIVE_UP_CONNECTION,
                    )
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
                if received_bytes > self.max_body_bytes:
                    raise BodyTooLargeWhileReading
            return message

        await self.app(scope, receive_counted, send)
