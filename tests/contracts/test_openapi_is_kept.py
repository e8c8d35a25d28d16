"""Each service answers as its OpenAPI document says, whatever it is sent."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.identity.access_tokens import SignIns
from tests.processes.addresses import Addresses
from tests.processes.process import REPOSITORY

EXAMPLES = os.environ.get("SCHEMATHESIS_EXAMPLES", "5")
"""Cases an operation and phase; a full run has 10,000."""
CONFIGURATION = Path(__file__).with_name("schemathesis.toml")
HOOKS = "tests.contracts.schemathesis_sign_in"
CALLERS = {"customer_bff": "schemathesis", "ops_bff": "olivia", "backend": None}


@pytest.mark.parametrize("service", CALLERS)
async def test_a_service_keeps_its_contract(stack: Addresses, service: str, tmp_path: Path) -> None:
    """No 5xx, no undocumented answer, nothing invalid let in, nothing valid refused: all of Schemathesis' checks."""
    url = getattr(stack, service)
    if url is None or (service == "backend" and stack.secrets is None):
        pytest.skip("only the doors of this stack are reachable")
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY), "SCHEMATHESIS_HOOKS": HOOKS}
    if person := CALLERS[service]:
        bearer = await SignIns(stack.identity).bearer(person)
        environment["BEARER"] = bearer["Authorization"]
    else:
        environment["SECRETS"] = str(stack.secrets)
    command = [
        *(str(Path(sys.executable).with_name("schemathesis")), "--config-file", str(CONFIGURATION)),
        *("run", f"{url}/openapi.json", "--checks", "all", "--max-examples", EXAMPLES, "--seed", "1"),
        *("--exclude-operation-id", "stream_events"),  # which has no end
        *("--continue-on-failure", "--suppress-health-check", "all", "--generation-database", "none"),
    ]
    run = await asyncio.to_thread(
        subprocess.run, command, cwd=tmp_path, env=environment, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stdout[-12000:] + run.stderr[-2000:]
