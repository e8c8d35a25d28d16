"""The AWS emulator and Valkey for a test run."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from tests.processes.ports import free_ports
from tests.processes.process import ServerProcess


def aws_emulator_process(log_folder: Path) -> ServerProcess:
    """EventBridge and SQS on a free port, with nothing in them."""
    (port,) = free_ports(1)
    return ServerProcess(
        "aws-emulator",
        [sys.executable, "aws-emulator/start_emulator.py"],
        {**os.environ, "AWS_EMULATOR_PORT": str(port)},
        url=f"http://127.0.0.1:{port}",
        log_folder=log_folder,
        ready_path="/_ministack/health",
    )


def valkey_process(log_folder: Path, port: int | None = None) -> ServerProcess:
    """A Valkey, empty, on a free port unless one is given."""
    if port is None:
        (port,) = free_ports(1)
    return ServerProcess(
        "valkey",
        [sys.executable, "valkey-local/start_valkey.py"],
        {**os.environ, "VALKEY_PORT": str(port)},
        url=f"valkey://127.0.0.1:{port}",
        log_folder=log_folder,
        ready_path=None,
    )
