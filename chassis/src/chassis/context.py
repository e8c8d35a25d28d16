"""The request being served: its ids, its trace, its deadline."""

import asyncio
from contextvars import ContextVar

from chassis.trace_context import new_span_id, new_trace_id

NO_REQUEST_TIMEOUT_SECONDS = 5.0


class RequestContext:
    """What travels with a request.

    request_id: 1 to 128 characters of [A-Za-z0-9._-]; trace_id: 32 hex digits; traceparent: the W3C
    header that names this service's own span; deadline: on the event loop's clock, in seconds; answer_headers: by
    name in lower case, go out with the answer whatever it is; set_cookies: by the cookie's name the Set-Cookie lines,
    with which the answer is nothing for a cache.
    """

    __slots__ = ("answer_headers", "deadline", "request_id", "set_cookies", "trace_id", "traceparent")

    def __init__(self, request_id: str, trace_id: str, traceparent: str, deadline: float) -> None:
        self.request_id = request_id
        self.trace_id = trace_id
        self.traceparent = traceparent
        self.deadline = deadline
        self.answer_headers: dict[bytes, bytes] = {}
        self.set_cookies: dict[str, bytes] = {}

    def renew(self, seconds: float) -> None:
        """Due in `seconds` from now: for an answer of many parts, of which each has a time of its own."""
        self.deadline = asyncio.get_running_loop().time() + seconds


current_request: ContextVar[RequestContext | None] = ContextVar("current_request", default=None)


def current() -> RequestContext:
    """The request being served; outside of one a fresh context, due 5 s from now.

    Must be called within a running event loop.
    """
    context = current_request.get()
    if context is None:
        trace_id = new_trace_id()
        context = RequestContext(
            request_id=trace_id,
            trace_id=trace_id,
            traceparent=f"00-{trace_id}-{new_span_id()}-00",
            deadline=asyncio.get_running_loop().time() + NO_REQUEST_TIMEOUT_SECONDS,
        )
    return context


def remaining_seconds() -> float:
    """Seconds till the deadline of the request being served, never below 0."""
    return max(0.0, current().deadline - asyncio.get_running_loop().time())
