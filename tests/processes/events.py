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
from typing import Any

import boto3

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

    def client(self, service: str) -> Any:
        """A client of the emulator, to be closed: `sqs`, `events`."""
        aws: Any = boto3  # whose types have an overload for each service's name
        return aws.client(
            service,
            endpoint_url=self.aws_emulator.url,
            region_name="us-east-1",
            aws_access_key_id="development",
            aws_secret_access_key="development",
        )


@contextmanager
def platform_with_events(
    database_url: str, folder: Path, **settings: str
) -> Iterator[tuple[Platform, Events]]:
    """A platform whose BFFs follow the live feed and queue what staff leave to it, and the workers beside it.

    `settings` are environment variables of the workers.
    """
    (port,) = free_ports(1)
    bus, url = _new_bus(), f"valkey://127.0.0.1:{port}"
    aws_emulator = aws_emulator_process(folder)
    with (
        platform_on(
            database_url,
            folder,
            LIVE_FEED_URL=url,
            LIVE_FEED_KEY=f"{bus}:feed",
            AWS_EMULATOR_PORT=aws_emulator.url.rpartition(":")[2],
            EVENT_BUS=bus,
        ) as platform,
        events_of(platform, folder, valkey_port=port, aws_emulator=aws_emulator, **settings) as events,
    ):
        yield platform, events


@contextmanager
def events_of(
    platform: Platform,
    folder: Path,
    *,
    valkey_port: int | None = None,
    aws_emulator: ServerProcess | None = None,
    **settings: str,
) -> Iterator[Events]:
    """Starts them for the platform's tables, on free ports and a bus of their own unless given. `settings` are
    environment variables of the workers.

    aws_emulator: the one that the platform was started with, not started yet; the bus is the platform's then too.
    """
    if aws_emulator is None:
        aws_emulator, bus = aws_emulator_process(folder), _new_bus()
    else:
        bus = platform.environment["EVENT_BUS"]
    valkey = valkey_process(folder, valkey_port)
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
            **settings,
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
