"""Refuses requests at once when too many are in flight."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chassis.health import HEALTH_PATHS
from chassis.problem_responses import problem_response
from chassis.problems import Overloaded


class LoadSheddingMiddleware:
    """At most `max_in_flight` requests are served at a time; one more is answered 503 `overloaded`.

    Health checks are always served. A stream of events gives its place back once it has begun, since it
    waits most of its life.
    """

    def __init__(self, app: ASGIApp, max_in_flight: int) -> None:
        self.app = app
        self.max_in_flight = max_in_flight
        self.in_flight = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] in HEALTH_PATHS:
            await self.app(scope, receive, send)
            return
        if self.in_flight >= self.max_in_flight:
            await problem_response(Overloaded("The service is busy; try again."), scope)(scope, receive, send)
            return
        counted = True
        self.in_flight += 1

        async def send_releasing(message: Message) -> None:
            nonlocal counted
            if counted and message["type"] == "http.response.start" and _is_event_stream(message):
                counted = False
                self.in_flight -= 1
            await send(message)

        try:
            await self.app(scope, receive, send_releasing)
        finally:
            if counted:
                self.in_flight -= 1


def _is_event_stream(message: Message) -> bool:
    for name, value in message.get("headers", ()):
        if name.lower() == b"content-type":
            return bool(value.startswith(b"text/event-stream"))
    return False
