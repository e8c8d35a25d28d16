"""The stack of `make run`, started for one test run on free ports."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from stack.settings import DEFAULT_PORTS
from tests.processes.addresses import Addresses
from tests.processes.ports import free_ports
from tests.processes.process import READY_WITHIN_SECONDS, REPOSITORY, NotStarted


@contextmanager
def whole_stack(folder: Path, **settings: str) -> Iterator[Addresses]:
    """Started and ended by the project's own process manager, with these settings; its log stays in `folder`.

    Without the portals' pages: `frontend/e2e` tests those.
    """
    ports = dict(zip(DEFAULT_PORTS, map(str, free_ports(len(DEFAULT_PORTS))), strict=True))
    inherited = {name: value for name, value in os.environ.items() if name != "DYNAMODB_LOCAL_DATA"}
    with (folder / "terminal.log").open("wb") as terminal:
        stack = subprocess.Popen(
            [sys.executable, "-m", "stack", "run", "--without-frontend"],
            cwd=REPOSITORY,
            env={**inherited, **ports, "STACK_FOLDER": str(folder), **settings},
            stdin=subprocess.DEVNULL,
            stdout=terminal,
            stderr=subprocess.STDOUT,
        )
    try:
        yield _addresses_when_ready(stack, folder)
    finally:
        stack.send_signal(signal.SIGTERM)
        stack.wait(timeout=30)


def _addresses_when_ready(stack: subprocess.Popen[bytes], folder: Path) -> Addresses:
    give_up_at = time.monotonic() + READY_WITHIN_SECONDS
    record = folder / "stack.json"
    while True:
        if record.exists() and (addresses := json.loads(record.read_text())["addresses"]):
            return Addresses(
                shop=addresses["shop_gateway"],
                ops=addresses["ops_gateway"],
                identity=addresses["identity"],
                customer_bff=addresses["customer_bff"],
                ops_bff=addresses["ops_bff"],
                backend=addresses["backend"],
                secrets=folder / "secrets",
            )
        if stack.poll() is not None or time.monotonic() > give_up_at:
            raise NotStarted((folder / "terminal.log").read_text()[-3000:])
        time.sleep(0.05)
