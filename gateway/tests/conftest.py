"""A real Caddy before an upstream that the test plays, and a way to import `gateway_testing`."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from aiohttp import ClientSession

_HERE = str(Path(__file__).parent)
if _HERE not in sys.path:
    sys.path.insert(0, _HERE)

from gateway_testing.upstream import GATEWAY, MAX_BODY_BYTES, ORIGIN, Upstream, caddy, free_port, serve  # noqa: E402


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
