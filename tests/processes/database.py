"""DynamoDB Local for a test run."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from tests.processes.ports import free_ports
from tests.processes.process import ServerProcess


def dynamodb_local_process(log_folder: Path) -> ServerProcess:
    """One on a free port, tables in memory."""
    (port,) = free_ports(1)
    environment = {name: value for name, value in os.environ.items() if name != "DYNAMODB_LOCAL_DATA"}
    return ServerProcess(
        "dynamodb-local",
        [sys.executable, "dynamodb-local/start.py"],
        {**environment, "DYNAMODB_LOCAL_PORT": str(port)},
        url=f"http://127.0.0.1:{port}",
        log_folder=log_folder,
        ready_path="/",
        ready_statuses=(400,),  # a request that is not signed: the server is there
    )
