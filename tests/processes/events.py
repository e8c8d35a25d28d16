"""Workers, with the bus and the live feed that they publish to, for a platform that runs."""

from __future__ import annotations

import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.processes.emulators import aws_emulator_process, valkey_process
from tests.processes.platform import Platform, platform_on
from tests.processes.ports import free_ports
from tests.processes.process import REPOSITORY, NotStarted, ServerProcess


@dataclass(frozen=True)
class Events:
    """All three run; the feed is the stream `{bus}:feed` in Valkey."""

    workers: ServerProcess
    aws_emulator: ServerProcess
    valkey: ServerProcess
    bus: str


@contextmanager
def platform_with_events(database_url: str, folder: Path) -> Iterator[tuple[Platform, Events]]:
    """A platform whose BFFs follow the live feed, and what feeds it."""
    (port,) = free_ports(1)
    bus, url = _new_bus(), f"valkey://127.0.0.1:{port}"
    with (
        platform_on(database_url, folder, LIVE_FEED_URL=url, LIVE_FEED_KEY=f"{bus}:feed") as platform,
        events_of(platform, folder, bus=bus, valkey_port=port) as events,
    ):
        yield platform, events


@contextmanager
def events_of(
    platform: Platform, folder: Path, *, bus: str | None = None, valkey_port: int | None = None
) -> Iterator[Events]:
    """Starts them for the platform's tables, on free ports and a bus of their own unless given."""
    aws_emulator, valkey = aws_emulator_process(folder), valkey_process(folder, valkey_port)
    bus = bus or _new_bus()
    (port,) = free_ports(1)
    aws_emulator.start()
    try:
        valkey.start()
        environment = {
            **os.environ,
            **platform.environment,
            "AWS_ENDPOINT_URL": aws_emulator.url,
            "VALKEY_URL": valkey.url,
            "EVENT_BUS": bus,
            "HOST": "127.0.0.1",
            "PORT": str(port),
        }
        made = subprocess.run(
            [sys.executable, "-m", "backend.events.create_bus"],
            cwd=REPOSITORY,
            env=environment,
            capture_output=True,
            text=True,
        )
        if made.returncode != 0:
            raise NotStarted(made.stderr)
        workers = ServerProcess(
            "workers",
            [sys.executable, "-m", "backend.workers"],
            environment,
            url=f"http://127.0.0.1:{port}",
            log_folder=folder,
        )
        workers.start()
        try:
            yield Events(workers, aws_emulator, valkey, bus)
        finally:
            workers.stop()
    finally:
        valkey.stop()
        aws_emulator.stop()


def _new_bus() -> str:
    return f"test-{uuid.uuid4().hex[:12]}"
