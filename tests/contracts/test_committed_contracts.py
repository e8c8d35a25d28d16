"""The committed OpenAPI documents are what the code serves."""

from __future__ import annotations

import json
import subprocess
import sys

import httpx
import pytest

from tests.processes.addresses import Addresses
from tests.processes.process import REPOSITORY

SERVICES = {"backend": "backend", "customer-bff": "customer_bff", "ops-bff": "ops_bff"}


@pytest.mark.parametrize("service", SERVICES)
def test_the_committed_document_is_the_served_one(stack: Addresses, service: str) -> None:
    """A running service serves exactly what contracts/ says, so a change is seen in review; but for where its identity
    provider is."""
    url = getattr(stack, SERVICES[service])
    if url is None:
        pytest.skip("only the doors of this stack are reachable")
    committed = json.loads((REPOSITORY / "contracts" / f"{service}.openapi.json").read_text())
    served = httpx.get(f"{url}/openapi.json").text.replace(stack.identity, "http://127.0.0.1:9000")
    assert json.loads(served) == committed


def test_the_contracts_are_fresh() -> None:
    """Documents and the BFFs' contract modules are what `make contracts` would write."""
    command = [sys.executable, "contracts/generate.py", "--check"]
    run = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
