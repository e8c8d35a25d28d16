"""One line of JSON on stdout for each request."""

from time import perf_counter

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chassis.context import current_request
from chassis.health import HEALTH_PATHS
from chassis.logs import json_string, timestamp, write_line

_LONGEST_PATH = 1024


class AccessLogMiddleware:
    """Writes when, who, what and how long: the fields are those of `_write`.

    The query string is left out, since it may hold secrets. Health checks are left out unless they fail. A
    request that ended with no answer has status 499.
    """

    def __init__(self, app: ASGIApp, service: str) -> None:
        self.app = app
        self.service = json_string(service)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        status = 499
        sent_bytes = 0

        async def send_counted(message: Message) -> None:
            nonlocal status, sent_bytes
            if message["type"] == "http.response.body":
                sent_bytes += len(message.get("body", b""))
            elif message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        started = perf_counter()
        try:
            await self.app(scope, receive, send_counted)
        finally:
            if status >= 400 or scope["path"] not in HEALTH_PATHS:
                self._write(scope, status, sent_bytes, perf_counter() - started)

    def _write(self, scope: Scope, status: int, sent_bytes: int, seconds: float) -> None:
        context = current_request.get()
        level = "error" if status >= 500 else "info"
        route = getattr(scope.get("route"), "path", None)
        write_line(
            f'{{"ts":"{timestamp()}","level":"{level}","service":{self.service},'
            f'"event":"request","method":{json_string(scope["method"])},'
            f'"path":{json_string(scope["path"][:_LONGEST_PATH])},'
            f'"route":{json_string(route) if route else "null"},"status":{status},'
            f'"duration_ms":{seconds * 1000:.2f},"bytes":{sent_bytes},'
            f'"request_id":"{context.request_id if context else ""}",'
            f'"trace_id":"{context.trace_id if context else ""}"}}\n'
        )
