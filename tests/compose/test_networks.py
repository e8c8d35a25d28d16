"""In containers: who can reach whom."""

from __future__ import annotations

import json
import subprocess

import pytest

REACH = """
import socket, sys
try:
    socket.create_connection((sys.argv[1], int(sys.argv[2])), timeout=2).close()
except OSError as error:
    print(type(error).__name__)
else:
    print("reached")
"""
REACH_BY_NODE = """
const socket = require("net").connect({host: process.argv[1], port: Number(process.argv[2]), timeout: 2000});
const end = (word) => { console.log(word); process.exit(0); };
socket.on("connect", () => end("reached")).on("timeout", () => end("timeout")).on("error", (error) => end(error.code));
"""
PORTS = {
    "backend": 8003,
    "dynamodb-local": 8000,
    "customer-bff": 8001,
    "ops-bff": 8002,
    "identity": 9000,
    "frontend": 3000,
}


def compose(*arguments: str) -> str:
    run = subprocess.run(["docker", "compose", *arguments], capture_output=True, text=True, timeout=60)
    assert run.returncode == 0, run.stderr
    return run.stdout.strip()


def addresses(service: str) -> list[str]:
    """Of the service's container, in each of its networks."""
    container = compose("ps", "--quiet", service)
    shown = subprocess.run(["docker", "inspect", container], check=True, capture_output=True, text=True)
    networks = json.loads(shown.stdout)[0]["NetworkSettings"]["Networks"]
    return [network["IPAddress"] for network in networks.values()]


def reached(by: str, service: str) -> bool:
    """Whether one service can open a connection to another, by name or by any of its addresses."""
    tried = [
        compose("exec", "-T", by, "python", "-c", REACH, host, str(PORTS[service]))
        for host in (service, *addresses(service))
    ]
    return "reached" in tried


@pytest.mark.parametrize(("gateway", "own"), [("shop-gateway", "customer-bff"), ("ops-gateway", "ops-bff")])
def test_a_gateway_reaches_its_bff_and_the_pages_and_nothing_else(gateway: str, own: str) -> None:
    """The backend, the database, the provider and the other portal's BFF are on networks that it is not on."""
    assert {service for service in PORTS if reached(gateway, service)} == {own, "frontend"}


def test_the_frontend_reaches_no_service() -> None:
    """It makes pages; only browsers call, through the gateways."""
    for service in sorted(PORTS.keys() - {"frontend"}):
        for host in (service, *addresses(service)):
            reach = compose("exec", "-T", "frontend", "node", "-e", REACH_BY_NODE, host, str(PORTS[service]))
            assert (service, reach) != (service, "reached")


@pytest.mark.parametrize("bff", ["customer-bff", "ops-bff"])
def test_a_bff_does_not_reach_the_database(bff: str) -> None:
    """Only the backend does, and no BFF needs a page."""
    assert not reached(bff, "frontend")
    assert not reached(bff, "dynamodb-local")
    assert reached(bff, "backend")
    assert reached("backend", "dynamodb-local")
