"""The queue of commands for real, and workers as a process."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from backend_testing.command_queue import CommandQueue
from backend_testing.driver import Driver
from backend_testing.workers import workers_process

from backend.events.create_bus import create_bus
from backend.events.settings import EventsSettings
from backend.settings import Settings
from tests.processes.process import ServerProcess


@pytest.fixture
def events_settings(tables: Settings, aws_emulator: str) -> EventsSettings:
    """On the tables of the module, with queues of its own and no live feed. What a killed worker had in hand comes back
    after four seconds."""
    made = EventsSettings(
        environment="development",
        dynamodb_endpoint_url=tables.dynamodb_endpoint_url,
        orders_table=tables.orders_table,
        products_table=tables.products_table,
        operations_table=tables.operations_table,
        aws_endpoint_url=aws_emulator,
        event_bus=f"test-{uuid.uuid4().hex[:12]}",
        retry_first_pause_seconds=0.05,
        queue_hidden_seconds=4,
        queue_wait_seconds=1,
    )
    create_bus(made)
    return made


@pytest.fixture
def sqs(aws_emulator: str) -> Iterator[Any]:
    client = boto3.client("sqs", endpoint_url=aws_emulator, region_name="us-east-1")
    yield client
    client.close()


@pytest.fixture
def queue(events_settings: EventsSettings, sqs: Any, backend: Driver) -> CommandQueue:
    return CommandQueue(sqs, events_settings.event_bus, backend)


@pytest.fixture
def workers(events_settings: EventsSettings, tmp_path: Path) -> Iterator[ServerProcess]:
    """`python -m backend.workers`, not started yet."""
    process = workers_process(events_settings, tmp_path)
    yield process
    process.stop()
