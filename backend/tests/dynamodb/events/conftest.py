"""The relay's surroundings for real: DynamoDB Local, the AWS emulator and Valkey, and workers as a process."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest
import valkey
from backend_testing.listener import Listener
from backend_testing.workers import workers_process

from backend.events.create_bus import create_bus
from backend.events.settings import EventsSettings
from backend.settings import Settings
from tests.processes.emulators import valkey_process
from tests.processes.process import ServerProcess


@pytest.fixture(scope="module")
def valkey_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    server = valkey_process(tmp_path_factory.mktemp("valkey"))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def events_settings(tables: Settings, aws_emulator: str, valkey_server: ServerProcess) -> EventsSettings:
    """On the tables of the module, with a bus and a feed of its own."""
    made = EventsSettings(
        environment="development",
        dynamodb_endpoint_url=tables.dynamodb_endpoint_url,
        orders_table=tables.orders_table,
        products_table=tables.products_table,
        operations_table=tables.operations_table,
        aws_endpoint_url=aws_emulator,
        event_bus=f"test-{uuid.uuid4().hex[:12]}",
        valkey_url=valkey_server.url,
        relay_poll_seconds=0.05,
        relay_lease_seconds=2,
        queue_hidden_seconds=4,
        queue_wait_seconds=1,
    )
    create_bus(made)
    return made


@pytest.fixture
def workers(events_settings: EventsSettings, tmp_path: Path) -> Iterator[ServerProcess]:
    """`python -m backend.workers`, not started yet."""
    process = workers_process(events_settings, tmp_path)
    yield process
    process.stop()


@pytest.fixture
def listener(events_settings: EventsSettings, valkey_server: ServerProcess) -> Iterator[Listener]:
    sqs = boto3.client("sqs", endpoint_url=events_settings.aws_endpoint_url, region_name="us-east-1")
    feed = valkey.Valkey.from_url(valkey_server.url)
    yield Listener(events_settings, sqs, feed)
    sqs.close()
    feed.close()  # type: ignore[no-untyped-call]  # valkey leaves it untyped
