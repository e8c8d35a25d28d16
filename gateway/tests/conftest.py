"""A real Caddy before an upstream that the test plays, and a way to import `gateway_testing`."""

from __future__ import annotations

import os
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from aiohttp import ClientSession

_HERE = str(Path(__file__).parent)
if _HERE not in sys.path:
    sys.path.insert(0, _HERE)

from gateway_testing.running import running  # noqa: E402  # after the path above
from gateway_testing.upstream import MAX_BODY_BYTES, ORIGIN, Upstream, free_port, serve  # noqa: E402  # after the path above


@pytest.fixture(scope="session")
def ports() -> dict[str, int]:
    return {name: free_port() for name in ("gateway", "ops_gateway", "bff", "portal")}


@pytest.fixture(scope="session")
def log_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("gateway") / "log"


@pytest.fixture(scope="session")
def gateway(ports: dict[str, int], log_file: Path) -> Iterator[str]:
    """The address of a shop gateway with short patience; behind it is whoever serves `ports`."""
    with running(_settings(ports, log_file), log_file, ports["gateway"]):
        yield f"http://127.0.0.1:{ports['gateway']}"


@pytest.fixture(scope="session")
def ops_gateway(ports: dict[str, int], log_file: Path) -> Iterator[str]:
    """The address of the same before the same, for operations."""
    own_log = log_file.with_name("ops-log")
    environment = _settings(ports, own_log) | {
        "GATEWAY": "ops-gateway",
        "PORT": str(ports["ops_gateway"]),
        "BFF": "ops-bff",
    }
    with running(environment, own_log, ports["ops_gateway"]):
        yield f"http://127.0.0.1:{ports['ops_gateway']}"


def _settings(ports: dict[str, int], log_file: Path) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "GATEWAY": "shop-gateway",
        "PORT": str(ports["gateway"]),
        "BFF": "customer-bff",
        "BFF_UPSTREAM": f"127.0.0.1:{ports['bff']}",
        "PORTAL_UPSTREAM": f"127.0.0.1:{ports['portal']}",
        "XDG_CONFIG_HOME": str(log_file.parent),
        "XDG_DATA_HOME": str(log_file.parent),
        "ALLOWED_ORIGINS": f"http://127.0.0.1:{ports['gateway']},{ORIGIN}",
        "MAX_BODY_BYTES": str(MAX_BODY_BYTES),
        "HEADER_TIMEOUT": "1s",
        "BODY_TIMEOUT": "1s",
        "UPSTREAM_TIMEOUT": "1s",
    }


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
