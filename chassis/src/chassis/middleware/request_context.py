"""Gives each request its id, its trace and its deadline, and puts onto the answer what the request has gathered."""

import asyncio
import re

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chassis.context import RequestContext, current_request
from chassis.trace_context import new_span_id, new_trace_id, parse_traceparent

_REQUEST_ID = re.compile(rb"[A-Za-z0-9._-]{1,128}")
_TIMEOUT_MS = re.compile(rb"[0-9]{1,9}")


class RequestContextMiddleware:
    """Sets `chassis.context.current()`; answers carry X-Request-ID, traceparent, and its headers and cookies.

    A request id or traceparent that is not valid, or sent twice, is replaced by a new one. The deadline is
    X-Request-Timeout-Ms from now, and at most `request_timeout_seconds`.
    """

    def __init__(self, app: ASGIApp, request_timeout_seconds: float, telemetry: bool = False) -> None:
        self.app = app
        self.request_timeout_seconds = request_timeout_seconds
        self.telemetry = telemetry

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request_id_header: bytes | None = None
        traceparent_header: bytes | None = None
        timeout_header: bytes | None = None
        for name, value in scope["headers"]:
            if name == b"x-request-id":
                request_id_header = value if request_id_header is None else b""
            elif name == b"traceparent":
                traceparent_header = value if traceparent_header is None else b""
            elif name == b"x-request-timeout-ms":
                timeout_header = value if timeout_header is None else b""

        trace_id, traceparent = (_span_of_telemetry() if self.telemetry else None) or _own_span(
            traceparent_header
        )
        if request_id_header and _REQUEST_ID.fullmatch(request_id_header):
            request_id = request_id_header.decode("ascii")
        else:
            request_id = trace_id
        timeout_seconds = self.request_timeout_seconds
        if timeout_header and _TIMEOUT_MS.fullmatch(timeout_header):
            timeout_seconds = min(timeout_seconds, int(timeout_header) / 1000)

        context = RequestContext(
            request_id, trace_id, traceparent, asyncio.get_running_loop().time() + timeout_seconds
        )
        names = (
            (b"x-request-id", request_id.encode("ascii")),
            (b"traceparent", traceparent.encode("ascii")),
        )

        async def send_named(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = message.get("headers", ())
                if context.set_cookies:
                    headers = [header for header in headers if header[0].lower() != b"cache-control"]
                    headers += [(b"set-cookie", line) for line in context.set_cookies.values()]
                    headers.append((b"cache-control", b"no-store"))
                message["headers"] = [*headers, *context.answer_headers.items(), *names]
            await send(message)

        token = current_request.set(context)
        try:
            await self.app(scope, receive, send_named)
        finally:
            current_request.reset(token)


def _own_span(header: bytes | None) -> tuple[str, str]:
    parsed = parse_traceparent(header.decode("latin-1")) if header else None
    trace_id, flags = parsed or (new_trace_id(), "00")
    return trace_id, f"00-{trace_id}-{new_span_id()}-{flags}"


def _span_of_telemetry() -> tuple[str, str] | None:
    """Trace id and traceparent of the server span that telemetry has opened for this request, if it has."""
    from opentelemetry import trace

    span = trace.get_current_span().get_span_context()
    if not span.is_valid:
        return None
    trace_id = f"{span.trace_id:032x}"
    return trace_id, f"00-{trace_id}-{span.span_id:016x}-{span.trace_flags & 0xFF:02x}"
