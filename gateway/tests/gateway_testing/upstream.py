"""The upstream that a test plays, and where the gateway's files are."""

from __future__ import annotations

import asyncio
import socket
from pathlib import Path

from aiohttp import web

GATEWAY = Path(__file__).resolve().parent.parent.parent
MAX_BODY_BYTES = 2000
ORIGIN = "http://shop.example"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Upstream:
    """What stands behind the gateway: remembers the requests it was sent, answers as the test says."""

    def __init__(self) -> None:
        self.requests: list[web.Request] = []
        self.bodies: list[bytes] = []
        self.go_on = asyncio.Semaphore(0)
        self.headers = {"X-Request-ID": "the-upstream-says", "Server": "secret/1.0"}

    async def answer(self, request: web.Request) -> web.StreamResponse:
        self.bodies.append(await request.read())
        self.requests.append(request)
        if request.path.endswith("/late"):
            await self.go_on.acquire()
        if request.path.endswith("/events"):
            return await self.stream(request)
        if request.path.endswith("/cut"):
            return await self.cut(request)
        return web.json_response(
            {"method": request.method, "path": request.path},
            headers=self.headers,
        )

    async def stream(self, request: web.Request) -> web.StreamResponse:
        """One event for each `go_on.release()`, three in all."""
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(request)
        for number in range(3):
            await self.go_on.acquire()
            await response.write(f"data: {number}\n\n".encode())
        return response

    async def cut(self, request: web.Request) -> web.StreamResponse:
        """An answer of no known length, broken off after its first part."""
        response = web.StreamResponse(headers={"Content-Type": "text/csv"})
        await response.prepare(request)
        await response.write(b"sku,name\r\n")
        assert request.transport is not None
        request.transport.abort()
        return response


async def serve(upstream: Upstream, port: int) -> web.AppRunner:
    app = web.Application(client_max_size=10 * MAX_BODY_BYTES)
    app.router.add_route("*", "/{rest:.*}", upstream.answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port, reuse_address=True).start()
    return runner
