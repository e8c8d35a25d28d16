"""One process of the platform, started and ended by a test."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
READY_WITHIN_SECONDS = 60
_TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")


class NotStarted(Exception):
    """The process ended, or never became ready; the text holds the end of its log."""


class ServerProcess:
    """A server on a port, in its own process group; it can be killed and started again on the same port."""

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        environment: Mapping[str, str],
        *,
        url: str,
        log_folder: Path,
        ready_path: str | None = "/readyz",
        ready_statuses: Collection[int] = (200,),
    ) -> None:
        self.name, self.url = name, url
        self.log_file = log_folder / f"{name}.log"
        self._command, self._environment = list(command), dict(environment)
        # without a path it is ready as soon as it listens
        self._ready_url = url + ready_path if ready_path is not None else None
        self._ready_statuses = ready_statuses
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def start(self) -> None:
        """Returns once it is ready. The log file goes on over restarts."""
        with self.log_file.open("ab") as log:
            self._process = subprocess.Popen(
                self._command,
                cwd=REPOSITORY,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        try:
            self._wait_until_ready()
        except BaseException:
            self.kill()
            raise

    def kill(self) -> None:
        """Ends it at once, as `kill -9` does, in the midst of whatever it does."""
        self._signal(signal.SIGKILL)

    def stop(self) -> None:
        """Asks it to end, and waits until it has."""
        self._signal(signal.SIGTERM)

    def pause(self) -> None:
        """Freezes it: connections stay open, nothing is answered."""
        os.kill(self.pid, signal.SIGSTOP)

    def resume(self) -> None:
        os.kill(self.pid, signal.SIGCONT)

    def cpu_seconds(self) -> float:
        """User plus system time so far, from the operating system, to 10 ms."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS_A_SECOND

    def memory_megabytes(self) -> float:
        """Resident set."""
        for line in Path(f"/proc/{self.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
        raise LookupError("VmRSS")

    def _signal(self, number: signal.Signals) -> None:
        if self._process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, number)
        try:
            self._process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        self._process = None

    def _wait_until_ready(self) -> None:
        assert self._process is not None
        give_up_at = time.monotonic() + READY_WITHIN_SECONDS
        while not self._is_ready():
            if self._process.poll() is not None or time.monotonic() > give_up_at:
                raise NotStarted(f"{self.name} is not ready:\n{self.log_file.read_text()[-3000:]}")
            time.sleep(0.01)

    def _is_ready(self) -> bool:
        # While nothing listens this costs next to nothing: a start is measured on the same cores.
        try:
            with socket.create_connection(("127.0.0.1", int(self.url.rpartition(":")[2])), timeout=5):
                pass
        except OSError:
            return False
        return self._ready_url is None or self._status(self._ready_url) in self._ready_statuses

    def _status(self, url: str) -> int | None:
        try:
            with urllib.request.urlopen(url, timeout=5) as response:
                return int(response.status)
        except urllib.error.HTTPError as refused:
            with refused:
                return refused.code
        except OSError:
            return None
